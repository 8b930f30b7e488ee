import Casework
import SurvivalStatistics

/// How a model's probabilities met what became of the patients whose cases were signed.
///
/// They are the patients whose outcome somebody has recorded, which may not be all, and not those of a trial.
public struct SignedCalibration: Hashable, Sendable {
  /// Which model.
  public let model: ModelIdentity
  /// Years; an outcome is held against ``days``.
  public let horizon: Double
  /// Patients with an outcome and a probability.
  public let patients: Int
  /// Metastatic relapses by the horizon.
  public let events: Int
  /// Observed against expected events, with limits; `nil` where ``failure`` says why.
  public let mean: MeanCalibration?
  /// Patients of similar probability, lowest first; empty where they are too few for two groups.
  public let groups: [CalibrationGroup]
  /// Why there is no calibration.
  public let failure: SurvivalFailure?
  /// Days of follow-up that reach the horizon: see ``WholeDays``.
  public var days: Int { WholeDays.of(horizon) }

  /// The fewest patients of a group.
  public static let groupSize = 25

  /// One per model whose signed cases have an outcome, in the order of name, version and digest.
  static func all(_ cases: [ReadCase], _ scope: QualityScope, horizon: Double) -> [SignedCalibration] {
    var known: [ModelIdentity: [(probability: Double, time: SurvivalTime)]] = [:]
    for read in cases {
      guard let closing = read.closing, closing.finalCall != nil, scope.tells(of: closing.reviewer),
        let finding = read.finding, let probability = finding.probability, let outcome = read.outcome
      else { continue }
      known[finding.model, default: []].append((probability, outcome))
    }
    return known.sorted { $0.key.order < $1.key.order }
      .map { SignedCalibration($0.key, $0.value, horizon: horizon) }
  }

  private init(
    _ model: ModelIdentity, _ known: [(probability: Double, time: SurvivalTime)], horizon: Double
  ) {
    self.model = model
    self.horizon = horizon
    patients = known.count
    let reached = WholeDays.horizon(horizon)
    events = known.count { $0.time.event && $0.time.time <= reached }
    do throws(SurvivalFailure) {
      let estimates = try Self.estimates(known.map(\.probability), known.map(\.time), reached)
      (mean, groups, failure) = (estimates.mean, estimates.groups, nil)
    } catch { (mean, groups, failure) = (nil, [], error) }
  }

  private static func estimates(
    _ probabilities: [Double], _ times: [SurvivalTime], _ horizon: Double
  ) throws(SurvivalFailure) -> (mean: MeanCalibration, groups: [CalibrationGroup]) {
    let mean = try meanCalibration(probabilities: probabilities, times: times, horizon: horizon)
    let count = min(10, times.count / groupSize)
    guard count > 1 else { return (mean, []) }
    let groups = try calibrationGroups(probabilities: probabilities, times: times, horizon: horizon, groups: count)
    return (mean, limited(groups, probabilities, times, horizon))
  }

  /// Groups without an event by the horizon with limits: the curve has none there, and 0 of those who were followed so
  /// far has Wilson's. They are the fewest that the share can rest on.
  private static func limited(
    _ groups: [CalibrationGroup], _ probabilities: [Double], _ times: [SurvivalTime], _ horizon: Double
  ) -> [CalibrationGroup] {
    // A group is those that follow each other in this order, which is that of the groups.
    let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    var rest = order[...]
    return groups.map { group in
      let members = rest.prefix(group.count)
      rest = rest.dropFirst(group.count)
      let followed = members.count { times[$0].time >= horizon }
      guard group.events == 0, group.observed != nil, followed > 0 else { return group }
      let limits = WilsonLimits(share: 0, count: Double(followed))
      return CalibrationGroup(
        count: group.count, events: 0, predicted: group.predicted, observed: group.observed, lower: limits.lower,
        upper: limits.upper)
    }
  }
}

extension ModelIdentity {
  /// By name, version and digest, between control characters that none of them holds.
  var order: String { [name, version, digest].joined(separator: "\u{1}") }
}
