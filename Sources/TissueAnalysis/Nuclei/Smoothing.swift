/// Separable smoothing of planes. Beyond the edge the edge pixel repeats.
enum Smoothing {
  /// Binomial weights 1 4 6 4 1 along both axes: a Gaussian of standard deviation 1 px.
  static func binomial(
    _ source: Pixels<Float>, into target: Pixels<Float>, scratch: Pixels<Float>, _ size: PlaneSize
  ) {
    let width = size.width
    for y in 0..<size.height { binomialRow(source.row(y, width), into: scratch.row(y, width)) }
    for y in 0..<size.height {
      let row = { (y: Int) in scratch.row(min(max(y, 0), size.height - 1), width) }
      combine(row(y - 2), row(y - 1), row(y), row(y + 1), row(y + 2), into: target.row(y, width), 0..<width)
    }
  }

  private static func binomialRow(_ source: Pixels<Float>, into target: Pixels<Float>) {
    let last = source.count - 1
    for x in 0...last where x < 2 || x > last - 2 {
      let outer = source[max(0, x - 2)] + source[min(last, x + 2)]
      target[x] = (outer + 4 * (source[max(0, x - 1)] + source[min(last, x + 1)]) + 6 * source[x]) * (1 / 16)
    }
    guard last >= 4 else { return }
    let inner = last - 3
    let shifted = { (by: Int) in Pixels(rebasing: source[by..<(by + inner)]) }
    combine(
      shifted(0), shifted(1), shifted(2), shifted(3), shifted(4), into: Pixels(rebasing: target[2..<(2 + inner)]),
      0..<inner)
  }

  @inline(__always)
  private static func combine(
    _ a: Pixels<Float>, _ b: Pixels<Float>, _ c: Pixels<Float>, _ d: Pixels<Float>, _ e: Pixels<Float>,
    into target: Pixels<Float>, _ range: Range<Int>
  ) {
    for x in range { target[x] = (a[x] + e[x] + 4 * (b[x] + d[x]) + 6 * c[x]) * (1 / 16) }
  }

  /// The mean over the square of `2 * radius + 1` px around each pixel, by running sums: the cost does not depend on
  /// the radius. `column` holds one row of sums.
  static func box(
    _ source: Pixels<Float>, into target: Pixels<Float>, scratch: Pixels<Float>, column: Pixels<Float>, radius: Int,
    _ size: PlaneSize
  ) {
    for row in 0..<size.height { boxRow(source, into: scratch, offset: row * size.width, radius, size.width) }
    boxColumns(scratch, into: target, sums: column, radius, size)
  }

  private static func boxRow(
    _ source: Pixels<Float>, into target: Pixels<Float>, offset: Int, _ radius: Int, _ width: Int
  ) {
    let last = width - 1
    var sum: Float = 0
    for x in -radius...radius { sum += source[offset + min(max(x, 0), last)] }
    let scale = 1 / Float(2 * radius + 1)
    for x in 0..<width {
      target[offset + x] = sum * scale
      sum += source[offset + min(x + radius + 1, last)] - source[offset + max(x - radius, 0)]
    }
  }

  private static func boxColumns(
    _ source: Pixels<Float>, into target: Pixels<Float>, sums: Pixels<Float>, _ radius: Int, _ size: PlaneSize
  ) {
    let (width, last) = (size.width, size.height - 1)
    for x in 0..<width { sums[x] = 0 }
    for y in -radius...radius {
      let row = source.row(min(max(y, 0), last), width)
      for x in 0..<width { sums[x] += row[x] }
    }
    let scale = 1 / Float(2 * radius + 1)
    for y in 0..<size.height {
      let enters = source.row(min(y + radius + 1, last), width)
      let leaves = source.row(max(y - radius, 0), width)
      let result = target.row(y, width)
      for x in 0..<width {
        result[x] = sums[x] * scale
        sums[x] += enters[x] - leaves[x]
      }
    }
  }
}
