import Basics
import Evaluation
import NeuralNetworks
import Prognosis
import SurvivalStatistics
import Tables

/// A cohort as a bundle is evaluated on it: a row of the table per patient, their clinical variables and features.
package struct BundleCohort: Sendable {
  let table: CohortTable
  let columns: CohortColumns
  /// SHA-256 of the table's file; `nil` where it cannot be read.
  let digest: String?
  /// One per row.
  let clinical: [ClinicalVariables]
  let members: [CohortFolder.Member]
  let features: CohortFeatures

  /// The patients of `folder` who have features for `bundle`; `features` is their folder, by default the one beside the
  /// table. Fails where rows cannot be used or features are missing, unless they are to be left out; tells what is.
  package init(
    _ folder: CohortFolder, features: String? = nil, for bundle: ModelBundle, _ files: EvaluationFiles,
    _ notices: Notices = .none
  ) throws {
    var folder = folder
    let known = folder.clinicalVariables()
    let encoder = bundle.card.encoder
    self.features = CohortFeatures(
      folder: features ?? folder.path + "/features", encoder: encoder.name, digest: encoder.digest,
      files: files.cohort)
    try self.features.look(for: &folder, notices)
    try folder.settle(notices)
    table = try folder.firstRows()
    columns = folder.columns
    digest = files.digest(folder.file)
    clinical = folder.members.map { known[$0.id] ?? ClinicalVariables() }
    members = folder.members
  }

  /// The features of the patient in a row. Several rows of one patient were several slides.
  func bag(_ row: Int) throws -> Bag { try features.bag(members[row].slides.compactMap(\.file)) }
}

extension EvaluateCohort {
  /// How well a bundle does by its own score, clinical model, probabilities and threshold. Fails with an
  /// ``EvaluationFailure``, and as the bundle and the features do.
  package func bundle(_ bundle: ModelBundle, on patients: BundleCohort) throws -> EvaluationRecord {
    try naming {
      let unit = try FollowUpUnit(told: request.timeUnit, column: patients.columns.time)
      let outcome = patients.columns.outcome(eventValue: request.outcome.eventValue)
      let cohort = try Cohort(patients.table, outcome: outcome).keeping([patients.columns.patient])
      let clinical = cohort.rows.map { patients.clinical[$0] }
      try unit.check(cohort.times.map(\.time), ages: clinical.map(\.age))
      try checkIsNotTraining(bundle, patients.digest)
      let times = cohort.times.map { SurvivalTime(time: $0.time / unit.unit.perYear, event: $0.event) }
      let (scores, digests) = try score(cohort.rows, times, patients, by: bundle)
      let scored = ScoredCohort(
        bundle: bundle, scored: scores, clinical: clinical, times: times, subgroups: try subgroups(cohort))
      var subject = subject(.bundle(EvaluatedBundle(bundle)), .years)
      subject.remarks = scored.remarks
      subject.training.members = try checkMembers(bundle, digests, cohort.lines)
      var options = request.choices.options(.years)
      if request.choices.horizon == nil { options.horizon = bundle.combined.horizonYears }
      var plan = scored.plan(options)
      plan.lines = cohort.lines
      let known = EvaluationCircumstances(
        warnings: Self.warnings(unit, bundle.card), trainingDigest: bundle.card.training?.source.digest ?? "",
        isTrainedElsewhere: true)
      return try finish(plan, cohort, subject, known)
    }
  }

  private func score(
    _ rows: [Int], _ times: [SurvivalTime], _ patients: BundleCohort, by bundle: ModelBundle
  ) throws -> (scores: [BundleScore], digests: [PatientDigest]) {
    try notices.during(.scoringPatients) {
      var (scores, digests) = ([BundleScore](), [PatientDigest]())
      for (row, time) in zip(rows, times) {
        try cancellation.check()
        let bag = try patients.bag(row)
        scores.append(try bundle.score(bag))
        digests.append(PatientDigest(bag, time))
        notices.progress(.scoringPatients, scores.count, of: rows.count)
      }
      return (scores, digests)
    }
  }

  /// Where the training's times had another unit than the one that is assumed here.
  private static func warnings(_ unit: FollowUpUnit, _ card: ModelCard) -> [CohortWarning] {
    guard !unit.isStated, let source = card.training?.source, !source.timeUnit.isEmpty,
      source.timeUnit != unit.unit.rawValue
    else { return [] }
    return [.unitAssumed(model: source.timeUnit, here: unit.unit.rawValue)]
  }
}

// MARK: Apart from the training

extension EvaluateCohort {
  /// Refuses the very table of the training.
  private func checkIsNotTraining(_ bundle: ModelBundle, _ digest: String?) throws(EvaluationFailure) {
    guard let own = bundle.card.training?.source.digest, !own.isEmpty, digest == own else { return }
    throw .trainingItself(table: request.name)
  }

  /// Refuses patients of the training, whatever they are called: those of one outcome and one set of features. Answers
  /// how many training patients they were held against; `nil` where the bundle does not hold them.
  private func checkMembers(
    _ bundle: ModelBundle, _ patients: [PatientDigest], _ lines: [Int]
  ) throws(EvaluationFailure) -> Int? {
    guard let members = bundle.trainingMembers else { return nil }
    let found = members.indices(of: patients, workers: processors)
    guard found.isEmpty else { throw .trainingMembers(table: request.name, lines: found.map { lines[$0] }) }
    return members.count
  }
}

extension EvaluatedBundle {
  /// The bundle as a record names it.
  package init(_ bundle: ModelBundle) {
    self.init(
      name: bundle.card.name, version: bundle.card.version, digest: bundle.digest,
      demonstration: bundle.card.demonstration)
  }
}
