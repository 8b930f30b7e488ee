import Foundation

/// The Gaussian bell as a convolution kernel.
enum Gaussian {
  /// `2 * ceil(3 sigma) + 1` weights that sum to 1.
  static func kernel(sigma: Float) -> [Float] {
    let radius = Int((3 * sigma).rounded(.up))
    let weights = (-radius...radius).map { exp(-Float($0 * $0) / (2 * sigma * sigma)) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
