import Prognosis
import SurvivalStatistics

/// One patient of a cohort: their tiles, what is known besides, and what became of them.
public struct TrainingPatient: Sendable {
  /// The patient's name in the cohort.
  public let id: String
  /// Who it is where several rows of a cohort are one person, or share slides: folds keep them together. The patient's
  /// own name by default.
  public let person: String
  /// The tiles of all their slides.
  public let bag: Bag
  /// The patient's grade, age, nodes, tumour size, Ki-67 and receptors.
  public let clinical: ClinicalVariables
  /// Years from diagnosis to metastatic relapse or to the end of follow-up.
  public let outcome: SurvivalTime
  /// Per tile, whether it shows high-grade tumour, where that is known (simulated slides). Never trained on: only the
  /// attention is measured against it.
  public let truth: [Bool]?

  /// Traps where `truth` is not one per tile.
  public init(
    id: String, bag: Bag, clinical: ClinicalVariables = ClinicalVariables(), outcome: SurvivalTime,
    truth: [Bool]? = nil, person: String? = nil
  ) {
    precondition(truth.map { $0.count == bag.count } ?? true, "one truth a tile")
    self.id = id
    self.person = person ?? id
    self.bag = bag
    self.clinical = clinical
    self.outcome = outcome
    self.truth = truth
  }
}

/// Why a training or an evaluation cannot be done.
public enum TrainingFailure: Error, Hashable, Sendable {
  /// There are fewer than `needed` events among the patients.
  case tooFewEvents(found: Int, needed: Int)
  /// The bag of this patient has no tile, or features of another width than `expected`.
  case unusableBag(patient: String, tiles: Int, width: Int, expected: Int)
  /// A feature of this patient's bag is not a finite number.
  case notFinite(patient: String, tile: Int, feature: Int)
  /// Two patients have one name: folds by patient would not separate them.
  case duplicatePatient(String)
  /// An entry of the plan with which nothing can be trained, and what it must be.
  case badPlan(entry: String, needed: String)
  /// No clinical variable is given for half of the patients and differs among them: the combined model would have none.
  case noClinicalVariable
  /// The checkpoint is of other patients, or of another plan.
  case foreignCheckpoint(folder: String)
  /// Another process trains with the same checkpoint.
  case checkpointInUse(folder: String)
  /// The loss was not a number any more in this epoch: the learning rate is too high.
  case diverged(epoch: Int)
  /// The statistics refused.
  case statistics(SurvivalFailure)
  /// The combined model could not be fitted.
  case prognosis(PrognosisFailure)
  /// The bundle could not be made or used.
  case bundle(BundleFailure)
  /// Somebody asked for an end; finished pieces are kept where there is a checkpoint.
  case cancelled
}
