import Basics

/// The cumulative hazard without a model.
///
/// Breslow's ties: H(t) = sum d_u / n_u, its variance sum d_u / n_u^2 (Nelson, Technometrics 1972;14:945; Aalen, Ann
/// Stat 1978;6:701, equation 5.5 without its tie term; R's `survfit` has the same `std.chaz`). Efron's ties, after
/// Fleming & Harrington (1984): the d tied events happen one after the other, 1 / (n - l) and its square each. A
/// censoring at an event time comes after the event.
public struct NelsonAalen: Sendable, Hashable, Codable {
  /// One distinct event time.
  public struct Step: Sendable, Hashable, Codable {
    /// The time of the step.
    public let time: Double
    /// The cumulative hazard H from `time` on.
    public let cumulativeHazard: Double
    /// Variance of `cumulativeHazard`.
    public let variance: Double
  }

  /// Ascending; none where nobody had the event.
  public let steps: [Step]
  /// The longest follow-up.
  public let lastTime: Double

  /// The estimate from one or more subjects.
  ///
  /// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0.
  public init(_ times: [SurvivalTime], ties: TieMethod = .breslow) throws(SurvivalFailure) {
    let order = try TimeOrder(times)
    var (hazard, variance) = (0.0, 0.0)
    steps = order.groups.filter { $0.events > 0 }.map { group in
      for l in 0..<group.events {
        let atRisk = Double(order.count - group.range.lowerBound - (ties == .efron ? l : 0))
        hazard += 1 / atRisk
        variance += 1 / (atRisk * atRisk)
      }
      return Step(time: group.time, cumulativeHazard: hazard, variance: variance)
    }
    lastTime = order.groups.last?.time ?? 0
  }

  /// The cumulative hazard H at `time`: 0 before the first event, the last value after the last.
  public func cumulativeHazard(at time: Double) -> Double { step(at: time)?.cumulativeHazard ?? 0 }

  /// Standard error of H at `time`.
  public func standardError(at time: Double) -> Double { (step(at: time)?.variance ?? 0).squareRoot() }

  private func step(at time: Double) -> Step? {
    let after = steps.partitioningIndex { $0.time > time }
    return after > 0 ? steps[after - 1] : nil
  }
}
