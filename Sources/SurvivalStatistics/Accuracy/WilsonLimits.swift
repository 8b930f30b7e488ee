/// Limits of a share by Wilson's score interval (J Am Stat Assoc 1927;22:209): inside 0 to 1, and no point at 0 or 1.
public struct WilsonLimits: Sendable, Hashable, Codable {
  /// Lower 95 % limit.
  public let lower: Double
  /// Upper 95 % limit.
  public let upper: Double

  /// The limits of `share`, a share of `count` subjects. `count` is above 0 and need not be a whole number: it is what
  /// weighted subjects are worth.
  ///
  ///     (p + z^2 / 2n -+ z (p (1 - p) / n + z^2 / 4n^2)^(1/2)) / (1 + z^2 / n)
  public init(share: Double, count: Double) {
    let square = normalQuantile975 * normalQuantile975
    let center = share + square / (2 * count)
    let root = (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
    let scale = 1 + square / count
    lower = share <= 0 ? 0 : max(0, (center - normalQuantile975 * root) / scale)
    upper = share >= 1 ? 1 : min(1, (center + normalQuantile975 * root) / scale)
  }
}

/// 95 % limits of ``ThresholdAccuracy``; `nil` where there is no share, or only one subject with the event to tell of.
public struct ThresholdLimits: Sendable, Hashable, Codable {
  /// Limits of the sensitivity.
  public let sensitivity: WilsonLimits?
  /// Limits of the specificity.
  public let specificity: WilsonLimits?
  /// Limits of the positive predictive value.
  public let positivePredictiveValue: WilsonLimits?
  /// Limits of the negative predictive value.
  public let negativePredictiveValue: WilsonLimits?

  /// The limits of a call that has none at all.
  public static let none = ThresholdLimits(
    sensitivity: nil, specificity: nil, positivePredictiveValue: nil, negativePredictiveValue: nil)
}

/// Limits of ``thresholdAccuracy(scores:times:threshold:horizon:options:)``: Wilson's, for as many subjects as an
/// unweighted share of the same standard error would rest on, n = p (1 - p) / se^2.
///
/// The standard error is that of the infinitesimal jackknife, in which the censoring distribution is estimated from the
/// same subjects. At 0 or 1 it is 0 and tells nothing: there n is (sum w)^2 / sum w^2 of those whom the share is of
/// (Kish, Survey Sampling, 1965). Without censoring both are their number. From one event by the horizon nothing can be
/// said: then there are no limits. O(n log n).
///
/// - Throws: what ``thresholdAccuracy(scores:times:threshold:horizon:options:)`` throws.
public func thresholdLimits(
  scores: [Double], times: [SurvivalTime], threshold: Double, horizon: Double,
  options: AccuracyOptions = AccuracyOptions()
) throws(SurvivalFailure) -> ThresholdLimits {
  let weights = try options.weights(times, horizon: horizon)
  try checkFinite(scores, name: "score", count: times.count)
  guard weights.cases.count(where: { $0 > 0 }) > 1 else { return .none }
  let jackknife = try CensoringJackknife(times, horizon: horizon, options)
  let isHigh = scores.map { $0 > threshold }
  func limits(_ isIncluded: (Int) -> Bool, _ isCounted: (Int) -> Bool) -> WilsonLimits? {
    let share = WeightedShare(weights, isIncluded, isCounted)
    return share.map { WilsonLimits(share: $0.value, count: $0.effectiveCount(jackknife)) }
  }
  let (isCase, isControl) = ({ weights.cases[$0] > 0 }, { weights.controls[$0] > 0 })
  return ThresholdLimits(
    sensitivity: limits(isCase) { isHigh[$0] }, specificity: limits(isControl) { !isHigh[$0] },
    positivePredictiveValue: limits({ isHigh[$0] }, isCase),
    negativePredictiveValue: limits({ !isHigh[$0] }, isControl))
}

/// A share of the weight of cases and controls.
private struct WeightedShare {
  let value: Double
  /// The weight of each subject, 0 for those who are not among those whom the share is of.
  private let weights: [Double]
  private let isCounted: [Bool]
  private let sum: Double

  /// `nil` where nobody is included who counts.
  init?(_ weights: HorizonWeights, _ isIncluded: (Int) -> Bool, _ isCounted: (Int) -> Bool) {
    let own = weights.cases.indices.map { isIncluded($0) ? weights.cases[$0] + weights.controls[$0] : 0 }
    let counted = own.indices.map(isCounted)
    sum = own.reduce(0, +)
    guard sum > 0 else { return nil }
    value = zip(own, counted).reduce(0) { $0 + ($1.1 ? $1.0 : 0) } / sum
    self.weights = own
    self.isCounted = counted
  }

  func effectiveCount(_ jackknife: CensoringJackknife) -> Double {
    let included = zip(weights, isCounted).filter { $0.0 > 0 }
    guard included.contains(where: \.1), included.contains(where: { !$0.1 }) else {
      return sum * sum / included.reduce(0) { $0 + $1.0 * $1.0 }
    }
    let parts = zip(weights, isCounted).map { $0 * (($1 ? 1 : 0) - value) / sum }
    return value * (1 - value) / jackknife.influences(of: parts).reduce(0) { $0 + $1 * $1 }
  }
}

/// How a sum of weights 1 / G follows the weight of each subject, which takes part in the estimate of G.
///
/// With q_c censored among Y_c at risk at a censoring time c, log G(t) = sum over c up to t of log(1 - q_c / Y_c). Its
/// derivative by the weight of subject k is -1{k censored at c} / (Y_c - q_c) of their own time, plus q_c / (Y_c (Y_c -
/// q_c)) of each time c at which they are at risk. A subject who weighs v_i = x_i / G(t_i) so adds v_i by themselves,
/// and -v_i d log G(t_i) by G.
struct CensoringJackknife {
  private let order: TimeOrder
  private let horizon: Double
  private let evaluation: CensoringDistribution.Evaluation
  /// Whether G is of the same subjects.
  private let isOwn: Bool

  init(_ times: [SurvivalTime], horizon: Double, _ options: AccuracyOptions) throws(SurvivalFailure) {
    order = try TimeOrder(times)
    self.horizon = horizon
    evaluation = options.evaluation
    isOwn = options.censoring == nil
  }

  /// The derivative by the weight of each subject of the sum of `parts`: v_i of cases by the horizon, whose G is taken
  /// at their time, and of controls, whose G is taken at the horizon.
  func influences(of parts: [Double]) -> [Double] {
    guard isOwn else { return parts }
    var result = parts
    // The parts whose G holds a censoring time c: those of cases after it, and of all controls.
    var later = 0.0
    var afterCensoring = [Double](repeating: 0, count: order.groups.count)
    for (index, group) in order.groups.enumerated().reversed() {
      let own = group.range.reduce(0.0) { $0 + parts[order.order[$1]] }
      let isControl = group.time > horizon
      if !isControl { afterCensoring[index] = later + (evaluation == .at ? own : 0) }
      later += own
    }
    var along = 0.0
    for (index, group) in order.groups.enumerated() {
      for position in group.eventRange { result[order.order[position]] -= along }
      let censored = Double(group.censoredRange.count)
      let atRisk = Double(order.count - group.range.lowerBound - group.events)
      if censored > 0, atRisk > censored { along += afterCensoring[index] * censored / (atRisk * (atRisk - censored)) }
      for position in group.censoredRange {
        result[order.order[position]] -= along
        if atRisk > censored { result[order.order[position]] += afterCensoring[index] / (atRisk - censored) }
      }
    }
    return result
  }
}
