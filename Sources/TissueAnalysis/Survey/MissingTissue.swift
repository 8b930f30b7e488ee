import Basics
import Microscopy

/// Tissue that a survey could not see because the scan has nothing there: what no level could give, and holes among
/// tissue.
///
/// Judged on squares of 112 um, the tiles of the plan. A square without pixels counts as tissue where the nearest
/// squares with pixels are tissue for the most part. Scanners that leave glass out (MIRAX, Ventana, Philips, DICOM) end
/// their scan on glass, so that what they never scanned is next to glass and does not count; where tissue is cut by the
/// edge of the scan, a few squares beyond it do: more where nothing of the slide is transparent, so that no scanner
/// left anything out.
struct MissingTissue {
  /// Area that is likely tissue and was not seen, mm2.
  let areaMM2: Double

  /// Side of a square, um.
  private static let side = 112.0
  /// How far from the nearest pixels an open region still counts, squares: 0.45 mm in a scan with parts left out, 0.9
  /// mm in one without. An enclosed one counts whole.
  private static let reach = (sparse: 4, whole: 8)
  /// Share of tissue about a square from which it counts as tissue.
  private static let share = 0.5

  /// - Parameter empty: ``SurveyScan/emptyPixels(glass:)``, taken while the scan still had its colours.
  init(scan: SurveyScan, pixels: JudgedScan, empty: BitPlane, mask: TissueMask) {
    // On a black background, as of fluorescence, black is not a sign of damage.
    let isBlack = Double(pixels.darkPixels) > QualityRules.blackLimit * Double(pixels.opaquePixels)
    let step = max(1, Int((Self.side / scan.micronsPerPixel).rounded()))
    var grid = SquareGrid(there: isBlack ? scan.opaque : scan.opaque.subtracting(empty), mask: mask, step: step)
    grid.close(scan.damaged, level0PerSquare: Double(step) * scan.level0PerPixel)
    let isSparse = pixels.opaquePixels < scan.size.width * scan.size.height
    let squares = grid.missing(reach: isSparse ? Self.reach.sparse : Self.reach.whole, share: Self.share)
    let side = Double(step) * scan.micronsPerPixel
    areaMM2 = Double(squares) * side * side / 1e6
  }
}

extension SurveyScan {
  /// What programs fill in where they have nothing, as a grey level.
  private static let filling: Float = 255

  /// Pixels that were scanned and hold nothing (``MissingPixels``), and, where the glass is darker than that, those of
  /// the purest white: no light was measured there, a program filled them in.
  func emptyPixels(glass: Glass?) -> BitPlane {
    let whiteIsNothing = glass.map { $0.mean.max() <= Self.filling - 4 } ?? false
    var plane = BitPlane(width: size.width, height: size.height)
    for row in 0..<size.height {
      for word in 0..<plane.wordsPerRow {
        var bits: UInt64 = 0
        for column in (word * 64)..<min(size.width, word * 64 + 64) where opaque[column, row] {
          let (red, green, blue) = color(x: column, y: row)
          let isFilled = whiteIsNothing && min(red, green, blue) == 255
          let isEmpty = isFilled || MissingPixels.isMissing(red: red, green: green, blue: blue, alpha: 255)
          if isEmpty { bits |= 1 << UInt64(column & 63) }
        }
        plane.setWord(word, row: row, to: bits)
      }
    }
    return plane
  }
}

/// The survey in squares: which have pixels, and how much tissue those have.
private struct SquareGrid {
  private enum Square {
    case seen(tissue: Double)
    /// In the plan already, since the mask closes small holes: whether it can be read is found out there.
    case planned
    /// Nothing there; `isOpen` where it hangs together with the outside of the scan.
    case empty(isOpen: Bool)
  }

  private let columns: Int
  private let rows: Int
  private var squares: [Square]

  init(there: BitPlane, mask: TissueMask, step: Int) {
    let size = PixelSize(width: there.width, height: there.height)
    columns = (size.width + step - 1) / step
    rows = (size.height + step - 1) / step
    squares = []
    squares.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let across = (column * step)..<min(size.width, (column + 1) * step)
        let down = (row * step)..<min(size.height, (row + 1) * step)
        squares.append(Self.square(there, mask, across, down))
      }
    }
    openFromOutside()
  }

  private static func square(_ there: BitPlane, _ mask: TissueMask, _ across: Range<Int>, _ down: Range<Int>) -> Square
  {
    let (area, seen) = (across.count * down.count, there.count(columns: across, rows: down))
    let tissue = mask.tissuePixels(columns: across, rows: down)
    if seen * 2 >= area { return .seen(tissue: Double(tissue) / Double(area)) }
    return Double(tissue) >= 0.6 * Double(area) ? .planned : .empty(isOpen: false)
  }

  /// What is empty and reaches the edge of the slide through empty squares lies outside of the scan.
  private mutating func openFromOutside() {
    var border = squares.indices.filter { index in
      let (column, row) = (index % columns, index / columns)
      return column == 0 || row == 0 || column == columns - 1 || row == rows - 1
    }
    while let index = border.popLast() {
      guard case .empty(isOpen: false) = squares[index] else { continue }
      squares[index] = .empty(isOpen: true)
      border += neighbours(of: index)
    }
  }

  /// Damaged regions were scanned: they count whole, wherever they lie.
  mutating func close(_ regions: [SlideRegion], level0PerSquare side: Double) {
    for region in regions {
      let across = Self.range(region.x / side, region.width / side, columns)
      let down = Self.range(region.y / side, region.height / side, rows)
      for row in down {
        for column in across {
          if case .empty = squares[row * columns + column] { squares[row * columns + column] = .empty(isOpen: false) }
        }
      }
    }
  }

  private static func range(_ start: Double, _ length: Double, _ limit: Int) -> Range<Int> {
    let first = min(limit, max(0, Int(start)))
    return first..<min(limit, max(first, Int((start + length).rounded(.up))))
  }

  private func neighbours(of index: Int) -> [Int] {
    let (column, row) = (index % columns, index / columns)
    var found: [Int] = []
    for y in max(0, row - 1)...min(rows - 1, row + 1) {
      for x in max(0, column - 1)...min(columns - 1, column + 1) where y != row || x != column {
        found.append(y * columns + x)
      }
    }
    return found
  }

  /// The empty squares that are likely tissue: what is known spreads inwards from the squares with pixels, ring by
  /// ring.
  func missing(reach: Int, share: Double) -> Int {
    var known = squares.map { square -> Double? in
      switch square {
      case .seen(let tissue): tissue
      case .planned: 1
      case .empty: nil
      }
    }
    var ring = squares.indices.filter { known[$0] == nil }
    var (count, distance) = (0, 0)
    while !ring.isEmpty {
      distance += 1
      let found = ring.compactMap { index -> (Int, Double)? in
        if case .empty(isOpen: true) = squares[index], distance > reach { return nil }
        let about = neighbours(of: index).compactMap { known[$0] }
        return about.isEmpty ? nil : (index, about.reduce(0, +) / Double(about.count))
      }
      guard !found.isEmpty else { return count }
      for (index, tissue) in found { known[index] = tissue }
      count += found.count { $0.1 >= share }
      ring.removeAll { known[$0] != nil }
    }
    return count
  }
}
