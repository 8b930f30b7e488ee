import Basics
import Tables

/// What a cell of a manifest must be.
public enum ManifestRule: Equatable, Sendable {
  /// May not be blank.
  case required
  /// A number in this range, with a decimal point and without a unit; blank where unknown.
  case number(ClosedRange<Double>)
  /// A whole number in this range; blank where unknown.
  case wholeNumber(ClosedRange<Int>)
  /// A number with a decimal comma; `remedy` is the same number with a point.
  case decimalComma(remedy: String)
  /// A day as `YYYY-MM-DD` that the calendar has; blank where unknown.
  case date
  /// One of these words, in any letter case; blank where unknown.
  case oneOf([String])
  /// No control characters, and at most `limit` Unicode scalars.
  case plainText(limit: Int)
  /// The same as in the other rows of the case: `line` has `value`.
  case agree(line: Int, value: String)
  /// Not the same slide twice in a case: `line` has it already.
  case slideOnce(line: Int)
  /// Not the same patient twice in a table of patients: `line` has her already.
  case patientOnce(line: Int)
  /// A column that must be there; `found` are those that are.
  case column(found: [String])
  /// A column name only once.
  case columnOnce
  /// Not a name that is nearly the one of a column which is not there: `column` was most likely meant.
  case nearColumn(String)
  /// A name above every column that holds something.
  case columnNamed
  /// As many cells as the header has.
  case cells(found: Int, expected: Int)
  /// A quote that is opened must be closed.
  case closedQuote
  /// Quotes only around a whole cell; inside a quoted cell a quote is written twice.
  case quotesAround
  /// Text in UTF-8, UTF-16 or Windows-1252.
  case utf8
  /// Text, and not a spreadsheet program's own file.
  case notWorkbook
  /// A header and at least one case.
  case notEmpty
}

extension ManifestProblem {
  init(_ problem: DelimitedProblem) {
    switch problem.rule {
    case .quotesAround: self.init(line: problem.line, value: problem.text, rule: .quotesAround)
    case .closedQuote: self.init(line: problem.line, value: problem.text, rule: .closedQuote)
    }
  }
}

/// A place in a manifest that breaks a rule.
public struct ManifestProblem: Equatable, Sendable {
  /// Line of the file, from 1.
  public let line: Int
  /// Name of the column as this module spells it; empty where the problem is of the whole line.
  public let column: String
  /// The offending value, cleaned and cut to 60 Unicode scalars.
  public let value: String
  /// What is allowed there.
  public let rule: ManifestRule

  /// The values as given.
  public init(line: Int, column: String = "", value: String = "", rule: ManifestRule) {
    self.line = line
    self.column = CleanText.cleaned(column, limit: 60)
    self.value = CleanText.cleaned(value, limit: 60)
    self.rule = rule
  }
}

/// All that is wrong with a manifest, in the order of its lines; never empty.
public struct ManifestFailure: Error, Equatable, Sendable {
  /// In the order of the lines.
  public let problems: [ManifestProblem]

  /// The values as given.
  public init(problems: [ManifestProblem]) { self.problems = problems }

  init(_ failure: TableTextFailure) {
    switch failure {
    case .workbook: problems = [ManifestProblem(line: 1, rule: .notWorkbook)]
    case .notText(let line): problems = [ManifestProblem(line: line, rule: .utf8)]
    }
  }
}
