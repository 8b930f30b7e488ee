import Evaluation
import NeuralNetworks
import Prognosis
import SurvivalStatistics

/// Patients as a bundle scored them, and what became of them; one value per patient, in one order. What `evaluate
/// --bundle` reports and what `train --test` writes into the card are both evaluations of it.
package struct ScoredCohort: Sendable {
  package let bundle: ModelBundle
  package let scored: [BundleScore]
  package let clinical: [ClinicalVariables]
  /// In years.
  package let times: [SurvivalTime]
  package let subgroups: [SubgroupVariable]

  /// Patients and what `bundle` made of them.
  package init(
    bundle: ModelBundle, scored: [BundleScore], clinical: [ClinicalVariables], times: [SurvivalTime],
    subgroups: [SubgroupVariable]
  ) {
    self.bundle = bundle
    self.scored = scored
    self.clinical = clinical
    self.times = times
    self.subgroups = subgroups
  }

  /// The bundle's own score, clinical model, probabilities, and threshold where `options` have none.
  package func plan(_ options: EvaluationOptions) -> EvaluationPlan {
    let probabilities = probabilities(by: options.horizon)
    var options = options
    if options.threshold == nil, probabilities != nil, options.horizon == bundle.combined.horizonYears {
      options.threshold = .call(bundle.combined.threshold)
    }
    return EvaluationPlan(
      times: times, score: scores, risks: probabilities.map { .probabilities($0) } ?? .none, comparators: comparators,
      subgroups: subgroups, options: options)
  }

  /// Patients who are out of distribution; `nil` where the bundle does not know its training.
  package var outOfDistribution: Int? { bundle.distribution == nil ? nil : scored.count { $0.isOutOfDistribution } }

  /// Patients whom the bundle is not meant for.
  package var outsideIntendedUse: Int { clinical.count { !bundle.combined.intendedUse.violations($0).isEmpty } }

  /// What a reader is told of them beside the figures.
  package var remarks: CohortRemarks {
    CohortRemarks(
      outOfDistribution: outOfDistribution, outsideIntendedUse: outsideIntendedUse, bySlideAlone: bySlideAlone)
  }

  /// Patients whose risk is the slide's alone, because a clinical variable is missing.
  package var bySlideAlone: Int { clinical.count { !bundle.combined.missing($0).isEmpty } }

  private var scores: [Double] { scored.map(\.score.mean) }

  /// Of slide and clinical variables, or of the slide alone where one is missing, as a case is called; `nil` where the
  /// bundle has none for somebody. Bundles keep their baseline a quarter year: between two of them nothing is known but
  /// what they call by themselves.
  private func probabilities(by horizon: Double) -> [Double]? {
    let combined = bundle.combined
    guard (horizon * 4).rounded() == horizon * 4 || horizon == combined.horizonYears else { return nil }
    let found = zip(scores, clinical).compactMap { score, clinical in
      let model = combined.missing(clinical).isEmpty ? combined.slideAndClinical : combined.slideOnly
      return model.predict(score: score, scoreSD: nil, clinical: clinical, horizon: horizon)?.probability
    }
    return found.count == times.count ? found : nil
  }

  private var comparators: Comparators {
    guard let clinicalOnly = bundle.card.clinicalOnly else { return .none }
    return .fixed(clinical: predictors(clinicalOnly), combined: predictors(bundle.combined.slideAndClinical))
  }

  /// Not a number where a clinical value is missing: nothing is imputed.
  private func predictors(_ model: PrognosticModel) -> [Double] {
    zip(scores, clinical).map { score, clinical in
      guard let values = model.values(score: score, clinical: clinical) else { return .nan }
      return zip(model.coefficients, values).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}
