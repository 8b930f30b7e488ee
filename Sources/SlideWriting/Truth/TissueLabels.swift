import Basics
import Microscopy

/// The label of each square of 8 x 8 um, found at its centre.
struct TissueLabels: Sendable {
  static let side = Anatomy.cell

  let columns: Int
  let rows: Int
  /// [rows * columns]
  let labels: [TissueLabel]
  private let size: PixelSize

  init(anatomy: Anatomy, size: PixelSize) {
    self.size = size
    columns = (size.width + Self.side - 1) / Self.side
    rows = (size.height + Self.side - 1) / Self.side
    var labels: [TissueLabel] = []
    labels.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let half = Float(Self.side) / 2
        labels.append(
          Self.label(anatomy.sample(Float(column * Self.side) + half, Float(row * Self.side) + half)))
      }
    }
    self.labels = labels
  }

  private static func label(_ here: SIMD8<Float>) -> TissueLabel {
    guard here[Anatomy.Field.tissue] > 0 else { return .glass }
    if here[Anatomy.Field.fat] > 0 { return .fat }
    if here[Anatomy.Field.necrosis] > 0 { return .necrosis }
    switch Epithelium.grade(here) {
    case 1: return .tumourGrade1
    case 2: return .tumourGrade2
    case 3: return .tumourGrade3
    default: break
    }
    if here[Anatomy.Field.lymphocytes] > 0 { return .lymphocytes }
    return here[Anatomy.Field.lobule] > 0 ? .lobule : .stroma
  }

  /// Shares of the whole tiles of `side` px.
  func tiles(side: Int) -> [TileTruth] {
    guard side > 0 else { return [] }
    return (0..<(size.height / side)).flatMap { row in
      (0..<(size.width / side)).map { column in tile(x: column * side, y: row * side, side: side) }
    }
  }

  private func tile(x: Int, y: Int, side: Int) -> TileTruth {
    var (tissue, tumour, highGrade, all) = (0, 0, 0, 0)
    for row in (y / Self.side)...((y + side - 1) / Self.side) {
      for column in (x / Self.side)...((x + side - 1) / Self.side) {
        let label = labels[row * columns + column]
        all += 1
        if label != .glass { tissue += 1 }
        if label.grade != nil { tumour += 1 }
        if label.grade == 3 { highGrade += 1 }
      }
    }
    let share = { (count: Int) in Double(count) / Double(all) }
    return TileTruth(
      x: x, y: y, side: side, tissue: share(tissue), tumour: share(tumour), highGrade: share(highGrade))
  }
}
