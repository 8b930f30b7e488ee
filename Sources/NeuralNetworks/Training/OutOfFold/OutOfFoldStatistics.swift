import Basics
import SurvivalStatistics

/// What is computed of the patients, and again of each resample of them, so that limits and differences are paired.
struct OutOfFoldStatistics {
  /// Probability of each patient by slide and clinical variables.
  let combined: [Double]
  /// By the clinical variables alone.
  let clinical: [Double]
  let times: [SurvivalTime]
  /// From which on a call is high.
  let threshold: Double
  let horizon: Double

  /// Resamples that the limits rest on.
  static let resamples = 1000

  /// The statistics, in the order of their values.
  enum Statistic: Int, CaseIterable {
    case combined, clinical
    /// Of the clinical variables at the specificity of the call.
    case clinicalSensitivity
  }

  func bootstrap(_ random: SeededDraws) throws(SurvivalFailure) -> Bootstrap {
    var random = random
    return try Bootstrap(count: times.count, resamples: Self.resamples, using: &random) {
      (rows) throws(SurvivalFailure) in try values(rows)
    }
  }

  /// Of the patients `rows`; those of the call are `nil` where follow-up does not reach the horizon, or nobody relapsed
  /// by then.
  private func values(_ rows: [Int]) throws(SurvivalFailure) -> [Double?] {
    let (combined, clinical) = (rows.map { self.combined[$0] }, rows.map { self.clinical[$0] })
    let times = rows.map { self.times[$0] }
    let call = call(combined, times)
    return [
      try concordance(scores: combined, times: times).index, try concordance(scores: clinical, times: times).index,
      call.flatMap { sensitivity(clinical, times, specificity: $0.specificity) },
    ]
  }

  /// The call on the patients as they are, with its limits; `nil` where follow-up does not reach the horizon, or nobody
  /// relapsed by then.
  var call: (accuracy: ThresholdAccuracy, limits: ThresholdLimits)? {
    guard let accuracy = call(combined, times),
      let limits = try? thresholdLimits(
        scores: combined, times: times, threshold: threshold.nextDown, horizon: horizon)
    else { return nil }
    return (accuracy, limits)
  }

  /// A bundle calls high what is at its threshold or above, `thresholdAccuracy` what lies above: hence the number
  /// before it.
  private func call(_ probabilities: [Double], _ times: [SurvivalTime]) -> ThresholdAccuracy? {
    try? thresholdAccuracy(scores: probabilities, times: times, threshold: threshold.nextDown, horizon: horizon)
  }

  private func sensitivity(_ scores: [Double], _ times: [SurvivalTime], specificity: Double) -> Double? {
    (try? cumulativeDynamicROC(scores: scores, times: times, horizon: horizon))?.sensitivity(atSpecificity: specificity)
  }
}
