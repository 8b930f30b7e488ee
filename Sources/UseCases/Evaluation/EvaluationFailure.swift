import Basics
import Evaluation

/// Why an evaluation or a fit is refused.
package enum EvaluationFailure: Error, Hashable, Sendable {
  /// The file is not there, or may not be read.
  case noFile(String)
  /// The table of this name is not a cohort, or does not allow an analysis.
  case cohort(CohortFailure, table: String)
  /// The file is not a model of `fit`.
  case noFit(file: String)
  /// The file is not a record of an evaluation.
  case noRecord(file: String)
  /// The model was made on times in one unit, and these count another.
  case unitsDiffer(file: String, model: TimeUnit, here: TimeUnit)
  /// The table is the very one that the bundle was trained on.
  case trainingItself(table: String)
  /// Patients on these lines have the features and the outcome of patients whom the bundle was trained on.
  case trainingMembers(table: String, lines: [Int])
}
