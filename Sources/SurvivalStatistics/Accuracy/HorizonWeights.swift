/// Who counts at a horizon t, and how much: inverse probability of censoring weights (Robins & Finkelstein, Biometrics
/// 2000;56:779).
///
/// Cases had the event by t (T <= t) and weigh 1 / G(T-); controls are free of it after t (T > t) and weigh 1 / G(t);
/// those censored by t weigh nothing. `Evaluation.at` takes 1 / G(T) for the cases.
struct HorizonWeights {
  /// The weights of the cases, in the subjects' order; 0 for those who are not cases.
  let cases: [Double]
  /// The weights of the controls, in the subjects' order; 0 for those who are not controls.
  let controls: [Double]
  let caseSum: Double
  let controlSum: Double

  /// Fails where there is no case or no control, or G is not known.
  init(
    _ times: [SurvivalTime], horizon: Double, _ censoring: CensoringDistribution,
    _ evaluation: CensoringDistribution.Evaluation
  ) throws(SurvivalFailure) {
    let last = times.reduce(0) { max($0, $1.time) }
    guard horizon > 0, horizon < last else { throw .horizonPastFollowUp(horizon: horizon, last: last) }
    let control = try censoring.weight(horizon, .at)
    var cases = [Double](repeating: 0, count: times.count)
    for (index, one) in times.enumerated() where one.event && one.time <= horizon {
      cases[index] = try censoring.weight(one.time, evaluation)
    }
    controls = times.map { $0.time > horizon ? control : 0 }
    self.cases = cases
    caseSum = cases.reduce(0, +)
    controlSum = controls.reduce(0, +)
    guard caseSum > 0 else { throw .noEventsBy(horizon: horizon) }
  }
}

/// How the follow-up of a cohort weighs on its accuracy.
public struct AccuracyOptions: Sendable, Hashable {
  /// The distribution of the censoring, from other subjects; `nil` takes it from the same.
  public var censoring: CensoringDistribution?
  /// Where the weight of an event is taken: just before its time, or at it.
  public var evaluation: CensoringDistribution.Evaluation

  /// Default: the subjects' own censoring, evaluated just before each event.
  public init(
    censoring: CensoringDistribution? = nil, evaluation: CensoringDistribution.Evaluation = .before
  ) {
    self.censoring = censoring
    self.evaluation = evaluation
  }

  func weights(_ times: [SurvivalTime], horizon: Double) throws(SurvivalFailure) -> HorizonWeights {
    try HorizonWeights(times, horizon: horizon, distribution(times), evaluation)
  }

  /// Checks the times, too.
  func distribution(_ times: [SurvivalTime]) throws(SurvivalFailure) -> CensoringDistribution {
    let own = try CensoringDistribution(times)
    return censoring ?? own
  }
}

/// Fails where `probabilities` has not one value between 0 and 1 for each of `count` subjects.
func checkProbabilities(_ probabilities: [Double], count: Int) throws(SurvivalFailure) {
  try checkFinite(probabilities, name: "probability", count: count)
  if let index = probabilities.firstIndex(where: { !(0...1).contains($0) }) { throw .invalidProbability(index: index) }
}
