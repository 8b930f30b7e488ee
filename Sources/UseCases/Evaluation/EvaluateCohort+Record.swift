import Evaluation
import Synchronization

/// What is known of an evaluation beside its subject.
struct EvaluationCircumstances {
  /// What was taken for granted of the patients, beyond what the computation finds itself.
  var warnings: [CohortWarning] = []
  /// SHA-256 of the table that a bundle was trained on; empty where it is not known.
  var trainingDigest = ""
  /// A model that was fitted elsewhere.
  var training: SavedFit?
  /// Whether what is evaluated was trained on patients who should not be here.
  var isTrainedElsewhere = false
}

extension EvaluateCohort {
  /// The record of `plan`, with what the reader of the table must know.
  func finish(
    _ plan: EvaluationPlan, _ cohort: Cohort, _ subject: EvaluationSubject, _ known: EvaluationCircumstances
  ) throws -> EvaluationRecord {
    var warnings = try cohort.namesPatients() ? [] : [CohortWarning.patientsNotNamed]
    warnings += try cohort.warningsOfRows() + known.warnings
    switch subject.kind {
    case .score, .model: warnings += try self.warnings(plan, subject, known.training)
    case .bundle: break
    }
    let isApart = try request.training.map { try cohort.checkApart(from: $0.table) }
    if known.isTrainedElsewhere, isApart == nil, !subject.training.isMade { warnings.append(.cohortsNotCompared) }
    if isApart == false { warnings.append(.trainingNotNamed) }
    var subject = subject
    if let table = request.training, isApart == true { subject.training.names = .init(table, known.trainingDigest) }
    var record = try computed(plan, subject, cohort.flow)
    if let training = known.training, training.n == record.count, training.events == record.events {
      warnings.append(.sizeOfTraining(patients: training.n, events: training.events))
    }
    record.add(warnings)
    return record
  }

  /// On all processors, telling how many resamples were drawn.
  private func computed(
    _ plan: EvaluationPlan, _ subject: EvaluationSubject, _ flow: CohortFlow
  ) throws -> EvaluationRecord {
    let (notices, cancellation) = (notices, cancellation)
    let total = EvaluationRecord.resamples(of: plan)
    guard total > 0 else { return try EvaluationRecord(plan, of: subject, flow: flow) }
    return try notices.during(.resampling) {
      let drawn = Counter()
      let record = try EvaluationRecord(
        plan, of: subject, flow: flow, workers: processors,
        isStopped: { cancellation.isCancelled },
        progress: { notices.progress(.resampling, drawn.next(), of: total) })
      try cancellation.check()
      return record
    }
  }
}

extension TrainingComparison.Names {
  fileprivate init(_ table: TrainingTable, _ known: String) {
    self.init(table: table.name, isTheTraining: known.isEmpty ? nil : known == table.digest)
  }
}

/// Counts from any thread.
private final class Counter: Sendable {
  private let count = Atomic(0)

  /// 1, 2, 3 ...
  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
