/// How well a score tells those with the event by a horizon from those free of it after.
public struct TimeDependentAUC: Sendable, Hashable, Codable {
  /// The horizon t, in the unit of the times.
  public let horizon: Double
  /// P(score of a case > score of a control) + half P(equal).
  public let area: Double
  /// Subjects with the event by t.
  public let cases: Int
  /// The number of subjects followed past t.
  public let controls: Int
}

/// The cumulative/dynamic area under the ROC curve at each of `horizons` (Uno et al., J Am Stat Assoc 2007;102:527;
/// Hung & Chiang 2010), weighted as `HorizonWeights` says; equal scores count one half. timeROC gives the same numbers
/// where no event falls on the horizon itself, which it leaves out (T < t) and which is a case here. Its interval is
/// the bootstrap's. O(n log n) once and O(n) a horizon.
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, the scores are not as
///   many or not finite, or at one of the horizons nobody was followed past the horizon, nobody had the event by then,
///   or the censoring is not known there.
public func cumulativeDynamicAUC(
  scores: [Double], times: [SurvivalTime], horizons: [Double], options: AccuracyOptions = AccuracyOptions()
) throws(SurvivalFailure) -> [TimeDependentAUC] {
  let distribution = try options.distribution(times)
  try checkFinite(scores, name: "score", count: times.count)
  let ranks = denseRanks(scores)
  var areas: [TimeDependentAUC] = []
  for horizon in horizons {
    let weights = try HorizonWeights(times, horizon: horizon, distribution, options.evaluation)
    areas.append(
      TimeDependentAUC(
        horizon: horizon, area: area(ranks, weights), cases: weights.cases.count { $0 > 0 },
        controls: weights.controls.count { $0 > 0 }))
  }
  return areas
}

/// The case weight above each control, swept from the lowest score: sum over ranks of w_case (below + equal / 2).
private func area(_ ranks: Ranks, _ weights: HorizonWeights) -> Double {
  var cases = [Double](repeating: 0, count: ranks.distinct)
  var controls = cases
  for (subject, rank) in ranks.of.enumerated() {
    cases[rank] += weights.cases[subject]
    controls[rank] += weights.controls[subject]
  }
  var (below, sum) = (0.0, 0.0)
  for (positive, negative) in zip(cases, controls) {
    sum += positive * (below + negative / 2)
    below += negative
  }
  return sum / (weights.caseSum * weights.controlSum)
}

/// The mean of `areas`, ascending by horizon, weighted by the share of events between horizons:
/// sum AUC(t_k) (S(t_{k-1}) - S(t_k)) / (1 - S(t_last)), S by Kaplan-Meier, S(t_0) = 1; scikit-survival's `mean_auc`.
/// `nil` where there is no area or S stays 1.
public func meanAUC(_ areas: [TimeDependentAUC], survival: KaplanMeier) -> Double? {
  var (last, sum) = (1.0, 0.0)
  for area in areas {
    let next = survival.survival(at: area.horizon)
    sum += area.area * (last - next)
    last = next
  }
  return last < 1 ? sum / (1 - last) : nil
}
