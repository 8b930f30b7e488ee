/// A colour that changes slowly over a slide: a quadratic surface in each channel, fitted by least squares.
///
/// A lamp that is off centre, a mounting medium that yellowed from one side and the vignette of an objective are all of
/// this form; tissue is not.
enum GlassSurface {
  /// A constant, two slopes, three curvatures.
  static let termCount = 6

  /// What one place says.
  struct Sample {
    /// Share of the slide's width and height, 0 to 1.
    let x: Double
    let y: Double
    let color: SIMD3<Float>
  }

  static func value(_ terms: [SIMD3<Float>], x: Double, y: Double) -> SIMD3<Float> {
    zip(terms, basis(x, y)).reduce(.zero) { $0 + $1.0 * Float($1.1) }
  }

  /// The first `count` terms by the normal equations; `nil` where the places do not determine them.
  static func fit(_ samples: [Sample], terms count: Int) -> [SIMD3<Float>]? {
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count + 3), count: count)
    for sample in samples {
      let basis = basis(sample.x, sample.y)
      for row in 0..<count {
        for column in 0..<count { matrix[row][column] += basis[row] * basis[column] }
        for channel in 0..<3 { matrix[row][count + channel] += basis[row] * Double(sample.color[channel]) }
      }
    }
    return solve(matrix, count)
  }

  private static func basis(_ x: Double, _ y: Double) -> [Double] {
    let (u, v) = (2 * x - 1, 2 * y - 1)
    return [1, u, v, u * u, u * v, v * v]
  }

  /// Gauss and Jordan with the largest pivot.
  private static func solve(_ system: [[Double]], _ count: Int) -> [SIMD3<Float>]? {
    var matrix = system
    for step in 0..<count {
      let pivot = (step..<count).max { abs(matrix[$0][step]) < abs(matrix[$1][step]) } ?? step
      guard abs(matrix[pivot][step]) > 1e-9 else { return nil }
      matrix.swapAt(step, pivot)
      for row in 0..<count where row != step {
        let factor = matrix[row][step] / matrix[step][step]
        for column in step..<(count + 3) { matrix[row][column] -= factor * matrix[step][column] }
      }
    }
    return (0..<count).map { row in
      let (values, pivot) = (matrix[row], matrix[row][row])
      return SIMD3(Float(values[count] / pivot), Float(values[count + 1] / pivot), Float(values[count + 2] / pivot))
    }
  }
}
