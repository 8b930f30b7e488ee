/// The running moments of one layer's gradient, and the step that they make.
struct AdamMoments {
  private var first: [Float]
  private var second: [Float]

  /// Decay of the moments, and what keeps the quotient finite.
  static let beta1: Float = 0.9
  static let beta2: Float = 0.999
  private static let epsilon: Float = 1e-8

  init(count: Int) {
    first = [Float](repeating: 0, count: count)
    second = first
  }

  /// What step `number`, from 1, divides the moments by, because they start at 0.
  struct Correction {
    private(set) var first: Float = 0
    private(set) var second: Float = 0
    private var powers: (first: Float, second: Float) = (1, 1)

    mutating func advance() {
      powers = (powers.first * beta1, powers.second * beta2)
      (first, second) = (1 - powers.first, 1 - powers.second)
    }
  }

  /// One step of `values` down `gradient`; `pull` is added to the gradient and `shrink` taken off beside it, both times
  /// the value.
  mutating func step(
    _ values: UnsafeMutableBufferPointer<Float>, _ gradient: [Float], _ correction: Correction, rate: Float,
    pull: Float = 0, shrink: Float = 0
  ) {
    let (firstScale, secondScale) = (1 / correction.first, 1 / correction.second)
    first.withUnsafeMutableBufferPointer { first in
      second.withUnsafeMutableBufferPointer { second in
        for i in values.indices {
          let slope = gradient[i] + pull * values[i]
          first[i] = Self.beta1 * first[i] + (1 - Self.beta1) * slope
          second[i] = Self.beta2 * second[i] + (1 - Self.beta2) * slope * slope
          let direction = first[i] * firstScale / ((second[i] * secondScale).squareRoot() + Self.epsilon)
          values[i] -= rate * direction + shrink * values[i]
        }
      }
    }
  }
}
