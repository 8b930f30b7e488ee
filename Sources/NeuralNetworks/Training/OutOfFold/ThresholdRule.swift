import SurvivalStatistics

/// How the probability is found from which on a call is high.
public enum ThresholdRule: Hashable, Sendable {
  /// A given probability; that of the published model is 0.05.
  case probability(Double)
  /// The lowest probability with at least this specificity at the horizon, on the probabilities of patients whom
  /// neither the networks nor the Cox model had seen.
  case specificity(Double)

  /// The threshold that `probabilities` of the event by `horizon` lead to; a given one needs none of them.
  ///
  /// The statistics call high what lies above a cut, a bundle what is at its threshold or above: the next number after
  /// the cut makes both the same.
  func threshold(
    _ probabilities: [Double], _ times: [SurvivalTime], horizon: Double
  ) throws(SurvivalFailure) -> Double {
    switch self {
    case .probability(let value): value
    case .specificity(let wanted):
      try lowestThreshold(reachingSpecificity: wanted, scores: probabilities, times: times, horizon: horizon).nextUp
    }
  }

  /// For the card.
  var words: String {
    switch self {
    case .probability: "given"
    case .specificity(let wanted): "the lowest with a specificity of \(wanted) out of fold"
    }
  }

  /// Whether the threshold was chosen on the patients on whom it is judged.
  var isChosen: Bool {
    switch self {
    case .probability: false
    case .specificity: true
    }
  }
}
