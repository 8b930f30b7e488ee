import Foundation

/// The standard normal distribution.
public enum NormalDistribution {
  /// P(Z <= z) = erfc(-z / sqrt 2) / 2: accurate in both tails, where 1 - P loses its digits.
  public static func cumulative(_ z: Double) -> Double { erfc(-z * 0.5.squareRoot()) / 2 }

  /// P(|Z| >= |z|): the p-value of a z statistic.
  public static func twoSidedP(_ z: Double) -> Double { erfc(abs(z) * 0.5.squareRoot()) }

  /// The z with P(Z <= z) = `probability`, to 1e-14; -infinity at 0, infinity at 1, not a number outside.
  ///
  /// Start: Abramowitz & Stegun (1964), 26.2.23, within 4.5e-4. Then Newton's method on log P of the nearer tail, which
  /// is almost straight far out, so that four steps are enough everywhere.
  public static func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    let tail = min(probability, 1 - probability)
    var z = upperStart(tail)
    for _ in 0..<4 {
      let upper = cumulative(-z)
      z += upper / density(z) * (log(upper) - log(tail))
    }
    return probability < 0.5 ? -z : z
  }

  private static func upperStart(_ tail: Double) -> Double {
    let t = (-2 * log(tail)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    return t - numerator / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  }

  private static func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }
}
