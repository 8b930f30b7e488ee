/// The mean squared error of predicted probabilities at a horizon.
public struct BrierScore: Sendable, Hashable, Codable {
  /// The horizon t, in the unit of the times.
  public let horizon: Double
  /// The score; 0 is perfect.
  public let score: Double
  /// The score of Kaplan-Meier's 1 - S(t) for everybody.
  public let null: Double

  /// Index of prediction accuracy, 1 - score / null: the share of `null` that the prediction explains (Kattan & Gerds
  /// 2018).
  public var indexOfPredictionAccuracy: Double { 1 - score / null }
}

/// The Brier score of each subject's probability of the event by `horizon` (Graf et al., Stat Med 1999;18:2529):
///
///     (1/n) sum [ (1 - p)^2 1{T <= t, event} / G(T-) + p^2 1{T > t} / G(t) ]
///
/// scikit-survival's `brier_score` is `evaluation: .at`.
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, a probability is not
///   within 0 to 1, or nobody was followed past the horizon, nobody had the event by then, or the censoring is not
///   known there.
public func brierScore(
  probabilities: [Double], times: [SurvivalTime], horizon: Double, options: AccuracyOptions = AccuracyOptions()
) throws(SurvivalFailure) -> BrierScore {
  let weights = try options.weights(times, horizon: horizon)
  try checkProbabilities(probabilities, count: times.count)
  let observed = 1 - (try KaplanMeier(times)).survival(at: horizon)
  func score(_ probability: (Int) -> Double) -> Double {
    times.indices.reduce(0.0) { sum, index in
      let p = probability(index)
      return sum + (1 - p) * (1 - p) * weights.cases[index] + p * p * weights.controls[index]
    } / Double(times.count)
  }
  return BrierScore(horizon: horizon, score: score { probabilities[$0] }, null: score { _ in observed })
}

/// The mean of the Brier score over time: the trapezoid through `scores`, ascending by horizon, divided by the time
/// from the first to the last. That is scikit-survival's convention; riskRegression's starts at time 0 with score 0 and
/// is another number. `nil` for fewer than two.
public func integratedBrierScore(_ scores: [BrierScore]) -> Double? {
  guard let first = scores.first, let last = scores.last, last.horizon > first.horizon else { return nil }
  let area = zip(scores, scores.dropFirst()).reduce(0) {
    $0 + ($1.0.score + $1.1.score) / 2 * ($1.1.horizon - $1.0.horizon)
  }
  return area / (last.horizon - first.horizon)
}
