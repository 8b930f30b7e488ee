/// The net benefit of treating those whose probability is above a threshold probability.
public struct NetBenefit: Sendable, Hashable, Codable {
  /// The threshold pt: from which probability on one would treat; between 0 and 1, both excluded.
  public let threshold: Double
  /// Net benefit of the model; `nil` where the follow-up of those above pt ends before the horizon, so that their risk
  /// is not known.
  public let model: Double?
  /// Net benefit of treating everybody. Treating nobody has 0.
  public let treatAll: Double

  /// A benefit that was computed before.
  package init(threshold: Double, model: Double?, treatAll: Double) {
    self.threshold = threshold
    self.model = model
    self.treatAll = treatAll
  }

  /// Treatments that the model saves a hundred subjects against treating everybody, at no loss of benefit.
  public var reductionPerHundred: Double? {
    model.map { 100 * ($0 - treatAll) / (threshold / (1 - threshold)) }
  }
}

/// Decision curve analysis with censoring (Vickers & Elkin, Med Decis Making 2006;26:565; Vickers et al. 2008,
/// `stdca`):
///
///     NB(pt) = TP - FP pt / (1 - pt),   TP = (1 - S(t | high)) P(high),   FP = S(t | high) P(high)
///
/// High is probability > pt, strictly; S(t | high) is Kaplan-Meier among the high, and for treating everybody among
/// all.
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, a probability is not
///   within 0 to 1 or a threshold not strictly inside, or the horizon is past the follow-up.
public func netBenefit(
  probabilities: [Double], times: [SurvivalTime], horizon: Double, thresholds: [Double]
) throws(SurvivalFailure) -> [NetBenefit] {
  let all = try KaplanMeier(times)
  try checkProbabilities(probabilities, count: times.count)
  if let index = thresholds.firstIndex(where: { !($0 > 0 && $0 < 1) }) { throw .invalidProbability(index: index) }
  guard horizon > 0, horizon <= all.lastTime else { throw .horizonPastFollowUp(horizon: horizon, last: all.lastTime) }
  var curve: [NetBenefit] = []
  for threshold in thresholds {
    let high = zip(probabilities, times).filter { $0.0 > threshold }.map(\.1)
    let survival = high.isEmpty ? 1 : try known(KaplanMeier(high), horizon)
    let share = Double(high.count) / Double(times.count)
    curve.append(
      NetBenefit(
        threshold: threshold, model: survival.map { benefit($0, share, threshold) },
        treatAll: benefit(all.survival(at: horizon), 1, threshold)))
  }
  return curve
}

private func benefit(_ survival: Double, _ share: Double, _ threshold: Double) -> Double {
  share * ((1 - survival) - survival * threshold / (1 - threshold))
}

/// S at the horizon; `nil` where the curve ends before, above 0.
private func known(_ estimate: KaplanMeier, _ horizon: Double) -> Double? {
  let survival = estimate.survival(at: horizon)
  return estimate.lastTime >= horizon || survival == 0 ? survival : nil
}
