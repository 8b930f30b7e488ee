/// The restricted cubic spline: cubic between the knots, straight beyond the outer ones (Stone & Koo 1985; Harrell,
/// Regression Modeling Strategies, 2nd edition, section 2.4.5).
public struct RestrictedCubicSpline: Sendable, Hashable, Codable {
  /// t_1 < ... < t_k, k at least 3.
  public let knots: [Double]

  /// A spline with these knots.
  ///
  /// - Throws: ``SurvivalFailure/invalidKnots(_:)`` where they are fewer than three, do not ascend or are not finite.
  public init(knots: [Double]) throws(SurvivalFailure) {
    guard knots.count >= 3, knots.allSatisfy(\.isFinite), zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .invalidKnots(knots)
    }
    self.knots = knots
  }

  /// Knots at Harrell's quantiles of `values`: 10, 50 and 90 % for three, 5, 35, 65 and 95 % for four, 5, 27.5, 50,
  /// 72.5 and 95 % for five (his table 2.3), type 7.
  ///
  /// - Throws: ``SurvivalFailure/invalidKnots(_:)`` where the values are too few or too alike for that many knots.
  public init(knots count: Int, quantilesOf values: [Double]) throws(SurvivalFailure) {
    let shares = [3: [0.1, 0.5, 0.9], 4: [0.05, 0.35, 0.65, 0.95], 5: [0.05, 0.275, 0.5, 0.725, 0.95]]
    guard !values.isEmpty, let quantiles = shares[count] else { throw .invalidKnots([]) }
    let sorted = values.sorted()
    try self.init(knots: quantiles.map { sampleQuantile(sorted, $0) })
  }

  /// Columns of the basis: k - 1.
  public var width: Int { knots.count - 1 }

  /// x itself, then for j = 1 ... k - 2, with u+ = max(u, 0):
  ///
  ///     [ (x - t_j)+^3 - (x - t_{k-1})+^3 (t_k - t_j) / (t_k - t_{k-1})
  ///       + (x - t_k)+^3 (t_{k-1} - t_j) / (t_k - t_{k-1}) ] / (t_k - t_1)^2
  ///
  /// The division keeps the unit of x, as `rcspline.eval(norm = 2)` and `rcs` do.
  public func basis(_ x: Double) -> [Double] {
    let (last, before) = (knots[knots.count - 1], knots[knots.count - 2])
    let scale = (last - knots[0]) * (last - knots[0])
    let (ends, inner) = (cube(x - last), cube(x - before))
    return [x]
      + knots.dropLast(2).map { knot in
        (cube(x - knot) - (inner * (last - knot) - ends * (before - knot)) / (last - before)) / scale
      }
  }

  /// What is not a number stays so.
  private func cube(_ u: Double) -> Double { u <= 0 ? 0 : u * u * u }
}
