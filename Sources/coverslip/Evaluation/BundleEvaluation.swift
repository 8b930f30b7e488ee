import CohortEvaluation
import Foundation
import NeuralNetworks
import Prognosis
import Reports
import SurvivalStatistics

/// A bundle on the feature files of a cohort: its own score, clinical model, probabilities and threshold.
struct BundleEvaluation {
  let bundle: String
  let cohort: String
  let run: CohortEvaluationRun

  func result() throws -> EvaluationResult {
    let model = try ModelBundle.load(absolutePath(bundle))
    let folder = try CohortFolder(path: cohort)
    let file = try folder.firstRows()
    let clinical = try CohortOutcomes.clinical(folder)
    return try file.naming {
      let cohort = try file.cohort(outcome).keeping([Self.patient])
      // A row of the file is a member of the cohort: those without an outcome are left out.
      let scored = try scores(cohort.rows.map { folder.members[$0] }, features(beside: folder), by: model)
      let plan = try plan(model, cohort, scored, cohort.rows.map { clinical[$0] })
      var about = run.about(
        .bundle(
          name: model.card.name, version: model.card.version, digest: model.digest,
          demonstration: model.card.demonstration), file)
      about.outOfDistribution = model.distribution == nil ? nil : scored.count { $0.isOutOfDistribution }
      return try run.finish(plan, cohort, about, checksTraining: true)
    }
  }

  /// Who a row is: several rows of one patient are several slides, of which the first row tells the outcome.
  private static let patient = "patient"

  private var outcome: OutcomeColumns {
    var outcome = run.outcome
    outcome.patient = Self.patient
    return outcome
  }

  private func features(beside folder: CohortFolder) -> String {
    run.input.features.map { absolutePath($0) } ?? folder.path + "/features"
  }

  private func scores(
    _ members: [CohortFolder.Member], _ features: String, by model: ModelBundle
  ) throws -> [BundleScore] {
    let encoder = model.card.encoder
    let shelf = CohortFeatures(folder: features, encoder: encoder.network?.name ?? encoder.kind)
    let bar = ProgressBar("scoring", total: members.count, unit: "patients")
    defer { bar.finish() }
    return try members.map { member in
      defer { bar.advance() }
      return try model.score(try shelf.bag(of: member))
    }
  }

  private func plan(
    _ model: ModelBundle, _ cohort: Cohort, _ scored: [BundleScore], _ patients: [ClinicalVariables]
  ) throws -> EvaluationPlan {
    let scores = scored.map(\.score.mean)
    let probabilities = zip(scores, patients).map { probability($0, $1, by: model.combined) }
    let isKnown = probabilities.allSatisfy(\.isFinite)
    var options = manner.options(.years)
    if options.threshold == nil, isKnown, options.horizon == model.combined.horizonYears {
      options.threshold = .call(model.combined.threshold)
    }
    let unit = run.input.timeUnit ?? .years
    return EvaluationPlan(
      times: cohort.times.map { SurvivalTime(time: $0.time / unit.perYear, event: $0.event) }, score: scores,
      risks: isKnown ? .probabilities(probabilities) : .none,
      comparators: comparators(model, scores, patients), subgroups: try run.subgroups(cohort), options: options)
  }

  private var manner: EvaluationManner { run.manner }
  private var horizon: Double { manner.options(.years).horizon }

  /// Of slide and clinical variables, or of the slide alone where one is missing, as a case is called. Bundles keep their
  /// baseline a quarter year: between two of them nothing is known.
  private func probability(_ score: Double, _ clinical: ClinicalVariables, by combined: CombinedModel) -> Double {
    let model = combined.missing(clinical).isEmpty ? combined.slideAndClinical : combined.slideOnly
    guard (horizon * 4).rounded() == horizon * 4 else { return .nan }
    return model.predict(score: score, scoreSD: nil, clinical: clinical, horizon: horizon)?.probability ?? .nan
  }

  private func comparators(_ model: ModelBundle, _ scores: [Double], _ patients: [ClinicalVariables]) -> Comparators {
    guard let clinicalOnly = model.card.clinicalOnly else { return .none }
    return .fixed(
      clinical: predictors(clinicalOnly, scores, patients),
      combined: predictors(model.combined.slideAndClinical, scores, patients))
  }

  /// Not a number where a clinical value is missing: nothing is imputed.
  private func predictors(
    _ model: PrognosticModel, _ scores: [Double], _ patients: [ClinicalVariables]
  ) -> [Double] {
    zip(scores, patients).map { score, clinical in
      guard let values = model.values(score: score, clinical: clinical) else { return .nan }
      return zip(model.coefficients, values).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}
