import SurvivalStatistics

/// A loss with all of it that depends on the patients and not on their scores.
enum PreparedLoss: Sendable {
  case cox(CoxPartialLikelihood)
  case discreteHazards(DiscreteHazardLoss)
  case smoothConcordance(SmoothConcordanceLoss)

  /// The loss with its gradients.
  struct Value {
    var loss: Double
    /// By each score.
    var scores: [Double]
    /// By each intercept; empty for a loss without.
    var intercepts: [Double] = []
  }

  /// Time bins of discrete hazards: as PORPOISE and MCAT have them (Chen et al., Cancer Cell 2022;40:865).
  static let bins = 4

  /// `limits`: of the time bins, from the training patients.
  init(_ loss: SurvivalLoss, _ times: [SurvivalTime], limits: [Double]) throws(SurvivalFailure) {
    switch loss {
    case .cox: self = .cox(try CoxPartialLikelihood(times))
    case .discreteHazards: self = .discreteHazards(DiscreteHazardLoss(times, limits: limits))
    case .smoothConcordance: self = .smoothConcordance(try SmoothConcordanceLoss(times))
    }
  }

  /// Where the intercepts start.
  var intercepts: [Double] {
    if case .discreteHazards(let loss) = self { loss.empiricalIntercepts } else { [] }
  }

  /// At these scores, all finite.
  func value(_ scores: [Double], intercepts: [Double]) throws(SurvivalFailure) -> Value {
    switch self {
    case .cox(let likelihood):
      let (loss, gradient) = try likelihood.lossAndGradient(eta: scores)
      return Value(loss: loss, scores: gradient)
    case .discreteHazards(let hazards):
      let found = hazards.lossAndGradient(scores: scores, intercepts: intercepts)
      return Value(loss: found.loss, scores: found.scores, intercepts: found.intercepts)
    case .smoothConcordance(let concordance):
      let (loss, gradient) = concordance.lossAndGradient(scores: scores)
      return Value(loss: loss, scores: gradient)
    }
  }
}
