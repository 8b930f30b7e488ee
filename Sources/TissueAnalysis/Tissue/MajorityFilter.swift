/// The median of squares of 7 x 7 pixels, for pixels that are set or not: set where more than half of the square is.
///
/// A median commutes with a threshold (the median reaches the threshold where more than half of the values do), so this
/// after the threshold is a median filter of the saturation before it, for a tenth of the time. At the edges the part
/// of the square inside counts.
enum MajorityFilter {
  private static let radius = 3

  static func apply(to plane: BitPlane) -> BitPlane {
    var result = BitPlane(width: plane.width, height: plane.height)
    var columns = ColumnCounts(width: plane.width)
    for row in 0..<min(radius, plane.height) { columns.add(plane, row: row) }
    for row in 0..<plane.height {
      if row + radius < plane.height { columns.add(plane, row: row + radius) }
      if row > radius { columns.remove(plane, row: row - radius - 1) }
      columns.writeMajority(to: &result, row: row)
    }
    return result
  }

  /// How many of the rows in hand are set, for each column, with ``MajorityFilter/radius`` empty columns at each end.
  private struct ColumnCounts {
    private let width: Int
    private var counts: [Int16]
    private var rows = 0

    init(width: Int) {
      self.width = width
      counts = [Int16](repeating: 0, count: width + 2 * radius)
    }

    mutating func add(_ plane: BitPlane, row: Int) {
      rows += 1
      change(plane, row: row, by: 1)
    }

    mutating func remove(_ plane: BitPlane, row: Int) {
      rows -= 1
      change(plane, row: row, by: -1)
    }

    private mutating func change(_ plane: BitPlane, row: Int, by difference: Int16) {
      counts.withUnsafeMutableBufferPointer { counts in
        for run in plane.runs(inRow: row) {
          for column in run { counts[column + radius] += difference }
        }
      }
    }

    func writeMajority(to plane: inout BitPlane, row: Int) {
      counts.withUnsafeBufferPointer { counts in
        var sum = counts[0..<(2 * radius)].reduce(0) { $0 + Int($1) }
        var bits: UInt64 = 0
        for column in 0..<width {
          sum += Int(counts[column + 2 * radius])
          let across = min(width - 1, column + radius) - max(0, column - radius) + 1
          if sum * 2 > across * rows { bits |= 1 << UInt64(column & 63) }
          sum -= Int(counts[column])
          guard column & 63 == 63 || column == width - 1 else { continue }
          plane.setWord(column >> 6, row: row, to: bits)
          bits = 0
        }
      }
    }
  }
}
