import Foundation
import SurvivalStatistics

/// Minus the log-likelihood of hazards in time bins (Zadeh & Schmid, IEEE TPAMI 2021;43:3126, eq. 6 and 7). With logits
/// x_k of a patient, h_k = sigmoid(x_k), S_k = product over j <= k of (1 - h_j), y the bin of the time:
///
///     relapsed in bin y:   -log S_{y-1} - log h_y      = sum_{k<y} softplus(x_k) + softplus(-x_y)
///     censored in bin y:   -(1 - alpha) log S_y        = (1 - alpha) sum_{k<=y} softplus(x_k)
///
/// averaged over all patients. Censored patients so count as free of relapse to the end of their bin. The gradient by
/// x_k is h_k for a bin lived through, h_y - 1 for the bin of the relapse, 0 after it. softplus is computed without
/// overflow, so that no probability needs to be cut.
struct DiscreteHazardLoss: Sendable {
  /// The lower limits of all bins but the first, ascending: a time at a limit belongs to the bin below it.
  let limits: [Double]
  /// Bin of each patient.
  private let bins: [Int]
  private let events: [Bool]
  /// Weight of a censored patient, 1 - alpha.
  private let censoredWeight: Double

  /// Bins.
  var count: Int { limits.count + 1 }

  /// `alpha`: 0 counts a censored patient as a relapsed one, 1 not at all.
  init(_ times: [SurvivalTime], limits: [Double], alpha: Double = 0) {
    self.limits = limits
    bins = times.map { time in limits.count { $0 < time.time } }
    events = times.map(\.event)
    censoredWeight = 1 - alpha
  }

  /// Patients whose bin is given, for logits that are given too.
  init(bins: [Int], events: [Bool], count: Int, alpha: Double) {
    limits = (0..<count - 1).map { Double($0) }
    self.bins = bins
    self.events = events
    censoredWeight = 1 - alpha
  }

  /// Limits that cut the relapses of `times` in `bins` equal parts; fewer where relapses are tied or few.
  static func limits(_ times: [SurvivalTime], bins: Int) -> [Double] {
    let relapses = times.filter(\.event).map(\.time).sorted()
    guard let last = relapses.last else { return [] }
    let cuts = (1..<max(2, bins)).map { quantile(relapses, Double($0) / Double(bins)) }
    return Set(cuts).filter { $0 < last }.sorted()
  }

  /// The loss and its gradient by each logit; both row-major, one row per patient.
  func lossAndGradient(logits: [Double]) -> (loss: Double, gradient: [Double]) {
    var loss = 0.0
    var gradient = [Double](repeating: 0, count: logits.count)
    for patient in bins.indices {
      let weight = (events[patient] ? 1 : censoredWeight) / Double(bins.count)
      for bin in 0...bins[patient] {
        let index = patient * count + bin
        let relapsed = events[patient] && bin == bins[patient]
        loss += weight * Self.softplus(relapsed ? -logits[index] : logits[index])
        gradient[index] = weight * (Self.sigmoid(logits[index]) - (relapsed ? 1 : 0))
      }
    }
    return (loss, gradient)
  }

  /// For logits `intercepts[k] + scores[i]`: the gradients by the scores and by the intercepts.
  func lossAndGradient(
    scores: [Double], intercepts: [Double]
  ) -> (loss: Double, scores: [Double], intercepts: [Double]) {
    let (loss, gradient) = lossAndGradient(logits: scores.flatMap { score in intercepts.map { $0 + score } })
    var byScore = [Double](repeating: 0, count: scores.count)
    var byIntercept = [Double](repeating: 0, count: count)
    for patient in scores.indices {
      for bin in 0..<count {
        byScore[patient] += gradient[patient * count + bin]
        byIntercept[bin] += gradient[patient * count + bin]
      }
    }
    return (loss, byScore, byIntercept)
  }

  /// The intercepts that fit best where all scores are 0: the logits of relapses / patients at risk in each bin, half a
  /// patient added to both so that no bin is certain.
  var empiricalIntercepts: [Double] {
    (0..<count).map { bin in
      let atRisk = bins.count { $0 >= bin }
      let relapses = bins.indices.count { bins[$0] == bin && events[$0] }
      let hazard = (Double(relapses) + 0.5) / (Double(atRisk) + 1)
      return log(hazard / (1 - hazard))
    }
  }

  private static func sigmoid(_ x: Double) -> Double { x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)) }

  /// log(1 + exp x).
  private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
}
