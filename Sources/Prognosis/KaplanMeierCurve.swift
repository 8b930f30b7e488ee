import SurvivalStatistics

/// The observed course of one risk group, read off at whole years: small enough for a bundle's card, enough to draw.
public struct KaplanMeierCurve: Hashable, Sendable, Codable {
  /// Whom it is of, as shown.
  public let group: String
  /// How many patients the curve is of.
  public let count: Int
  /// Patients who relapsed, at any time.
  public let events: Int
  /// Years: 0, 1, 2 ... as far as somebody is at risk.
  public let times: [Double]
  /// Share free of metastasis at each time.
  public let survival: [Double]
  /// Lower 95 % limit, log-log; 1 before the first relapse, 0 after the last patient's.
  public let lower: [Double]
  /// Upper 95 % limit, log-log; 1 before the first relapse.
  public let upper: [Double]
  /// Patients still followed and free of metastasis at each time.
  public let atRisk: [Int]

  /// The curve of `observations`, in years, to at most `lastYear`.
  ///
  /// - Throws: ``PrognosisFailure`` where no curve can be estimated from the observations.
  public init(group: String, observations: [SurvivalTime], lastYear: Int = 10) throws(PrognosisFailure) {
    let estimate: KaplanMeier
    do { estimate = try KaplanMeier(observations) } catch { throw .survival(error) }
    let times = (0...max(0, lastYear)).map(Double.init).filter { $0 <= estimate.lastTime }
    let limits = times.map { Self.limits(estimate, $0) }
    self.group = group
    count = estimate.count
    events = estimate.events
    self.times = times
    survival = times.map { estimate.survival(at: $0) }
    lower = limits.map(\.lower)
    upper = limits.map(\.upper)
    atRisk = times.map { estimate.atRisk(at: $0) }
  }

  /// Whether it can be drawn: as many values as times, times ascending within a century, shares from 0 to 1. A card
  /// from outside may hold anything.
  public var isDrawable: Bool {
    let shares = [survival, lower, upper]
    return shares.allSatisfy { $0.count == times.count && $0.allSatisfy { (0...1).contains($0) } }
      && atRisk.count == times.count && times.allSatisfy { (0...100).contains($0) }
      && zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Where log-log limits do not exist the curve still needs bounds: before the first event both are 1; at S = 0 the
  /// lower is 0 and the upper that of the last time before it.
  private static func limits(_ estimate: KaplanMeier, _ time: Double) -> ProbabilityInterval {
    if estimate.survival(at: time) == 1 { return ProbabilityInterval(lower: 1, upper: 1) }
    let known = estimate.steps.last { $0.time <= time && $0.survival > 0 && $0.survival < 1 }
    guard let known, let limits = estimate.limits(at: known.time, .logLog) else {
      return ProbabilityInterval(lower: 0, upper: 1)
    }
    return ProbabilityInterval(lower: estimate.survival(at: time) == 0 ? 0 : limits.lower, upper: limits.upper)
  }
}
