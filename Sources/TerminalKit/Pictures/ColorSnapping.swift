/// Fewer colours for a slow line: neighbours of a row whose colours hardly differ get the same ones, so that the writer
/// names a colour less often.
///
/// A colour is a run of neighbours, of which it is the mean as far as ``tolerance`` allows. Where a glyph has a
/// complement the two colours of a cell may change places, so that a run goes on. Cells that are not of a picture's
/// block characters stay as they are. Rows know nothing of each other: what moves up or down stays the same.
public struct ColorSnapping: Sendable {
  /// By how many levels of 256 a channel may come to differ at most.
  public let tolerance: Int
  /// The glyph that inks what the other leaves, of block characters.
  private let complements: [Character: Character]
  private let blocks: Set<Character>

  /// What hardly shows in a picture of H&E, and saves much of its bytes: see the benchmark `pictures` in
  /// `Benchmarks/README.md`.
  public static let usualTolerance = 4

  /// Colours for a terminal that draws `symbols`.
  public init(symbols: BlockSymbols, tolerance: Int = usualTolerance) {
    self.tolerance = max(0, min(tolerance, 127))
    let splits = BlockSplit.all(of: symbols)
    let pairs = splits.flatMap { split -> [(Character, Character)] in
      guard let one = split.glyph.map(Character.init), let other = split.complement.map(Character.init) else {
        return []
      }
      return [(one, other), (other, one)]
    }
    complements = Dictionary(pairs) { first, _ in first }
    blocks = Set(splits.flatMap { [$0.glyph, $0.complement].compactMap(\.self).map(Character.init) })
  }

  /// `cells`, row by row of `columns`, with fewer colours. No channel differs by more than ``tolerance`` from what it
  /// was at any place of the picture.
  public func snapped(_ cells: [Cell], columns: Int) -> [Cell] {
    guard tolerance > 0, columns > 0, cells.count.isMultiple(of: columns) else { return cells }
    return stride(from: 0, to: cells.count, by: columns).flatMap { row(cells[$0..<($0 + columns)]) }
  }

  private func row(_ cells: ArraySlice<Cell>) -> [Cell] {
    var pen = Pen(tolerance: Int16(tolerance))
    let planned = cells.map { cell -> Planned in
      guard cell.style.attributes.isEmpty, let ground = cell.style.background else {
        pen.lift()
        return Planned(cell: cell)
      }
      if cell.glyph == " " { return pen.fill(cell, with: ground) }
      guard let ink = cell.style.foreground, blocks.contains(cell.glyph) else {
        pen.lift()
        return Planned(cell: cell)
      }
      return pen.draw(cell, ink, ground, complement: complements[cell.glyph])
    }
    return planned.map { $0.cell(pen.runs) }
  }
}

/// A cell whose colours are those of runs; without any it is as it was.
private struct Planned {
  var cell: Cell
  var ink: Int?
  var ground: Int?

  func cell(_ runs: [ColorRun]) -> Cell {
    var cell = cell
    if let ink { cell.style.foreground = runs[ink].color }
    if let ground { cell.style.background = runs[ground].color }
    return cell
  }
}

/// Neighbours that share a colour.
private struct ColorRun {
  private var low: SIMD4<Int16>
  private var high: SIMD4<Int16>
  private var sum: SIMD4<Int32>
  private var count: Int32

  init(_ color: SIMD4<Int16>, tolerance: Int16) {
    low = color &- tolerance
    high = color &+ tolerance
    sum = SIMD4(truncatingIfNeeded: color)
    count = 1
  }

  /// The run with one more; `nil` where no colour is near enough to all of them.
  func joined(by color: SIMD4<Int16>, tolerance: Int16) -> ColorRun? {
    var run = self
    run.low = pointwiseMax(low, color &- tolerance)
    run.high = pointwiseMin(high, color &+ tolerance)
    guard all(run.low .<= run.high) else { return nil }
    run.sum &+= SIMD4(truncatingIfNeeded: color)
    run.count += 1
    return run
  }

  /// How far `color` is from the others, squared.
  func distance(to color: SIMD4<Int16>) -> Int32 {
    let difference = SIMD4<Int32>(truncatingIfNeeded: color) &- (sum &+ count / 2) / count
    return (difference &* difference).wrappedSum()
  }

  /// The mean of the colours, as near to it as all of them allow.
  var color: RGB {
    let mean = SIMD4<Int16>(truncatingIfNeeded: (sum &+ count / 2) / count)
    let held = pointwiseMin(pointwiseMax(mean, low), high)
    return RGB(UInt8(clamping: held.x), UInt8(clamping: held.y), UInt8(clamping: held.z))
  }
}

/// The two colours that the writer has named last, as runs that may go on.
private struct Pen {
  let tolerance: Int16
  private(set) var runs: [ColorRun] = []
  private var ink: Int?
  private var ground: Int?

  init(tolerance: Int16) { self.tolerance = tolerance }

  /// Colours are named anew.
  mutating func lift() { (ink, ground) = (nil, nil) }

  /// A cell of one colour. It stays a blank: there are terminals that recolour full blocks.
  mutating func fill(_ cell: Cell, with color: RGB) -> Planned {
    let color = Self.vector(color)
    ground = set(ground, color, joined(ground, color))
    return Planned(cell: cell, ground: ground)
  }

  mutating func draw(_ cell: Cell, _ inkColor: RGB, _ groundColor: RGB, complement: Character?) -> Planned {
    let (first, second) = (Self.vector(inkColor), Self.vector(groundColor))
    let own = (joined(ink, first), joined(ground, second))
    let turned = (joined(ink, second), joined(ground, first))
    guard let complement, cost(turned, second, first) < cost(own, first, second) else {
      (ink, ground) = (set(ink, first, own.0), set(ground, second, own.1))
      return Planned(cell: cell, ink: ink, ground: ground)
    }
    (ink, ground) = (set(ink, second, turned.0), set(ground, first, turned.1))
    return Planned(cell: Cell(complement, style: cell.style), ink: ink, ground: ground)
  }

  private func joined(_ run: Int?, _ color: SIMD4<Int16>) -> ColorRun? {
    run.flatMap { runs[$0].joined(by: color, tolerance: tolerance) }
  }

  /// The number of colours that are named; of equally many the distance counts.
  private func cost(_ joined: (ColorRun?, ColorRun?), _ inkColor: SIMD4<Int16>, _ groundColor: SIMD4<Int16>) -> Int {
    let named = (joined.0 == nil ? 1 : 0) + (joined.1 == nil ? 1 : 0)
    let ofInk = joined.0 == nil ? 0 : ink.map { runs[$0].distance(to: inkColor) } ?? 0
    let ofGround = joined.1 == nil ? 0 : ground.map { runs[$0].distance(to: groundColor) } ?? 0
    return named << 24 + Int(ofInk) + Int(ofGround)
  }

  private mutating func set(_ present: Int?, _ color: SIMD4<Int16>, _ joined: ColorRun?) -> Int {
    if let present, let joined {
      runs[present] = joined
      return present
    }
    runs.append(ColorRun(color, tolerance: tolerance))
    return runs.count - 1
  }

  private static func vector(_ color: RGB) -> SIMD4<Int16> {
    SIMD4(Int16(color.red), Int16(color.green), Int16(color.blue), 0)
  }
}
