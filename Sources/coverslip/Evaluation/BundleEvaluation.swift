import Basics
import Evaluation
import Foundation
import NeuralNetworks
import Prognosis
import Reports
import SurvivalStatistics
import Tables
import UseCases

/// A bundle on the feature files of a cohort: its own score, clinical model, probabilities and threshold.
struct BundleEvaluation {
  let bundle: String
  let cohort: String
  let run: CohortEvaluationRun

  func result() throws -> EvaluationResult {
    let model = try ModelBundle.load(absolutePath(bundle))
    let reading = CohortFolder.Reading(
      names: run.names, leavesOut: run.input.leavesOut, keepsNearColumns: run.input.keepsNearColumns)
    var folder = try CohortFolder(path: absolutePath(cohort), reading, files: .system)
    let known = folder.clinicalVariables()
    let shelf = shelf(model.card.encoder, beside: folder)
    try shelf.look(for: &folder, .cohort)
    try folder.settle(.cohort)
    let (unit, outcome) = (try unit(folder), outcome(folder))
    let file = TableFile(path: folder.file, table: try folder.firstRows())
    let clinical = folder.members.map { known[$0.id] ?? ClinicalVariables() }
    return try file.naming {
      let cohort = try file.cohort(outcome).keeping([folder.columns.patient])
      try unit.check(
        cohort.times.map(\.time), ages: cohort.rows.map { clinical[$0].age })
      try model.checkIsNotTraining(table: file.path, named: file.path)
      // A row of the file is a member of the cohort: those without an outcome are left out.
      let members = cohort.rows.map { folder.members[$0] }
      let times = years(cohort, unit.unit)
      let (scores, digests) = try scores(members, times, shelf, by: model)
      let compared = try model.checkMembers(
        digests, lines: cohort.lines, table: file.path, workers: ProcessInfo.processInfo.activeProcessorCount)
      let scored = ScoredCohort(
        bundle: model, scored: scores, clinical: cohort.rows.map { clinical[$0] }, times: times,
        subgroups: try run.subgroups(cohort))
      var about = try run.about(
        .bundle(
          name: model.card.name, version: model.card.version, digest: model.digest,
          demonstration: model.card.demonstration), file)
      about.warnings = Self.warnings(unit, model.card)
      about.remarks = CohortRemarks(
        outOfDistribution: scored.outOfDistribution, outsideIntendedUse: scored.outsideIntendedUse,
        bySlideAlone: scored.bySlideAlone)
      about.training.members = compared
      about.trainingDigest = model.card.training?.source.digest
      var options = run.manner.options(.years)
      if run.manner.horizon == nil { options.horizon = model.combined.horizonYears }
      return try run.finish(scored.plan(options), cohort, about, checksTraining: true)
    }
  }

  /// Several rows of one patient are several slides, of which the first row tells the outcome.
  private func outcome(_ folder: CohortFolder) -> OutcomeColumns {
    folder.columns.outcome(eventValue: run.outcome.eventValue)
  }

  /// Where the training's times had another unit than the one that is assumed here.
  private static func warnings(_ unit: FollowUpUnit, _ card: ModelCard) -> [CohortWarning] {
    guard !unit.isStated, let source = card.training?.source, !source.timeUnit.isEmpty,
      source.timeUnit != unit.unit.rawValue
    else { return [] }
    return [.unitAssumed(model: source.timeUnit, here: unit.unit.rawValue)]
  }

  private func unit(_ folder: CohortFolder) throws -> FollowUpUnit {
    try FollowUpUnit(told: run.input.timeUnit, column: folder.columns.time)
  }

  private func years(_ cohort: Cohort, _ unit: TimeUnit) -> [SurvivalTime] {
    cohort.times.map { SurvivalTime(time: $0.time / unit.perYear, event: $0.event) }
  }

  private func features(beside folder: CohortFolder) -> String {
    run.input.features.map { absolutePath($0) } ?? folder.path + "/features"
  }

  private func shelf(_ encoder: EncoderCard, beside folder: CohortFolder) -> CohortFeatures {
    CohortFeatures(folder: features(beside: folder), encoder: encoder.name, digest: encoder.digest, files: .system)
  }

  private func scores(
    _ members: [CohortFolder.Member], _ times: [SurvivalTime], _ shelf: CohortFeatures, by model: ModelBundle
  ) throws -> (scores: [BundleScore], digests: [PatientDigest]) {
    let bar = ProgressBar("scoring", total: members.count, unit: "patients")
    defer { bar.finish() }
    var (scores, digests) = ([BundleScore](), [PatientDigest]())
    for (member, time) in zip(members, times) {
      let bag = try shelf.bag(member.slides.compactMap(\.file))
      scores.append(try model.score(bag))
      digests.append(PatientDigest(bag, time))
      bar.advance()
    }
    return (scores, digests)
  }
}
