/// Rows of RGB to rows of a level `factor` times smaller: the mean of each `factor` x `factor` square, rounded. Columns
/// and rows that do not fill a square are left out, as the level's size is rounded down.
struct RowReduction {
  private let factor: Int
  private let width: Int
  private let rowsWanted: Int
  private var sums: [UInt32]
  private var rowsInSums = 0
  private var rowsDone = 0

  init(factor: Int, width: Int, rows: Int) {
    self.factor = factor
    self.width = width
    rowsWanted = rows
    sums = [UInt32](repeating: 0, count: width * 3)
  }

  /// Takes whole rows of `sourceWidth` px and returns the rows that they complete.
  mutating func add(_ pixels: [UInt8], sourceWidth: Int) -> [UInt8] {
    var result: [UInt8] = []
    for row in 0..<(pixels.count / (sourceWidth * 3)) where rowsDone < rowsWanted {
      addRow(pixels, at: row * sourceWidth * 3)
      if rowsInSums == factor { result += finishRow() }
    }
    return result
  }

  private mutating func addRow(_ pixels: [UInt8], at start: Int) {
    let (factor, width) = (factor, width)
    pixels.withUnsafeBufferPointer { pixels in
      sums.withUnsafeMutableBufferPointer { sums in
        var from = start
        for column in 0..<width {
          for _ in 0..<factor {
            sums[column * 3] += UInt32(pixels[from])
            sums[column * 3 + 1] += UInt32(pixels[from + 1])
            sums[column * 3 + 2] += UInt32(pixels[from + 2])
            from += 3
          }
        }
      }
    }
    rowsInSums += 1
  }

  private mutating func finishRow() -> [UInt8] {
    let area = UInt32(factor * factor)
    let row = sums.map { UInt8(($0 + area / 2) / area) }
    for index in sums.indices { sums[index] = 0 }
    rowsInSums = 0
    rowsDone += 1
    return row
  }
}
