import Casework
import Evaluation
import NeuralNetworks
import Prognosis
import UseCases

extension ModelBundle {
  /// What the screens tell of the model.
  package var summary: ModelSummary {
    ModelSummary(
      digest: digest, name: card.name, version: card.version, demonstration: card.demonstration,
      description: card.description, encoder: card.encoder.words, networks: card.networkWords,
      intendedUse: combined.intendedUse, threshold: combined.threshold, horizonYears: combined.horizonYears,
      combined: combined.slideAndClinical.words, prognosis: combined, training: card.training?.summary,
      curves: card.curves, figures: card.performance,
      cautions: cautions)
  }
}

extension TrainingCard {
  fileprivate var summary: ModelTraining {
    ModelTraining(
      cohort: cohort, patients: patients, events: events, tiles: tiles, plan: plan.words, seed: plan.seed,
      warnings: warnings)
  }
}
