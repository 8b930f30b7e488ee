import Sentences
import Evaluation
import Foundation
import NeuralNetworks
import SurvivalStatistics
import Tables
import UseCases

/// The cohort of `train --test`, read before the training begins, so that what is wrong with it is told at once.
struct TrainingTestCohort {
  private let folder: CohortFolder
  private let patients: [TrainingPatient]
  private let subgroups: [SubgroupVariable]

  private let notices: Notices

  /// Refuses a patient who is in the training cohort, too.
  ///
  /// - Parameters:
  ///   - training: those who are trained on; the features of this cohort are of the same encoder, in its own folder.
  ///   - cohort: how the tables of both are read.
  init(
    path: String, like training: TrainModel.Patients, _ cohort: TrainingCohort, _ notices: Notices
  ) throws {
    var folder = try CohortFolder(path: absolutePath(path), cohort.reading, files: .system)
    let outcomes = try CohortOutcomes(&folder, cohort.coding)
    let own = CohortFeatures(
      folder: folder.path + "/features", encoder: training.features.encoder, digest: training.features.digest,
      files: .system)
    try own.look(for: &folder, notices)
    try folder.settle(notices)
    patients = try own.trainingPatients(folder, outcomes, notices)
    try CohortOverlap(of: (folder, patients), with: (training.folder, training.patients)).check(notices)
    self.notices = notices
    let file = TableFile(path: folder.file, table: try folder.firstRows())
    let columns = folder.columns.outcome(eventValue: outcomes.eventValue)
    subgroups = try file.naming { try SubgroupVariable.found(in: try file.cohort(columns)) }
    self.folder = folder
  }

  private static let resamples = 1000

  /// What `evaluate --bundle` would find with the training's seed, and how near the bundle comes to the truth where it
  /// is known. Says on stderr which of its figures the cohort could not carry.
  func figures(of bundle: ModelBundle, seed: Int) throws -> [PerformanceFigure] {
    let scored = ScoredCohort(
      bundle: bundle, scored: try patients.map { try bundle.score($0.bag) }, clinical: patients.map(\.clinical),
      times: patients.map(\.outcome), subgroups: subgroups)
    return try TableFile(path: folder.file, table: folder.table).naming {
      let workers = ProcessInfo.processInfo.activeProcessorCount
      let report = try EvaluationReport(scored.plan(options(bundle, seed)), workers: workers)
      report.omissions.filter { Self.told.contains($0.part) }
        .forEach { notices(.training(.notInCard($0.sentence))) }
      let who = "patients that training never saw"
      let figures = CardFigures(report: report, patients: scored, resamples: Self.resamples, who: who)
      return figures.all + (try truth(scored.scored)?.performance(cohort: who) ?? [])
    }
  }

  /// Parts of a report that are figures of a card.
  private static let told: Set<ReportPart> = [
    .harrellC, .auc, .brier, .threshold, .comparison, .equalSpecificity, .calibration, .calibrationSlope,
    .decisionCurve,
    .bootstrap,
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
