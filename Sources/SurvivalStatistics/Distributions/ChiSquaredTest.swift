import Foundation

/// A statistic that is chi-squared where nothing is to be found.
public struct ChiSquaredTest: Sendable, Hashable, Codable {
  /// The statistic, at least 0.
  public let statistic: Double
  /// The degrees of freedom: at least 1, except for the test of no column at all, which has 0 and p = 1.
  public let degreesOfFreedom: Int

  /// A statistic with its degrees of freedom.
  public init(statistic: Double, degreesOfFreedom: Int) {
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X >= statistic), to a relative 1e-13.
  public var p: Double { Self.upperTail(statistic, degreesOfFreedom) }

  /// P(X >= x) by its finite sums, all of whose terms are positive (Abramowitz & Stegun 1964, 26.4.4 and 26.4.5):
  ///
  ///     even df:  exp(-x/2) sum_{k=0}^{df/2-1} (x/2)^k / k!
  ///     odd df:   erfc(sqrt(x/2)) + exp(-x/2) sum_{k=1}^{(df-1)/2} (x/2)^(k-1/2) / Gamma(k+1/2)
  static func upperTail(_ x: Double, _ degreesOfFreedom: Int) -> Double {
    guard x > 0, degreesOfFreedom > 0 else { return x.isNaN ? .nan : 1 }
    let half = x / 2
    let odd = degreesOfFreedom % 2 == 1
    var order = odd ? 0.5 : 0.0
    var term = odd ? exp(-half) * 2 * (half / .pi).squareRoot() : exp(-half)
    var sum = odd ? erfc(half.squareRoot()) : 0
    for _ in 0..<degreesOfFreedom / 2 {
      sum += term
      order += 1
      term *= half / order
    }
    return min(1, sum)
  }
}
