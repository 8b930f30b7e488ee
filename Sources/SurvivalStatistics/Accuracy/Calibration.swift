import Foundation

/// Observed against expected events by a horizon: calibration in the large.
public struct MeanCalibration: Sendable, Hashable, Codable {
  /// The observed probability, 1 - S(t) by Kaplan-Meier.
  public let observed: Double
  /// The mean predicted probability.
  public let expected: Double
  /// The number of events by the horizon.
  public let events: Int

  /// O/E: above 1 the risk was underestimated.
  public var ratio: Double { observed / expected }
  /// Lower 95 % limit of O/E: O/E exp(-1.96 / sqrt(events)) (Debray et al., BMJ 2017;356:i6460; McLernon et al. 2023).
  public var lower: Double { ratio * exp(-normalQuantile975 / Double(events).squareRoot()) }
  /// Upper 95 % limit of O/E.
  public var upper: Double { ratio * exp(normalQuantile975 / Double(events).squareRoot()) }
}

/// Mean calibration of each subject's probability of the event by `horizon`.
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, a probability is not
///   within 0 to 1 or all are 0, nobody was followed past the horizon, or nobody had the event by then.
public func meanCalibration(
  probabilities: [Double], times: [SurvivalTime], horizon: Double
) throws(SurvivalFailure) -> MeanCalibration {
  let estimate = try checked(probabilities, times, horizon)
  let expected = probabilities.reduce(0, +) / Double(times.count)
  guard expected > 0 else { throw .invalidProbability(index: 0) }
  return MeanCalibration(
    observed: 1 - estimate.survival(at: horizon), expected: expected,
    events: times.count { $0.event && $0.time <= horizon })
}

/// The calibration slope: the Cox coefficient (Efron) of the linear predictor in these subjects. Below 1 the
/// predictions are too extreme, as after overfitting (van Houwelingen, Stat Med 2000;19:3401).
///
/// - Throws: ``SurvivalFailure`` where the Cox model of the predictor cannot be fitted.
public func calibrationSlope(linearPredictors: [Double], times: [SurvivalTime]) throws(SurvivalFailure) -> CoxEffect {
  let model = try CoxRegression.fit([CoxCovariate("linear predictor", linearPredictors)], times: times)
  return CoxEffect(
    name: model.names[0], coefficient: model.coefficients[0], standardError: model.standardErrors[0])
}

/// Subjects of similar predicted probability, and what happened to them.
public struct CalibrationGroup: Sendable, Hashable, Codable {
  /// How many subjects the group has.
  public let count: Int
  /// The number of events by the horizon.
  public let events: Int
  /// Mean predicted probability.
  public let predicted: Double
  /// The observed probability, 1 - S(t) by Kaplan-Meier; `nil` where the group's follow-up ends before the horizon.
  public let observed: Double?
  /// Lower 95 % limit of `observed`, from the log-log limits of S; `nil` without events or once S is 0.
  public let lower: Double?
  /// Upper 95 % limit of `observed`.
  public let upper: Double?

  /// A group that was counted before.
  package init(count: Int, events: Int, predicted: Double, observed: Double?, lower: Double?, upper: Double?) {
    self.count = count
    self.events = events
    self.predicted = predicted
    self.observed = observed
    self.lower = lower
    self.upper = upper
  }
}

/// Calibration by quantile groups of the predicted probability: up to `groups` groups of about equal size, lowest
/// first. Equal probabilities stay together, so that groups may be fewer and unequal.
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, a probability is not
///   within 0 to 1, the horizon is past the follow-up, nobody had the event by then, or `groups` is below 1.
public func calibrationGroups(
  probabilities: [Double], times: [SurvivalTime], horizon: Double, groups: Int = 10
) throws(SurvivalFailure) -> [CalibrationGroup] {
  _ = try checked(probabilities, times, horizon)
  guard groups >= 1 else { throw .tooFew(name: "groups", minimum: 1, found: groups) }
  let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
  var result: [CalibrationGroup] = []
  var start = 0
  for group in 1...groups {
    var end = max(start, order.count * group / groups)
    while end > 0, end < order.count, probabilities[order[end]] == probabilities[order[end - 1]] { end += 1 }
    if end > start { result.append(try calibrationGroup(Array(order[start..<end]), probabilities, times, horizon)) }
    start = end
  }
  return result
}

