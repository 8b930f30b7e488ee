import Basics

/// Why a table cannot be read. A line is the line of the file, from 1.
public enum TableFailure: Error, Hashable, Sendable {
  /// All that is wrong with rows, cells and quotes, in the order of the lines; never empty.
  case problems([TableProblem])
  /// There is no column `name`, which `role` was to name; `names` are those that there are.
  case noColumn(role: ColumnRole, name: String, names: [String])
  /// An event column whose values do not say which of them is the event.
  case eventCoding(column: String, values: [String])
  /// A column whose name speaks of censoring, and nobody said which value is the event: 1 there would be a patient
  /// without it. Each value has its number of rows.
  case censoring(column: String, values: [String], rows: [Int])
  /// No row has the value that was said to be the event.
  case noSuchEvent(column: String, value: String, values: [String])
  /// The unit that was said is not the one that the name of the column states.
  case unitContradicted(told: TimeUnit, named: TimeUnit, column: String)
  /// Nobody said the unit, and the longest follow-up makes no sense as years.
  case hardlyYears(column: String, longest: Double)
  /// The longest follow-up in the unit that was said is longer than a life.
  case longerThanLife(column: String, longest: Double, unit: TimeUnit)

  /// What is wrong with single rows and cells; empty where the failure is of another kind.
  public var problems: [TableProblem] {
    switch self {
    case .problems(let problems): problems
    case .noColumn, .eventCoding, .censoring, .noSuchEvent, .unitContradicted, .hardlyYears, .longerThanLife: []
    }
  }
}

/// What a column was named for.
public enum ColumnRole: String, Hashable, Sendable {
  case time, event, score, patient, slide, subgroup, covariate
}

extension ColumnRole {
  /// What tables call the column of the patients: our own name, CLAM's and MCAT's, and a manifest's.
  package static let patientNames = ["patient", "case_id", "case"]
}
