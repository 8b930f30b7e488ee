import Basics

/// G(t) = P(not yet censored at t), by Kaplan-Meier with the roles of event and censoring turned round.
///
/// Tie rule: the events of a time leave the risk set before its censorings, as Kaplan-Meier's rule for the events
/// demands (prodlim's `reverse = TRUE` and scikit-survival's `CensoringDistributionEstimator` do the same; R's
/// `survfit(Surv(time, 1 - status))` does not, and is lower).
public struct CensoringDistribution: Sendable, Hashable {
  /// Where an event's weight 1/G is taken.
  public enum Evaluation: String, Sendable, Codable, CaseIterable {
    /// G(T-), just before the event: the definition (Robins & Finkelstein 2000), and what R's `survival`, timeROC and
    /// riskRegression do.
    case before
    /// G(T), with the censorings of the event's own time: what scikit-survival does.
    case at
  }

  /// Distinct times with a censoring, ascending.
  private let times: [Double]
  /// G from each of `times` on.
  private let values: [Double]
  /// The longest follow-up.
  public let lastTime: Double

  /// The estimate from one or more subjects.
  ///
  /// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0.
  public init(_ subjects: [SurvivalTime]) throws(SurvivalFailure) {
    let order = try TimeOrder(subjects)
    var product = 1.0
    let censored = order.groups.filter { !$0.censoredRange.isEmpty }
    times = censored.map(\.time)
    values = censored.map { group in
      let atRisk = order.count - group.range.lowerBound - group.events
      product *= Double(atRisk - group.censoredRange.count) / Double(atRisk)
      return product
    }
    lastTime = order.groups.last?.time ?? 0
  }

  /// G(t), the probability of being uncensored after `time`.
  public func probability(at time: Double) -> Double { value(times.partitioningIndex { $0 > time }) }

  /// G(t-), the probability of being uncensored just before `time`.
  public func probability(before time: Double) -> Double { value(times.partitioningIndex { $0 >= time }) }

  /// The median follow-up, had nobody had the event: the first time at which G <= 1/2 (Schemper & Smith, Control Clin
  /// Trials 1996;17:343); `nil` where G stays above.
  public var medianFollowUp: Double? {
    values.firstIndex { $0 <= 0.5 }.map { times[$0] }
  }

  /// 1 / G at `time`; fails where nothing is known of G there.
  func weight(_ time: Double, _ evaluation: Evaluation) throws(SurvivalFailure) -> Double {
    let probability = evaluation == .before ? probability(before: time) : probability(at: time)
    guard probability > 0, time <= lastTime else { throw .censoringUnknown(time: time) }
    return 1 / probability
  }

  private func value(_ after: Int) -> Double { after > 0 ? values[after - 1] : 1 }
}
