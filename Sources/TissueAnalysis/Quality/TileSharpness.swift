import Microscopy

/// How much fine detail a tile has, as a ratio of two bands of its brightness.
///
/// With G(s) a Gaussian of s px: variance of I - G(1), the finest detail, over variance of G(1) - G(2), the next. Both grow
/// alike with contrast and with the strength of the stain, so the ratio tells focus alone. Measured at 0.5 um/px on real
/// slides: 0.8 to 2.0 in focus; blurred by a Gaussian of 0.5 um 0.36 to 0.58, of 0.75 um 0.27 to 0.35, of 1 um 0.22 to
/// 0.25; the limit of strong blur is 0.15.
enum TileSharpness {
  /// Below it, a slide is out of focus: about 0.75 um of blur, when chromatin is gone.
  static let limit = 0.30

  static func measure(_ tile: RGBAImage) -> Double {
    let gray = brightness(tile)
    let fine = smoothed(gray, tile.size, sigma: 1)
    let coarse = smoothed(gray, tile.size, sigma: 2)
    return variance(gray, minus: fine) / max(variance(fine, minus: coarse), 1e-6)
  }

  /// ITU-R BT.601 luma.
  private static func brightness(_ tile: RGBAImage) -> [Float] {
    (0..<(tile.width * tile.height)).map { index in
      0.299 * Float(tile.pixels[index * 4]) + 0.587 * Float(tile.pixels[index * 4 + 1])
        + 0.114 * Float(tile.pixels[index * 4 + 2])
    }
  }

  private static func variance(_ first: [Float], minus second: [Float]) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for index in first.indices {
      let difference = Double(first[index] - second[index])
      sum += difference
      squares += difference * difference
    }
    let count = Double(max(1, first.count))
    return squares / count - (sum / count) * (sum / count)
  }

  /// A separable Gaussian, cut at 3 sigma, with the edge repeated.
  private static func smoothed(_ pixels: [Float], _ size: PixelSize, sigma: Float) -> [Float] {
    let kernel = Gaussian.kernel(sigma: sigma)
    let across = convolved(pixels, size, kernel, step: 1)
    return convolved(across, size, kernel, step: size.width)
  }

  private static func convolved(_ pixels: [Float], _ size: PixelSize, _ kernel: [Float], step: Int) -> [Float] {
    let radius = kernel.count / 2
    var result = [Float](repeating: 0, count: pixels.count)
    for row in 0..<size.height {
      for column in 0..<size.width {
        let index = row * size.width + column
        let (place, last) = step == 1 ? (column, size.width - 1) : (row, size.height - 1)
        var sum: Float = 0
        for offset in -radius...radius {
          let clamped = min(max(place + offset, 0), last) - place
          sum += kernel[offset + radius] * pixels[index + clamped * step]
        }
        result[index] = sum
      }
    }
    return result
  }
}
