import Basics
import Microscopy

/// The brightness of a part of a tile.
struct GrayImage {
  let width: Int
  let height: Int
  var pixels: [Float]

  /// Brightness that was computed elsewhere, `width * height` values.
  init(width: Int, height: Int, pixels: [Float]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// ITU-R BT.601 luma of the middle of `tile`, at most `side` px wide and high.
  init(middleOf tile: RGBAImage, side: Int) {
    (width, height) = (min(side, tile.width), min(side, tile.height))
    let (left, top) = ((tile.width - width) / 2, (tile.height - height) / 2)
    pixels = []
    pixels.reserveCapacity(width * height)
    for y in top..<(top + height) {
      for offset in stride(from: (y * tile.width + left) * 4, to: (y * tile.width + left + width) * 4, by: 4) {
        let red = 0.299 * Float(tile.pixels[offset])
        let green = 0.587 * Float(tile.pixels[offset + 1])
        pixels.append(red + green + 0.114 * Float(tile.pixels[offset + 2]))
      }
    }
  }

  /// A separable Gaussian, cut at 3 sigma, with the edge repeated.
  func smoothed(sigma: Float) -> GrayImage {
    let kernel = Gaussian.kernel(sigma: sigma)
    var result = self
    result.convolve(kernel, lines: height, lineStep: width, length: width, step: 1)
    result.convolve(kernel, lines: width, lineStep: 1, length: height, step: width)
    return result
  }

  private mutating func convolve(_ kernel: [Float], lines: Int, lineStep: Int, length: Int, step: Int) {
    let radius = kernel.count / 2
    var line = [Float](repeating: 0, count: length + 2 * radius)
    pixels.withUnsafeMutableBufferPointer { pixels in
      line.withUnsafeMutableBufferPointer { line in
        kernel.withUnsafeBufferPointer { kernel in
          for start in stride(from: 0, to: lines * lineStep, by: lineStep) {
            for index in 0..<line.count { line[index] = pixels[start + min(max(index - radius, 0), length - 1) * step] }
            for index in 0..<length {
              var sum: Float = 0
              for tap in 0..<kernel.count { sum += kernel[tap] * line[index + tap] }
              pixels[start + index * step] = sum
            }
          }
        }
      }
    }
  }

  /// Variance of the difference of two images of one size, without a margin where both sides allow one.
  func variance(minus other: GrayImage, margin: Int) -> Double {
    let inset = width > 2 * margin && height > 2 * margin ? margin : 0
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for y in inset..<(height - inset) {
      for index in (y * width + inset)..<((y + 1) * width - inset) {
        let difference = Double(pixels[index] - other.pixels[index])
        sum += difference
        squares += difference * difference
        count += 1
      }
    }
    return count > 0 ? max(0, squares / count - (sum / count) * (sum / count)) : 0
  }
}
