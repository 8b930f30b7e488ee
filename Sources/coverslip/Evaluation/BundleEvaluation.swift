import CohortEvaluation
import Foundation
import NeuralNetworks
import Prognosis
import SurvivalStatistics

/// A bundle on the feature files of a cohort: its own score, clinical model, probabilities and threshold.
struct BundleEvaluation {
  let bundle: String
  let cohort: String
  let run: CohortEvaluationRun

  func result() throws -> EvaluationResult {
    let model = try ModelBundle.load(absolutePath(bundle))
    let file = try TableFile(tablePath)
    let patients = try clinical()
    return try file.naming {
      let cohort = try file.cohort(outcome).keeping([outcome.patient ?? "patient"])
      let scored = try scores(cohort, by: model)
      let plan = try plan(model, cohort, scored, cohort.rows.map { patients[$0] })
      var about = run.about(
        .bundle(
          name: model.card.name, version: model.card.version, digest: model.digest,
          demonstration: model.card.demonstration), file)
      about.outOfDistribution = model.distribution == nil ? nil : scored.count { $0.isOutOfDistribution }
      return try run.finish(plan, cohort, about, checksTraining: true)
    }
  }

  private var tablePath: String { isFolder(absolutePath(cohort)) ? absolutePath(cohort) + "/cohort.csv" : cohort }

  private var features: String {
    run.input.features.map { absolutePath($0) }
      ?? URL(fileURLWithPath: absolutePath(tablePath)).deletingLastPathComponent().path + "/features"
  }

  /// The patient's column must be there: it names her feature file.
  private var outcome: OutcomeColumns {
    var outcome = run.outcome
    outcome.patient = outcome.patient ?? "patient"
    return outcome
  }

  /// One a row of the table.
  private func clinical() throws -> [ClinicalVariables] {
    try CohortOutcomes.clinical(CSVFile(path: absolutePath(tablePath)))
  }

  private func scores(_ cohort: Cohort, by model: ModelBundle) throws -> [BundleScore] {
    let names = cohort.table.texts(outcome.patient ?? "patient") ?? []
    let bar = ProgressBar("scoring", total: cohort.rows.count, unit: "patients")
    defer { bar.finish() }
    return try cohort.rows.map { row in
      defer { bar.advance() }
      return try model.score(Bag(file: try featureFile(names[row], line: cohort.table.rows[row].line)))
    }
  }

  /// `PATIENT.safetensors`, or one of the layouts of other programs.
  private func featureFile(_ patient: String, line: Int) throws -> String {
    let candidates = ["safetensors", "h5", "npy"].map { "\(features)/\(patient).\($0)" }
    guard !patient.contains("/"), let found = candidates.first(where: isFile) else {
      throw CommandFailure(
        .noInput,
        "\(tablePath), line \(line): \(features) has no feature file of this patient; encode the cohort, or name the "
          + "folder with --features")
    }
    return found
  }

  private func plan(
    _ model: ModelBundle, _ cohort: Cohort, _ scored: [BundleScore], _ patients: [ClinicalVariables]
  ) throws -> EvaluationPlan {
    let scores = scored.map(\.score.mean)
    let probabilities = zip(scores, patients).map { probability($0, $1, by: model.combined) }
    let isKnown = probabilities.allSatisfy(\.isFinite)
    var options = manner.options
    if options.threshold == nil, isKnown, options.horizon == model.combined.horizonYears {
      options.threshold = .probability(model.combined.threshold)
    }
    return EvaluationPlan(
      times: cohort.times, score: scores, risks: isKnown ? .probabilities(probabilities) : .none,
      comparators: comparators(model, scores, patients), subgroups: try run.subgroups(cohort), options: options)
  }

  private var manner: EvaluationManner { run.manner }

  /// Of slide and clinical variables, or of the slide alone where one is missing, as a case is called. Bundles keep their
  /// baseline a quarter year: between two of them nothing is known.
  private func probability(_ score: Double, _ clinical: ClinicalVariables, by combined: CombinedModel) -> Double {
    let model = combined.missing(clinical).isEmpty ? combined.slideAndClinical : combined.slideOnly
    guard (manner.horizon * 4).rounded() == manner.horizon * 4 else { return .nan }
    return model.predict(score: score, scoreSD: nil, clinical: clinical, horizon: manner.horizon)?.probability ?? .nan
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
