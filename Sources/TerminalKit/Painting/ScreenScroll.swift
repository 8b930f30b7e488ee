/// Rows that a terminal moves by itself, so that they need not be written again.
///
/// ECMA-48 has SU and SD (8.3.147, 8.3.113); DECSTBM (VT100) says between which rows. They move whole rows, so that a
/// picture that moves up or down gains by it where it is nearly as wide as the screen.
struct ScreenScroll: Equatable, Sendable {
  /// The rows between which everything moves.
  let region: Range<Int>
  /// By how many rows they move up; down where it is negative.
  let distance: Int

  /// The part of the moved cells that must be right then: where frames are shown whole what is not is never seen.
  private static func leastGain(isSynchronized: Bool) -> Double { isSynchronized ? 0.5 : 0.8 }

  /// What is worth moving on the way from `old` to `new`, which have the same size; `nil` for nothing.
  init?(from old: Screen, to new: Screen, isSynchronized: Bool) {
    let changes = RowChanges(old, new)
    guard let distance = changes.likelyDistance, let region = changes.region(movedBy: distance) else { return nil }
    let gain = changes.gain(of: region, movedBy: distance)
    let cells = Double((region.count - abs(distance)) * new.size.columns)
    guard Double(gain) >= cells * Self.leastGain(isSynchronized: isSynchronized) else { return nil }
    (self.region, self.distance) = (region, distance)
  }

  /// `screen` as the terminal shows it then. What comes in at the end of the region is ``unknown``.
  func moved(_ screen: Screen) -> Screen {
    var result = screen
    for row in region {
      for column in 0..<screen.size.columns {
        result[column, row] = region.contains(row + distance) ? screen[column, row + distance] : Self.unknown
      }
    }
    return result
  }

  /// Like no cell of ours, so that it is written whatever is to stand there.
  private static let unknown = Cell(style: Style(attributes: [.reverse, .underline]))

  /// Writes it; the pen must be at its default, since some terminals fill what comes in with its background.
  func write(to writer: inout SGRWriter) {
    writer.scroll(region, by: distance)
  }
}

/// Which cells two screens have in common if one of them is moved.
private struct RowChanges {
  private let old: Screen
  private let new: Screen
  private let columns: Int
  private let rows: Int

  /// Fewer rows are not worth the looking.
  private static let fewestRows = 6
  /// Columns that are looked at to find out by how much the rows have moved.
  private static let samples = 12

  init(_ old: Screen, _ new: Screen) {
    (self.old, self.new) = (old, new)
    (columns, rows) = (new.size.columns, new.size.rows)
  }

  /// The distance at which most cells of a sample are the same, more than where nothing moves.
  var likelyDistance: Int? {
    guard rows >= Self.fewestRows, columns > 0 else { return nil }
    let sample = CellSample(old, new, columns: Self.samples)
    let still = equals(at: 0, sample)
    // Where little changed there is nothing to gain.
    guard still * 4 < rows * Self.samples * 3 else { return nil }
    var best = (distance: 0, count: still)
    for size in 1...(rows - Self.fewestRows + 1) {
      for distance in [size, -size] {
        let count = equals(at: distance, sample)
        if count > best.count { best = (distance, count) }
      }
    }
    return best.distance == 0 ? nil : best.distance
  }

  private func equals(at distance: Int, _ sample: CellSample) -> Int {
    let targets = targets(of: distance)
    return sample.equals(targets, from: targets.lowerBound + distance)
  }

  /// The rows that come from a row of the screen.
  private func targets(of distance: Int) -> Range<Int> { max(0, -distance)..<min(rows, rows - distance) }

  /// The cells that are right then and were not before, less those that were right and are not then.
  private func gain(_ row: Int, _ distance: Int) -> Int {
    (0..<columns).reduce(0) {
      $0 + (isEqual($1, row, distance) ? 1 : 0) - (isEqual($1, row, 0) ? 1 : 0)
    }
  }

  /// The region whose rows gain most by moving: the run of rows of greatest sum (Kadane), with where they come from.
  func region(movedBy distance: Int) -> Range<Int>? {
    var best = (rows: 0..<0, gain: 0)
    var (start, sum) = (targets(of: distance).lowerBound, 0)
    for row in targets(of: distance) {
      if sum <= 0 { (start, sum) = (row, 0) }
      sum += gain(row, distance)
      if sum > best.gain { best = (start..<(row + 1), sum) }
    }
    guard best.gain > 0 else { return nil }
    let sources = (best.rows.lowerBound + distance)..<(best.rows.upperBound + distance)
    return min(best.rows.lowerBound, sources.lowerBound)..<max(best.rows.upperBound, sources.upperBound)
  }

  /// What the whole of `region` gains, with the rows that come in and stand nowhere yet.
  func gain(of region: Range<Int>, movedBy distance: Int) -> Int {
    region.reduce(0) { sum, row in
      guard region.contains(row + distance) else { return sum - (0..<columns).count { isEqual($0, row, 0) } }
      return sum + gain(row, distance)
    }
  }

  private func isEqual(_ column: Int, _ row: Int, _ distance: Int) -> Bool {
    new.cells[row * columns + column] == old.cells[(row + distance) * columns + column]
  }
}

/// The cells of some columns of two screens, as numbers that are the same for the same cells: each is looked at once,
/// however often it is compared.
private struct CellSample {
  private let old: [Int]
  private let new: [Int]
  private let columns: Int

  init(_ old: Screen, _ new: Screen, columns: Int) {
    let places = (0..<columns).map { (2 * $0 + 1) * new.size.columns / (2 * columns) }
    let numbers = { (screen: Screen) in
      (0..<screen.size.rows).flatMap { row in
        places.map { screen.cells[row * screen.size.columns + $0].hashValue }
      }
    }
    (self.old, self.new, self.columns) = (numbers(old), numbers(new), columns)
  }

  /// How many cells of `rows` are those of as many rows of the other screen from `start` on.
  func equals(_ rows: Range<Int>, from start: Int) -> Int {
    old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        let (to, from) = (rows.lowerBound * columns, start * columns)
        var count = 0
        for index in 0..<(rows.count * columns) where new[to + index] == old[from + index] { count += 1 }
        return count
      }
    }
  }
}
