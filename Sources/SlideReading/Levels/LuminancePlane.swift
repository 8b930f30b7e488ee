import Basics
import Microscopy

/// Luminance of a picture over white, 0 to 255 (ITU-R BT.601 weights).
struct LuminancePlane {
  let width: Int
  let height: Int
  let values: [Float]

  init(width: Int, height: Int, values: [Float]) {
    (self.width, self.height, self.values) = (width, height, values)
  }

  init(_ image: RGBAImage) {
    let flat = image.flattened().pixels
    (width, height) = (image.width, image.height)
    values = stride(from: 0, to: flat.count, by: 4).map {
      0.299 * Float(flat[$0]) + 0.587 * Float(flat[$0 + 1]) + 0.114 * Float(flat[$0 + 2])
    }
  }

  /// The mean of the 3 x 3 px around each, fewer at the edges.
  var smoothed: LuminancePlane {
    var result = [Float](repeating: 0, count: values.count)
    for y in 0..<height {
      for x in 0..<width {
        var (sum, count): (Float, Float) = (0, 0)
        for row in max(0, y - 1)...min(height - 1, y + 1) {
          for column in max(0, x - 1)...min(width - 1, x + 1) {
            sum += values[row * width + column]
            count += 1
          }
        }
        result[y * width + x] = sum / count
      }
    }
    return LuminancePlane(width: width, height: height, values: result)
  }

  func part(x: Int, y: Int, width: Int, height: Int) -> LuminancePlane {
    let rows = (y..<(y + height)).flatMap { values[($0 * self.width + x)..<($0 * self.width + x + width)] }
    return LuminancePlane(width: width, height: height, values: rows)
  }

  /// Standard deviation of all values.
  var deviation: Float {
    let count = Float(max(1, values.count))
    let mean = values.reduce(0, +) / count
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
  }

  /// Pearson's correlation of `other` with the part of this plane at (`left`, `top`); 0 where one of them is flat.
  func correlation(with other: LuminancePlane, atX left: Int, y top: Int) -> Double {
    var (sum, otherSum, squares, otherSquares, products): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
    values.withUnsafeBufferPointer { own in
      other.values.withUnsafeBufferPointer { others in
        for row in 0..<other.height {
          let (start, otherStart) = ((row + top) * width + left, row * other.width)
          for column in 0..<other.width {
            // Less 128, so that single precision keeps the digits that the variance needs.
            let (first, second) = (own[start + column] - 128, others[otherStart + column] - 128)
            sum += first
            otherSum += second
            squares += first * first
            otherSquares += second * second
            products += first * second
          }
        }
      }
    }
    let count = Double(other.values.count)
    let variance = Double(squares) - Double(sum) * Double(sum) / count
    let otherVariance = Double(otherSquares) - Double(otherSum) * Double(otherSum) / count
    guard variance > count * 0.01, otherVariance > count * 0.01 else { return 0 }
    return (Double(products) - Double(sum) * Double(otherSum) / count) / (variance * otherVariance).squareRoot()
  }
}
