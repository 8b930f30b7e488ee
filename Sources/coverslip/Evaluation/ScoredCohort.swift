import Evaluation
import NeuralNetworks
import Prognosis
import SurvivalStatistics

/// Patients as a bundle scored them, and what became of them; one value a patient, in one order. What `evaluate
/// --bundle` reports and what `train --test` writes into the card are both evaluations of it.
struct ScoredCohort {
  let bundle: ModelBundle
  let scored: [BundleScore]
  let clinical: [ClinicalVariables]
  /// In years.
  let times: [SurvivalTime]
  let subgroups: [SubgroupVariable]

  /// The bundle's own score, clinical model, probabilities, and threshold where `options` have none.
  func plan(_ options: EvaluationOptions) -> EvaluationPlan {
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
  var outOfDistribution: Int? { bundle.distribution == nil ? nil : scored.count { $0.isOutOfDistribution } }

  /// Patients whom the bundle is not meant for.
  var outsideIntendedUse: Int { clinical.count { !bundle.combined.intendedUse.violations($0).isEmpty } }

  /// Patients whose risk is the slide's alone, for want of a clinical variable.
  var bySlideAlone: Int { clinical.count { !bundle.combined.missing($0).isEmpty } }

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