private func calibrationGroup(
  _ members: [Int], _ probabilities: [Double], _ times: [SurvivalTime], _ horizon: Double
) throws(SurvivalFailure) -> CalibrationGroup {
  let own = members.map { times[$0] }
  let estimate = try KaplanMeier(own)
  let survival = estimate.survival(at: horizon)
  let isKnown = estimate.lastTime >= horizon || survival == 0
  let limits = isKnown ? estimate.limits(at: horizon, .logLog) : nil
  return CalibrationGroup(
    count: members.count, events: own.count { $0.event && $0.time <= horizon },
    predicted: members.reduce(0) { $0 + probabilities[$1] } / Double(members.count),
    observed: isKnown ? 1 - survival : nil, lower: limits.map { 1 - $0.upper }, upper: limits.map { 1 - $0.lower })
}

/// Kaplan-Meier of `times`, once probabilities and horizon are possible.
private func checked(
  _ probabilities: [Double], _ times: [SurvivalTime], _ horizon: Double
) throws(SurvivalFailure) -> KaplanMeier {
  let estimate = try KaplanMeier(times)
  try checkProbabilities(probabilities, count: times.count)
  guard horizon > 0, horizon <= estimate.lastTime else {
    throw .horizonPastFollowUp(horizon: horizon, last: estimate.lastTime)
  }
  guard estimate.survival(at: horizon) < 1 else { throw .noEventsBy(horizon: horizon) }
  return estimate
}

/// A smooth calibration curve and how far it lies from the diagonal.
public struct CalibrationCurve: Sendable, Hashable, Codable {
  /// The predicted probability of each subject, as it was given.
  public let predicted: [Double]
  /// The smoothed observed probability of each subject.
  public let observed: [Double]
  /// Mean of |observed - predicted|: the integrated calibration index.
  public let integratedCalibrationIndex: Double
  /// Median of the absolute differences.
  public let e50: Double
  /// The 90 % quantile of the absolute differences, type 7.
  public let e90: Double
  /// The greatest absolute difference.
  public let eMax: Double
}

/// ICI, E50, E90 and Emax at `horizon` (Austin, Harrell & van Klaveren, Stat Med 2020;39:2714): a Cox model (Efron) of
/// the subjects on a restricted cubic spline of log(-log(1 - p)), three knots at Harrell's quantiles; observed is its 1
/// - exp(-H(t)). The probabilities lie inside 0 to 1, both excluded, and take more than a few values.
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, a probability is not
///   strictly between 0 and 1, the horizon is past the follow-up, or the spline's Cox model cannot be fitted.
public func calibrationCurve(
  probabilities: [Double], times: [SurvivalTime], horizon: Double
) throws(SurvivalFailure) -> CalibrationCurve {
  _ = try checked(probabilities, times, horizon)
  if let index = probabilities.firstIndex(where: { $0 <= 0 || $0 >= 1 }) { throw .invalidProbability(index: index) }
  let logs = probabilities.map { log(-log1p(-$0)) }
  let spline = try RestrictedCubicSpline(knots: 3, quantilesOf: logs)
  let rows = logs.map(spline.basis)
  let columns = (0..<spline.width).map { j in CoxCovariate("spline \(j + 1)", rows.map { $0[j] }) }
  let model = try CoxRegression.fit(columns, times: times)
  let hazard = model.baseline.cumulativeHazard(at: horizon)
  let observed = rows.map { -expm1(-hazard * exp(model.linearPredictor($0))) }
  let distances = zip(observed, probabilities).map { abs($0 - $1) }.sorted()
  return CalibrationCurve(
    predicted: probabilities, observed: observed,
    integratedCalibrationIndex: distances.reduce(0, +) / Double(distances.count), e50: sampleQuantile(distances, 0.5),
    e90: sampleQuantile(distances, 0.9), eMax: distances[distances.count - 1])
}
