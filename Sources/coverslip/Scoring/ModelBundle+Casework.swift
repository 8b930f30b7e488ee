import Sentences
import Casework
import NeuralNetworks
import Prognosis
import UseCases
import Workstation

extension ModelBundle {
  /// What the screens tell of the model.
  var summary: ModelSummary {
    ModelSummary(
      digest: digest, name: card.name, version: card.version, demonstration: card.demonstration,
      description: card.description, encoder: card.encoder.words, networks: card.networkWords,
      intendedUse: combined.intendedUse, threshold: combined.threshold, horizonYears: combined.horizonYears,
      combined: combined.slideAndClinical.words, training: card.training?.summary,
      curves: card.curves.compactMap(SurvivalCurve.init), figures: card.performance.map(ModelFigure.init),
      cautions: cautions)
  }
}

extension SurvivalCurve {
  /// `nil` for a group that is neither high nor low.
  fileprivate init?(_ curve: KaplanMeierCurve) {
    guard let group = Call(rawValue: curve.group) else { return nil }
    self.init(
      group: group, patients: curve.count, events: curve.events, times: curve.times, survival: curve.survival,
      limits: zip(curve.lower, curve.upper).map { ProbabilityInterval(lower: $0, upper: $1) }, atRisk: curve.atRisk)
  }
}

extension ModelFigure {
  fileprivate init(_ figure: PerformanceFigure) {
    self.init(
      name: figure.name, estimate: figure.estimate, lower: figure.lower, upper: figure.upper, count: figure.count,
      note: figure.note)
  }
}

extension TrainingCard {
  fileprivate var summary: ModelTraining {
    ModelTraining(
      cohort: cohort, patients: patients, events: events, tiles: tiles, plan: plan.words, seed: plan.seed,
      warnings: warnings)
  }
}
