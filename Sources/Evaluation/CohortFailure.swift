import SurvivalStatistics

/// Why a table is no cohort, or a cohort carries no analysis. A `line` is the line of the file, from 1.
public enum CohortFailure: Error, Hashable, Sendable {
  /// There is a header and no row, or nothing at all.
  case noRows
  /// Two columns of one name.
  case columnTwice(name: String)
  /// The row on `line` has `found` cells, the header `expected`.
  case cells(line: Int, found: Int, expected: Int)
  /// No column `name`, which `role` was to name; `names` are those that there are.
  case noColumn(role: ColumnRole, name: String, names: [String])
  /// Most cells of a column are numbers, `text` and the others on these lines are not.
  case wordsAmongNumbers(column: String, lines: [Int], text: String)
  /// Values outside 0 to 1, where probabilities were said to be.
  case notProbability(column: String, lines: [Int])
  /// `text` in column `column` is not a number.
  case notNumber(column: String, line: Int, text: String)
  /// Follow-up of zero or less.
  case times(column: String, lines: [Int])
  /// An event column with more than two values, or with two that do not say which one is the event.
  case eventCoding(column: String, values: [String], lines: [Int])
  /// A column whose name or values speak of censoring, and nobody said which value is the event: 1 there would be a
  /// patient without it. Each value has its number of rows.
  case censoring(column: String, values: [String], rows: [Int])
  /// No row has the value that was said to be the event.
  case noSuchEvent(column: String, value: String, values: [String])
  /// Patients that stand there more than once.
  case duplicatePatients(column: String, lines: [Int])
  /// Patients of the cohort that the model was made on as well.
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

/// What a column was named for.
public enum ColumnRole: String, Hashable, Sendable {
  case time, event, score, patient, slide, subgroup, covariate
}
