import Foundation

/// The partial likelihood as a function of each subject's log-risk eta: what a network that predicts eta is trained on.
///
/// With R_i the subjects at risk at event time i (time >= t_i), D_i the d_i events of that time, and
/// s_il = sum over R_i of exp(eta) - (l / d_i) sum over D_i of exp(eta),
///
///     log L = sum_i [ sum over D_i of eta - sum_{l=0}^{d_i - 1} log s_il ]
///
/// (Cox, J R Stat Soc B 1972;34:187; Efron's ties). Breslow's ties drop the term in l. Its gradient for subject k,
/// whose time is T_k:
///
///     d log L / d eta_k = event_k - exp(eta_k) sum_{t_i <= T_k} sum_l c_ilk / s_il,
///     c_ilk = 1 - l / d_i where k is in D_i, else 1
///
/// Both are computed in O(n) after one sort. Every sum is kept relative to the largest eta of its own risk set, so that
/// no finite eta overflows and no risk set underflows to log 0, however far apart the log-risks are.
public struct CoxPartialLikelihood: Sendable {
  /// How many subjects there are.
  public var count: Int { order.count }
  /// The number of subjects who had the event: at least one.
  public let events: Int
  private let order: TimeOrder
  private let ties: TieMethod

  /// Sorts `times` once.
  ///
  /// - Throws: ``SurvivalFailure``: `empty` or `invalidTime` where the times cannot be used, `noEvents` where all are
  ///   censored.
  public init(_ times: [SurvivalTime], ties: TieMethod = .efron) throws(SurvivalFailure) {
    order = try TimeOrder(times)
    events = order.events
    self.ties = ties
    guard events > 0 else { throw .noEvents }
  }

  /// -log L / events, and its gradient by eta, in the order of the subjects.
  ///
  /// Divided by the number of events and not of subjects, so that the loss does not shrink with censoring. The gradient
  /// sums to zero, because a constant added to every eta changes nothing.
  ///
  /// - Throws: ``SurvivalFailure`` where `eta` has not one finite value per subject.
  public func lossAndGradient(eta: [Double]) throws(SurvivalFailure) -> (loss: Double, gradient: [Double]) {
    try checkFinite(eta, name: "eta", count: count)
    var logLikelihood = 0.0
    let sums = riskSums(eta, &logLikelihood)
    return (-logLikelihood / Double(events), gradient(eta, sums))
  }

  /// What one event time needs on the way back: the largest eta of the risk set, and its sums relative to exp(largest).
  private struct RiskSum {
    var largest: Double
    var all: Double
    var dying: Double

    /// s_il relative to exp(largest), for l = 0 ... d-1.
    func denominators(_ deaths: Int, _ ties: TieMethod) -> [Double] {
      (0..<deaths).map { ties == .efron ? all - Double($0) / Double(deaths) * dying : all }
    }
  }

  /// Backward in time: the risk set only grows. One entry per group; groups without events keep theirs unused.
  private func riskSums(_ eta: [Double], _ logLikelihood: inout Double) -> [RiskSum] {
    var sums = [RiskSum](repeating: RiskSum(largest: 0, all: 0, dying: 0), count: order.groups.count)
    var largest = -Double.infinity
    var all = 0.0
    for (index, group) in order.groups.enumerated().reversed() {
      for position in group.range {
        let value = eta[order.order[position]]
        if value > largest {
          all *= exp(largest - value)
          largest = value
        }
        all += exp(value - largest)
      }
      var sum = RiskSum(largest: largest, all: all, dying: 0)
      for position in group.eventRange {
        let value = eta[order.order[position]]
        sum.dying += exp(value - largest)
        logLikelihood += value - largest
      }
      for s in sum.denominators(group.events, ties) { logLikelihood -= log(s) }
      sums[index] = sum
    }
    return sums
  }

  /// Forward in time: `past` is sum over earlier event times of 1 / s_il, relative to exp(-largest) of the last of
  /// them; `largest` falls as the risk set shrinks, so that every factor is at most 1.
  private func gradient(_ eta: [Double], _ sums: [RiskSum]) -> [Double] {
    let scale = 1 / Double(events)
    var gradient = [Double](repeating: 0, count: eta.count)
    var past = 0.0
    var largest = sums[0].largest
    for (group, sum) in zip(order.groups, sums) {
      var own = past
      if group.events > 0 {
        past *= exp(sum.largest - largest)
        own = past
        largest = sum.largest
        for (l, s) in sum.denominators(group.events, ties).enumerated() {
          past += 1 / s
          own += (ties == .efron ? 1 - Double(l) / Double(group.events) : 1) / s
        }
      }
      for position in group.eventRange {
        let subject = order.order[position]
        gradient[subject] = scale * (exp(eta[subject] - largest) * own - 1)
      }
      for position in group.censoredRange {
        let subject = order.order[position]
        gradient[subject] = scale * exp(eta[subject] - largest) * past
      }
    }
    return gradient
  }
}
