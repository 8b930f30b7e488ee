/// Separable smoothing of planes. Beyond the edge the edge pixel repeats.
enum Smoothing {
  /// Binomial weights 1 4 6 4 1 along both axes: a Gaussian of standard deviation 1 px.
  static func binomial(
    _ source: Pixels<Float>, into target: Pixels<Float>, scratch: Pixels<Float>, _ size: PlaneSize
  ) {
    for row in 0..<size.height { binomialRow(source, into: scratch, offset: row * size.width, width: size.width) }
    for row in 0..<size.height { binomialColumnStep(scratch, into: target, row: row, size) }
  }

  private static func binomialRow(_ source: Pixels<Float>, into target: Pixels<Float>, offset: Int, width: Int) {
    let last = width - 1
    let weighted = { (x: Int, l2: Int, l1: Int, r1: Int, r2: Int) in
      target[offset + x] =
        (source[offset + l2] + source[offset + r2] + 4 * (source[offset + l1] + source[offset + r1])
          + 6 * source[offset + x]) * (1 / 16)
    }
    guard width > 4 else {
      for x in 0..<width { weighted(x, max(0, x - 2), max(0, x - 1), min(last, x + 1), min(last, x + 2)) }
      return
    }
    weighted(0, 0, 0, 1, 2)
    weighted(1, 0, 0, 2, 3)
    for x in 2..<(width - 2) { weighted(x, x - 2, x - 1, x + 1, x + 2) }
    weighted(last - 1, last - 3, last - 2, last, last)
    weighted(last, last - 2, last - 1, last, last)
  }

  private static func binomialColumnStep(
    _ source: Pixels<Float>, into target: Pixels<Float>, row: Int, _ size: PlaneSize
  ) {
    let offset = { (row: Int) in min(max(row, 0), size.height - 1) * size.width }
    let (up2, up1, here, down1, down2) = (
      offset(row - 2), offset(row - 1), offset(row), offset(row + 1), offset(row + 2)
    )
    for x in 0..<size.width {
      target[here + x] =
        (source[up2 + x] + source[down2 + x] + 4 * (source[up1 + x] + source[down1 + x]) + 6 * source[here + x])
        * (1 / 16)
    }
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
    for row in -radius...radius {
      let offset = min(max(row, 0), last) * width
      for x in 0..<width { sums[x] += source[offset + x] }
    }
    let scale = 1 / Float(2 * radius + 1)
    for row in 0..<size.height {
      let enters = min(row + radius + 1, last) * width
      let leaves = max(row - radius, 0) * width
      for x in 0..<width {
        target[row * width + x] = sums[x] * scale
        sums[x] += source[enters + x] - source[leaves + x]
      }
    }
  }
}
