/// How good a call "high" at a threshold is by a horizon.
public struct ThresholdAccuracy: Sendable, Hashable, Codable {
  /// Share called high of those with the event by the horizon.
  public let sensitivity: Double
  /// Share called low of those free of it after the horizon.
  public let specificity: Double
  /// Share with the event by the horizon of those called high; `nil` where nobody who counts is.
  public let positivePredictiveValue: Double?
  /// Share free of it of those called low; `nil` where nobody who counts is.
  public let negativePredictiveValue: Double?
  /// Subjects called high, whatever their follow-up.
  public let calledHigh: Int
}

/// Cumulative sensitivity, dynamic specificity and the predictive values at `threshold`: high is score > threshold,
/// strictly.
///
/// Se = sum w 1{M > c} / sum w over the cases, Sp = the same of 1{M <= c} over the controls; PPV and NPV are the
/// weighted share of cases and of controls among those called high and low. Weights as in `HorizonWeights` (Uno et al.
/// 2007). timeROC's `SeSpPPVNPV` gives the same numbers but for events at the horizon itself: here they are cases (T <=
/// t, as in Uno et al.), there neither cases (T < t) nor controls (T > t). With competing events its FP_2 and NPV_2
/// count these as controls too; here they are censored, as in its FP_1 and NPV_1. O(n) after the censoring
/// distribution.
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, the scores are not as
///   many or not finite, or nobody was followed past the horizon, nobody had the event by then, or the censoring is not
///   known there.
public func thresholdAccuracy(
  scores: [Double], times: [SurvivalTime], threshold: Double, horizon: Double,
  options: AccuracyOptions = AccuracyOptions()
) throws(SurvivalFailure) -> ThresholdAccuracy {
  let weights = try options.weights(times, horizon: horizon)
  try checkFinite(scores, name: "score", count: times.count)
  var (caseHigh, controlHigh) = (0.0, 0.0)
  for (index, score) in scores.enumerated() where score > threshold {
    caseHigh += weights.cases[index]
    controlHigh += weights.controls[index]
  }
  let (caseLow, controlLow) = lows(scores, threshold, weights)
  return ThresholdAccuracy(
    sensitivity: caseHigh / weights.caseSum, specificity: controlLow / weights.controlSum,
    positivePredictiveValue: share(caseHigh, controlHigh), negativePredictiveValue: share(controlLow, caseLow),
    calledHigh: scores.count { $0 > threshold })
}

/// Summed anew and not by difference, so that nobody called low is exactly 0.
private func lows(_ scores: [Double], _ threshold: Double, _ weights: HorizonWeights) -> (Double, Double) {
  var (cases, controls) = (0.0, 0.0)
  for (index, score) in scores.enumerated() where score <= threshold {
    cases += weights.cases[index]
    controls += weights.controls[index]
  }
  return (cases, controls)
}

private func share(_ part: Double, _ rest: Double) -> Double? { part + rest > 0 ? part / (part + rest) : nil }

/// The lowest threshold at which the dynamic specificity is at least `specificity`: where another score is compared at
/// equal specificity (0 to 1). It is a score of a control.
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, `specificity` is not
///   within 0 to 1, the scores are not as many or not finite, or nobody was followed past the horizon, nobody had the
///   event by then, or the censoring is not known there.
public func lowestThreshold(
  reachingSpecificity specificity: Double, scores: [Double], times: [SurvivalTime], horizon: Double
) throws(SurvivalFailure) -> Double {
  guard (0...1).contains(specificity) else { throw .invalidProbability(index: 0) }
  _ = try AccuracyOptions().weights(times, horizon: horizon)
  try checkFinite(scores, name: "score", count: times.count)
  let controls = zip(scores, times).filter { $0.1.time > horizon }.map(\.0).sorted()
  // A share that was computed of the same controls must be reached again, whatever its last digit.
  let needed = (specificity * Double(controls.count) - 1e-9).rounded(.up)
  return controls[max(0, min(controls.count, Int(needed)) - 1)]
}
