/// Cumulative sensitivity and dynamic specificity by a horizon, over all thresholds of a score.
public struct TimeDependentROC: Sendable, Hashable {
  /// Sensitivity and specificity at one threshold.
  public struct Point: Sendable, Hashable {
    /// The threshold: high is score > threshold; -infinity where everyone is called high.
    public let threshold: Double
    /// Share called high of those with the event by the horizon.
    public let sensitivity: Double
    /// Share called low of those free of it after the horizon.
    public let specificity: Double
  }

  /// The points from nobody called high to everyone: sensitivity ascends, specificity descends.
  public let points: [Point]

  /// The sensitivity where the specificity is `specificity` (0 to 1): on the straight line between the two points
  /// around it, the highest where several have it. A score with few values can be compared at a specificity that none
  /// of its thresholds has.
  public func sensitivity(atSpecificity specificity: Double) -> Double {
    // A share that was computed of the same controls is the same share, whatever its last digit.
    let last = points.lastIndex { $0.specificity >= specificity - 1e-12 } ?? 0
    let point = points[last]
    guard last + 1 < points.count, point.specificity > specificity + 1e-12 else { return point.sensitivity }
    let next = points[last + 1]
    let share = (point.specificity - specificity) / (point.specificity - next.specificity)
    return point.sensitivity + share * (next.sensitivity - point.sensitivity)
  }
}

/// The cumulative/dynamic ROC curve by `horizon`, weighted as `HorizonWeights` says (Uno et al., J Am Stat Assoc
/// 2007;102:527): a point a distinct score, as ``thresholdAccuracy(scores:times:threshold:horizon:options:)`` has it
/// there. The area below it is that of ``cumulativeDynamicAUC(scores:times:horizons:options:)``. O(n log n).
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, the scores are not as
///   many or not finite, or nobody was followed past the horizon, nobody had the event by then, or the censoring is not
///   known there.
public func cumulativeDynamicROC(
  scores: [Double], times: [SurvivalTime], horizon: Double, options: AccuracyOptions = AccuracyOptions()
) throws(SurvivalFailure) -> TimeDependentROC {
  let weights = try options.weights(times, horizon: horizon)
  try checkFinite(scores, name: "score", count: times.count)
  let ranks = denseRanks(scores)
  var values = [Double](repeating: 0, count: ranks.distinct)
  var (cases, controls) = (values, values)
  for (subject, rank) in ranks.of.enumerated() {
    values[rank] = scores[subject]
    cases[rank] += weights.cases[subject]
    controls[rank] += weights.controls[subject]
  }
  var points: [TimeDependentROC.Point] = []
  var (high, low) = (0.0, weights.controlSum)
  for rank in values.indices.reversed() {
    points.append(
      .init(threshold: values[rank], sensitivity: high / weights.caseSum, specificity: low / weights.controlSum))
    high += cases[rank]
    low -= controls[rank]
  }
  points.append(.init(threshold: -.infinity, sensitivity: 1, specificity: 0))
  return TimeDependentROC(points: points)
}
