import SurvivalStatistics

/// A number with its 95 % limits where it has any.
public struct Estimate: Sendable, Hashable {
  /// How the limits were made.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// estimate +- 1.96 standard errors by the infinitesimal jackknife, cut to 0...1.
    case jackknife
    /// Percentiles of the bootstrap.
    case bootstrap
    /// Wilson's, with the number of patients that an unweighted share of the same standard error would rest on.
    case wilson
    /// A formula of its own: Greenwood's, Wald's, that of O/E.
    case formula
  }

  /// The number.
  public let estimate: Double
  /// Lower limit.
  public let lower: Double?
  /// Upper limit.
  public let upper: Double?
  /// Where the limits come from.
  public let method: Method?
  /// Resamples that had an answer and made the limits; `nil` where these are none of the bootstrap.
  public let resamples: Int?

  /// A number with both limits and their method, or with none.
  public init(
    _ estimate: Double, _ lower: Double? = nil, _ upper: Double? = nil, _ method: Method? = nil, resamples: Int? = nil
  ) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.method = lower == nil ? nil : method
    self.resamples = resamples
  }

  /// The estimate of a share whose standard error is known, by the jackknife. A standard error of 0, where all pairs
  /// agree, says that the jackknife has no answer, not that there is no doubt.
  public init(_ estimate: Double, standardError: Double) {
    guard standardError > 0 else {
      self.init(estimate)
      return
    }
    let margin = normalQuantile975 * standardError
    self.init(estimate, max(0, estimate - margin), min(1, estimate + margin), .jackknife)
  }

  /// A share with its limits, if it has any.
  public init(_ share: Double, _ limits: WilsonLimits?) { self.init(share, limits?.lower, limits?.upper, .wilson) }

  /// Limits that are a point say that no resample differed, not that there is no doubt: they are none.
  public init(_ interval: Bootstrap.Interval) {
    guard interval.lower < interval.upper else {
      self.init(interval.estimate)
      return
    }
    self.init(interval.estimate, interval.lower, interval.upper, .bootstrap, resamples: interval.resamples)
  }

  /// The same width about another number.
  func shifted(by difference: Double) -> Estimate {
    Estimate(
      estimate + difference, lower.map { $0 + difference }, upper.map { $0 + difference }, method, resamples: resamples)
  }

  /// The hazard ratio of a column.
  public init(_ effect: CoxEffect) { self.init(effect.hazardRatio, effect.lower, effect.upper, .formula) }
}
