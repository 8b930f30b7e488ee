import SurvivalStatistics
import Tables

/// Why a table is not a cohort, or a cohort does not allow an analysis. A `line` is the line of the file, from 1.
public enum CohortFailure: Error, Hashable, Sendable {
  /// The table cannot be read.
  case table(TableFailure)
  /// There are values outside 0 to 1, where probabilities were said to be.
  case notProbability(column: String, lines: [Int])
  /// Patients of the cohort are in the one that the model was made on as well.
  case bothCohorts(column: String, lines: [Int])
  /// Every row lacks something that is needed: the column that most of them lack.
  case allLeftOut(column: String, count: Int)
  /// Nobody had the event.
  case allCensored(count: Int)
  /// The text of the covariates; `line` where a row is to blame.
  case term(TermFailure, line: Int?)
  /// The estimate itself.
  case survival(SurvivalFailure)
  /// A fit file whose parts do not belong together.
  case fitFile(part: String)
}
