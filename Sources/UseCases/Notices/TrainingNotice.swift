import Evaluation
import NeuralNetworks

/// Where a training is, and of how much.
package struct TrainingDetail: Hashable, Sendable {
  package let progress: TrainingProgress
  package let rounds: Int
  package let folds: Int
  package let recipes: Int

  /// `progress` of a training by `plan`.
  package init(_ progress: TrainingProgress, of plan: TrainingPlan) {
    self.progress = progress
    (rounds, folds, recipes) = (plan.repeats, plan.folds, plan.candidates.count)
  }
}

/// What was noticed of a training.
package enum TrainingNotice: Sendable {
  /// What nobody said, and was taken from the table.
  case columns(patient: String, slide: String, time: String, unit: String, event: String, eventValue: String)
  case warning(TrainingWarning)
  /// What the bundle's own card warns of.
  case caution(ModelCaution)
  /// A figure that the test cohort could not carry, and why.
  case notInCard(Omission)
}
