/// How parallel fibres run: the structure tensor of eosin over stroma (Bigun and Granlund 1987).
struct FibreDirections {
  /// Side of the squares that coherence is taken over, px (8 um).
  static let square = 16

  /// Sums of products of the gradient's components.
  private struct Tensor {
    var xx: Float = 0
    var xy: Float = 0
    var yy: Float = 0

    /// Difference over sum of both eigenvalues: 1 one direction, 0 none.
    var coherence: Double {
      let trace = Double(xx + yy)
      guard trace > 1e-9 else { return 0 }
      let difference = Double(xx - yy)
      return (difference * difference + 4 * Double(xy) * Double(xy)).squareRoot() / trace
    }

    static func += (left: inout Tensor, right: Tensor) {
      left.xx += right.xx
      left.xy += right.xy
      left.yy += right.yy
    }
  }

  /// Mean coherence of squares, weighted by their stroma.
  let coherence: Double
  /// Coherence of the whole tile.
  let alignment: Double

  /// - Parameters:
  ///   - eosin: smoothed concentration.
  ///   - stroma: share of stroma in each pixel, 0...1.
  init(eosin: Pixels<Float>, stroma: Pixels<Float>, _ size: PlaneSize) {
    var (whole, sum, weight) = (Tensor(), 0.0, 0.0)
    for top in stride(from: 1, to: size.height - 1, by: Self.square) {
      for left in stride(from: 1, to: size.width - 1, by: Self.square) {
        let rows = top..<min(top + Self.square, size.height - 1)
        let columns = left..<min(left + Self.square, size.width - 1)
        let (tensor, share) = Self.tensor(eosin, stroma, rows, columns, size.width)
        whole += tensor
        sum += Double(share) * tensor.coherence
        weight += Double(share)
      }
    }
    coherence = weight > 1 ? sum / weight : 0
    alignment = whole.coherence
  }

  private static func tensor(
    _ eosin: Pixels<Float>, _ stroma: Pixels<Float>, _ rows: Range<Int>, _ columns: Range<Int>, _ width: Int
  ) -> (Tensor, Float) {
    var (tensor, share) = (Tensor(), Float(0))
    for y in rows {
      for index in (y * width + columns.lowerBound)..<(y * width + columns.upperBound) {
        let across = eosin[index + 1] - eosin[index - 1]
        let down = eosin[index + width] - eosin[index - width]
        let weight = stroma[index]
        tensor.xx += weight * across * across
        tensor.xy += weight * across * down
        tensor.yy += weight * down * down
        share += weight
      }
    }
    return (tensor, share)
  }
}
