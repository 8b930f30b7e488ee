/// The output cells along one axis, as spans of source pixels.
///
/// Cell `k` covers `origin + k * step ..< origin + (k + 1) * step`; source pixel `i` covers `i ..< i + 1`.
struct CellSpans {
  let origin: Double
  let step: Double
  let count: Int

  /// Rounding of the caller's arithmetic: a source pixel that is covered by less is not.
  private static let sliver = 1e-6

  init(origin: Double, length: Double, count: Int) {
    self.origin = origin
    step = length / Double(count)
    self.count = count
  }

  private func edge(_ cell: Int) -> Double { origin + step * Double(cell) }

  /// All source pixels that any cell touches.
  var sources: Range<Int> {
    let first = Int((origin + Self.sliver).rounded(.down))
    return first..<max(first + 1, Int((edge(count) - Self.sliver).rounded(.up)))
  }

  /// The source pixels that `cell` touches; never empty.
  func sources(of cell: Int) -> Range<Int> {
    let first = Int((edge(cell) + min(Self.sliver, step / 4)).rounded(.down))
    return first..<max(first + 1, Int((edge(cell + 1) - min(Self.sliver, step / 4)).rounded(.up)))
  }

  /// How much of source pixel `source` lies in `cell`, 0 to 1.
  func weight(of source: Int, in cell: Int) -> Float {
    Float(max(0, min(edge(cell + 1), Double(source + 1)) - max(edge(cell), Double(source))))
  }

  /// The cells that touch any of `range`.
  func cells(touching range: Range<Int>) -> Range<Int> {
    let first = firstCell(reaching: range.lowerBound)
    var end = min(count, max(first, Int(((Double(range.upperBound) - origin) / step).rounded(.up)) + 1))
    while end > first, sources(of: end - 1).lowerBound >= range.upperBound { end -= 1 }
    return first..<end
  }

  /// The first cell that touches `source` or a source pixel after it; `count` where none does.
  func firstCell(reaching source: Int) -> Int {
    let guess = ((Double(source) - origin) / step).rounded(.down) - 1
    var cell = Int(min(Double(count), max(0, guess)))
    while cell < count, sources(of: cell).upperBound <= source { cell += 1 }
    return cell
  }
}
