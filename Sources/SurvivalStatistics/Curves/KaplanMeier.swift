import Basics
import Foundation

/// The product-limit estimate of survival.
///
/// S(t) = product over event times u <= t of (1 - d_u / n_u), where d_u events happen among the n_u subjects whose time
/// is at least u (Kaplan & Meier, J Am Stat Assoc 1958;53:457). Tie rule: a censoring at an event time comes after the
/// event, so that the censored subject still counts in n_u.
public struct KaplanMeier: Sendable, Hashable, Codable {
  /// One distinct follow-up time.
  public struct Step: Sendable, Hashable, Codable {
    /// The time of the step.
    public let time: Double
    /// Subjects whose time is at least `time`.
    public let atRisk: Int
    /// The number of events at `time`.
    public let events: Int
    /// The number of censorings at `time`.
    public let censored: Int
    /// The survival S just after `time`.
    public let survival: Double
    /// Greenwood's sum up to `time`: d_u / (n_u (n_u - d_u)), the variance of log S (Greenwood 1926). `nil` once S is
    /// 0, where it is not defined.
    public let logVariance: Double?
  }

  /// How the 95 % limits are made. With z = 1.96 and v Greenwood's sum:
  public enum Limits: String, Sendable, Codable, CaseIterable {
    /// S +- z S sqrt(v), cut to 0...1.
    case plain
    /// exp(log S +- z sqrt(v)), cut to 1: the default of R's `survfit`.
    case log
    /// S ^ exp(+- z sqrt(v) / log S): stays within 0...1; best in the tails (Borgan & Liestol, Scand J Stat
    /// 1990;17:35).
    case logLog = "log-log"
  }

  /// The steps, one per distinct time, events and censorings alike, ascending.
  public let steps: [Step]
  /// How many subjects the curve is of.
  public let count: Int

  /// The estimate from one or more subjects.
  ///
  /// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0.
  public init(_ times: [SurvivalTime]) throws(SurvivalFailure) {
    let order = try TimeOrder(times)
    count = order.count
    steps = Self.steps(order)
  }

  private static func steps(_ order: TimeOrder) -> [Step] {
    var survival = 1.0
    var logVariance: Double? = 0
    return order.groups.map { group in
      let atRisk = order.count - group.range.lowerBound
      let remaining = atRisk - group.events
      survival *= Double(remaining) / Double(atRisk)
      logVariance =
        remaining > 0 ? logVariance.map { $0 + Double(group.events) / (Double(atRisk) * Double(remaining)) } : nil
      return Step(
        time: group.time, atRisk: atRisk, events: group.events, censored: group.range.count - group.events,
        survival: survival, logVariance: logVariance)
    }
  }

  /// The number of subjects who had the event.
  public var events: Int { steps.reduce(0) { $0 + $1.events } }

  /// The longest follow-up. After it the estimate is undefined unless S has reached 0; the functions below then carry
  /// the last value forward, so compare with this before showing it.
  public var lastTime: Double { steps.last?.time ?? 0 }

  /// The survival S at `time`.
  public func survival(at time: Double) -> Double { step(at: time)?.survival ?? 1 }

  /// Greenwood's standard error of S at `time`; `nil` where S is 0.
  public func standardError(at time: Double) -> Double? {
    guard let step = step(at: time) else { return 0 }
    return step.logVariance.map { step.survival * $0.squareRoot() }
  }

  /// Subjects whose time is at least `time`.
  public func atRisk(at time: Double) -> Int {
    let before = steps.partitioningIndex { $0.time >= time }
    return before < steps.count ? steps[before].atRisk : 0
  }

  /// 95 % limits of S at `time`, as R's `survfit` makes them; `nil` where the formula has no answer: at S = 0, and
  /// for log-log also at S = 1.
  public func limits(at time: Double, _ limits: Limits = .log) -> (lower: Double, upper: Double)? {
    guard let step = step(at: time) else { return limits == .logLog ? nil : (1, 1) }
    return self.limits(of: step, limits)
  }

  /// 95 % limits of S from `step` on.
  func limits(of step: Step, _ limits: Limits) -> (lower: Double, upper: Double)? {
    let survival = step.survival
    guard survival > 0, let variance = step.logVariance else { return nil }
    let margin = normalQuantile975 * variance.squareRoot()
    switch limits {
    case .plain: return (max(0, survival * (1 - margin)), min(1, survival * (1 + margin)))
    case .log: return (survival * exp(-margin), min(1, survival * exp(margin)))
    case .logLog:
      guard survival < 1 else { return nil }
      let power = exp(margin / -Foundation.log(survival))
      return (pow(survival, power), pow(survival, 1 / power))
    }
  }

  /// The last step not after `time`.
  private func step(at time: Double) -> Step? {
    let after = steps.partitioningIndex { $0.time > time }
    return after > 0 ? steps[after - 1] : nil
  }
}
