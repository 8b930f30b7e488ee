import Evaluation
import NeuralNetworks
import SurvivalStatistics
import Tables

/// A cohort that training does not see, read before the training begins, so that what is wrong with it is told at once.
package struct TestCohort {
  private let folder: CohortFolder
  private let patients: [TrainingPatient]
  private let subgroups: [SubgroupVariable]
  private let environment: UseCaseEnvironment

  /// Refuses a patient who is in the training cohort, too.
  ///
  /// - Parameters:
  ///   - path: absolute.
  ///   - training: those who are trained on; the features of this cohort are of the same encoder, in its own folder.
  ///   - cohort: how the tables of both are read.
  package init(
    path: String, like training: TrainModel.Patients, _ cohort: TrainingCohort, files: CohortFiles,
    in environment: UseCaseEnvironment
  ) throws {
    let notices = environment.notices
    var folder = try CohortFolder(path: path, cohort.reading, files: files)
    let outcomes = try CohortOutcomes(&folder, cohort.coding)
    let own = CohortFeatures(
      folder: folder.path + "/features", encoder: training.features.encoder, digest: training.features.digest,
      files: files)
    try own.look(for: &folder, notices)
    try folder.settle(notices)
    patients = try own.trainingPatients(folder, outcomes, notices)
    try CohortOverlap(of: (folder, patients), with: (training.folder, training.patients)).check(notices)
    subgroups = try Self.subgroups(folder, outcomes)
    self.environment = environment
    self.folder = folder
  }

  private static func subgroups(
    _ folder: CohortFolder, _ outcomes: CohortOutcomes
  ) throws -> [SubgroupVariable] {
    let table = try folder.firstRows()
    let columns = folder.columns.outcome(eventValue: outcomes.eventValue)
    do throws(CohortFailure) {
      return try SubgroupVariable.found(in: try Cohort(table, outcome: columns))
    } catch {
      throw EvaluationFailure.cohort(error, table: folder.file)
    }
  }

  private static let resamples = 1000

  /// What an evaluation of the bundle would find with the training's seed, and how near the bundle comes to the truth
  /// where it is known. Tells which of its figures the cohort could not carry.
  package func figures(of bundle: ModelBundle, seed: Int) throws -> [Statistic] {
    let scored = ScoredCohort(
      bundle: bundle, scored: try patients.map { try bundle.score($0.bag) }, clinical: patients.map(\.clinical),
      times: patients.map(\.outcome), subgroups: subgroups)
    let record = try record(scored, options(bundle, seed))
    record.omissions.filter { Self.told.contains($0.part) }
      .forEach { environment.notices(.training(.notInCard($0))) }
    let who = "patients that training never saw"
    let figures = CardFigures(record: record, patients: scored, who: who)
    return figures.all + (try truth(scored.scored)?.performance(cohort: who) ?? [])
  }

  private func record(
    _ scored: ScoredCohort, _ options: EvaluationOptions
  ) throws(EvaluationFailure) -> EvaluationRecord {
    let subject = EvaluationSubject(
      .bundle(EvaluatedBundle(scored.bundle)), table: folder.file,
      outcome: EvaluatedOutcome(time: folder.columns.time, event: folder.columns.event), unit: .years)
    do {
      return try EvaluationRecord(
        scored.plan(options), of: subject, flow: CohortFlow(read: patients.count), workers: environment.processors)
    } catch {
      throw .cohort(.survival(error), table: folder.file)
    }
  }

  /// Parts of a report that are figures of a card.
  private static let told: Set<ReportPart> = [
    .harrellC, .auc, .brier, .threshold, .comparison, .equalSpecificity, .calibration, .calibrationSlope,
    .decisionCurve, .bootstrap,
  ]

  private func options(_ bundle: ModelBundle, _ seed: Int) -> EvaluationOptions {
    var options = EvaluationOptions()
    options.horizon = bundle.combined.horizonYears
    options.bootstrap = .init(resamples: Self.resamples, seed: UInt64(bitPattern: Int64(seed)))
    return options
  }

  /// `nil` where the cohort was not simulated.
  private func truth(_ scored: [BundleScore]) throws -> SimulatedTruth? {
    try folder.trueSlideLogHazards().map {
      try SimulatedTruth(scored, of: patients, trueSlideLogHazards: $0)
    }
  }
}
