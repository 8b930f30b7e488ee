/// The output cells along one axis, as spans of source pixels, with all weights found once.
///
/// Cell `k` covers `origin + k * step ..< origin + (k + 1) * step`; source pixel `i` covers `i ..< i + 1`.
struct CellSpans {
  let origin: Double
  let step: Double
  let count: Int
  /// First source pixel of each cell.
  private let firsts: [Int]
  /// Last source pixel of each cell, the first one where there is no other.
  private let lasts: [Int]
  /// How much of its first source pixel each cell covers.
  private let headWeights: [Float]
  /// How much of its last source pixel each cell covers; of the pixels between it covers all.
  private let tailWeights: [Float]

  /// Rounding of the caller's arithmetic: a source pixel that is covered by less is not.
  private static let sliver = 1e-6

  init(origin: Double, length: Double, count: Int) {
    let step = length / Double(count)
    let sliver = min(Self.sliver, step / 4)
    let edge = { (cell: Int) in origin + step * Double(cell) }
    let cells = 0..<count
    let firsts = cells.map { Int((edge($0) + sliver).rounded(.down)) }
    let lasts = cells.map { max(firsts[$0], Int((edge($0 + 1) - sliver).rounded(.up)) - 1) }
    headWeights = cells.map { Float(min(edge($0 + 1), Double(firsts[$0] + 1)) - max(edge($0), Double(firsts[$0]))) }
    tailWeights = cells.map { Float(min(edge($0 + 1), Double(lasts[$0] + 1)) - max(edge($0), Double(lasts[$0]))) }
    (self.origin, self.step, self.count, self.firsts, self.lasts) = (origin, step, count, firsts, lasts)
  }

  /// All source pixels that any cell touches.
  var sources: Range<Int> {
    guard let first = firsts.first, let last = lasts.last else { return 0..<0 }
    return first..<(last + 1)
  }

  /// The source pixels that `cell` touches; never empty.
  func sources(of cell: Int) -> Range<Int> { firsts[cell]..<(lasts[cell] + 1) }

  /// How much of source pixel `source`, one of ``sources(of:)``, lies in `cell`: 0 to 1.
  func weight(of source: Int, in cell: Int) -> Float {
    if source == firsts[cell] { return headWeights[cell] }
    return source == lasts[cell] ? tailWeights[cell] : 1
  }

  /// The cells that touch any of `range`.
  func cells(touching range: Range<Int>) -> Range<Int> {
    let first = firstCell(reaching: range.lowerBound)
    return first..<max(first, partition { firsts[$0] < range.upperBound })
  }

  /// The first cell that touches `source` or a source pixel after it; `count` where none does.
  func firstCell(reaching source: Int) -> Int { partition { lasts[$0] < source } }

  /// How many cells, from the first on, `isBefore` holds for; by bisection, since cells are in order.
  private func partition(_ isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Adds `line`, which holds the source pixels of `range`, to the cells of `sums`.
  func add(
    _ line: UnsafePointer<SIMD4<Float>>, covering range: Range<Int>, to sums: UnsafeMutablePointer<SIMD4<Float>>
  ) {
    firsts.withUnsafeBufferPointer { firsts in
      lasts.withUnsafeBufferPointer { lasts in
        for cell in cells(touching: range) {
          let (first, last) = (firsts[cell], lasts[cell])
          var sum = SIMD4<Float>.zero
          if first >= range.lowerBound { sum = line[first - range.lowerBound] * headWeights[cell] }
          var source = max(first + 1, range.lowerBound)
          let end = min(last, range.upperBound)
          while source < end {
            sum += line[source - range.lowerBound]
            source += 1
          }
          if last > first, last >= range.lowerBound, last < range.upperBound {
            sum += line[last - range.lowerBound] * tailWeights[cell]
          }
          sums[cell] += sum
        }
      }
    }
  }
}
