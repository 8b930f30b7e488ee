import Foundation
import SurvivalStatistics

/// One minus a concordance whose step is a sigmoid, so that it can be descended. With r the scores, delta the events, t
/// the times, P = { (i, j): delta_i = 1, t_i < t_j } and sigma_0 the width of the step:
///
///     L = 1 - (1 / |P|) sum over P of sigmoid((r_i - r_j) / sigma_0)
///
/// (Mayr & Schmid, PLoS ONE 2014;9:e84483, without the censoring weights.) As sigma_0 falls to 0 it becomes one minus
/// Harrell's c, but for pairs in which i relapsed when j was censored, which are left out. O(events x patients).
struct SmoothConcordanceLoss: Sendable {
  /// Patients in the order of time.
  private let order: [Int]
  /// Places in `order` of relapses, each with the first place of a later time.
  private let earlier: [(place: Int, later: Int)]
  private let pairs: Double
  private let width: Double

  /// `width` is sigma_0. Fails where no pair can be compared.
  init(_ times: [SurvivalTime], width: Double = 1) throws(SurvivalFailure) {
    let order = times.indices.sorted { (times[$0].time, $0) < (times[$1].time, $1) }
    var next = [Int](repeating: times.count, count: times.count)
    for place in order.indices.reversed().dropFirst() {
      let isTied = times[order[place]].time == times[order[place + 1]].time
      next[place] = isTied ? next[place + 1] : place + 1
    }
    earlier = order.indices.filter { times[order[$0]].event }.map { ($0, next[$0]) }
    pairs = Double(earlier.reduce(0) { $0 + times.count - $1.later })
    self.order = order
    self.width = width
    guard pairs > 0 else { throw .noComparablePairs }
  }

  /// The loss and its gradient by each score, in the patients' order.
  func lossAndGradient(scores: [Double]) -> (loss: Double, gradient: [Double]) {
    let sorted = order.map { scores[$0] / width }
    var concordant = 0.0
    var slopes = [Double](repeating: 0, count: scores.count)
    for (place, later) in earlier {
      for other in later..<sorted.count {
        let share = 1 / (1 + exp(sorted[other] - sorted[place]))
        concordant += share
        let slope = share * (1 - share)
        slopes[place] -= slope
        slopes[other] += slope
      }
    }
    var gradient = slopes
    for (place, patient) in order.enumerated() { gradient[patient] = slopes[place] / (pairs * width) }
    return (1 - concordant / pairs, gradient)
  }
}
