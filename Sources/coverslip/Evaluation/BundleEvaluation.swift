import CohortEvaluation
import NeuralNetworks
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
      let members = cohort.rows.map { folder.members[$0] }
      let scored = ScoredCohort(
        bundle: model, scored: try scores(members, features(beside: folder), by: model),
        clinical: cohort.rows.map { clinical[$0] }, times: years(cohort), subgroups: try run.subgroups(cohort))
      var about = run.about(
        .bundle(
          name: model.card.name, version: model.card.version, digest: model.digest,
          demonstration: model.card.demonstration), file)
      about.remarks = CohortRemarks(
        outOfDistribution: scored.outOfDistribution, outsideIntendedUse: scored.outsideIntendedUse,
        bySlideAlone: scored.bySlideAlone)
      var options = run.manner.options(.years)
      if run.manner.horizon == nil { options.horizon = model.combined.horizonYears }
      return try run.finish(scored.plan(options), cohort, about, checksTraining: true)
    }
  }

  /// Who a row is: several rows of one patient are several slides, of which the first row tells the outcome.
  private static let patient = "patient"

  private var outcome: OutcomeColumns {
    var outcome = run.outcome
    outcome.patient = Self.patient
    return outcome
  }

  private func years(_ cohort: Cohort) -> [SurvivalTime] {
    let unit = run.input.timeUnit ?? .years
    return cohort.times.map { SurvivalTime(time: $0.time / unit.perYear, event: $0.event) }
  }

  private func features(beside folder: CohortFolder) -> String {
    run.input.features.map { absolutePath($0) } ?? folder.path + "/features"
  }

  private func scores(
    _ members: [CohortFolder.Member], _ features: String, by model: ModelBundle
  ) throws -> [BundleScore] {
    let encoder = model.card.encoder
    let shelf = CohortFeatures(
      folder: features, encoder: encoder.network?.name ?? encoder.kind, digest: encoder.digest)
    let files = try shelf.files(of: members)
    let bar = ProgressBar("scoring", total: members.count, unit: "patients")
    defer { bar.finish() }
    return try files.map { files in
      defer { bar.advance() }
      return try model.score(try shelf.bag(files))
    }
  }
}
