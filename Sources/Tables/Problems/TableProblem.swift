import Basics

/// What a cell, a row or a table must be.
public enum TableRule: Equatable, Hashable, Sendable {
  /// The cell may not be blank.
  case required
  /// A number in this range, with a decimal point and without a unit; blank where unknown. Without a range any number.
  case number(ClosedRange<Double>?)
  /// A whole number in this range; blank where unknown.
  case wholeNumber(ClosedRange<Int>)
  /// A number with a decimal comma where commas separate the cells; `remedy` is the same number with a point.
  case decimalComma(remedy: String)
  /// A number that can be a decimal one or a thousand, because the column has decimal commas and decimal points.
  case ambiguousDecimal
  /// A day as `YYYY-MM-DD` that the calendar has; blank where unknown.
  case date
  /// The cell must be one of these words, in any letter case; blank where unknown.
  case oneOf([String])
  /// The cell may have no control characters, and at most `limit` Unicode scalars.
  case plainText(limit: Int)
  /// The cell must be the same as in the other rows of the case or the patient: `line` has `value`.
  case agree(line: Int, value: String, of: RowOwner = .case)
  /// A slide must not stand in the table twice: `line` has it already.
  case slideOnce(line: Int)
  /// A patient must not stand in the table twice: `line` has them already. Where the table names slides, several rows
  /// of a patient name different ones.
  case patientOnce(line: Int, namesSlides: Bool = false)
  /// A follow-up above zero.
  case aboveZero
  /// The column of the event must have two values: the event and not.
  case thirdEvent(event: String, other: String)
  /// A column that must be there; `found` are those that are.
  case column(found: [String])
  /// A column name only once.
  case columnOnce
  /// A column's name must not be nearly the one of a column which is not there: `column` was most likely meant.
  case nearColumn(String)
  /// A name above every column that holds something.
  case columnNamed
  /// A row must have as many cells as the header has.
  case cells(found: Int, expected: Int)
  /// A quote that is opened must be closed.
  case closedQuote
  /// Quotes only around a whole cell; inside a quoted cell a quote is written twice.
  case quotesAround
  /// Text in UTF-8, UTF-16 or Windows-1252.
  case utf8
  /// Text, and not a spreadsheet program's own file.
  case notWorkbook
  /// A header and at least one row.
  case notEmpty
}

/// What several rows of a table belong to.
public enum RowOwner: String, Hashable, Sendable {
  case `case`, patient
}

/// A place in a table that breaks a rule.
public struct TableProblem: Hashable, Sendable {
  /// Line of the file, from 1.
  public let line: Int
  /// Name of the column; empty where the problem is of the whole line.
  public let column: String
  /// The offending value, cleaned and cut to 60 Unicode scalars.
  public let value: String
  /// The rule that is broken.
  public let rule: TableRule

  /// A value that breaks a rule, with its place.
  public init(line: Int, column: String = "", value: String = "", rule: TableRule) {
    self.line = line
    self.column = CleanText.cleaned(column, limit: 60)
    self.value = CleanText.cleaned(value, limit: 60)
    self.rule = rule
  }
}

extension TableProblem {
  init(_ problem: DelimitedProblem) {
    switch problem.rule {
    case .quotesAround: self.init(line: problem.line, value: problem.text, rule: .quotesAround)
    case .closedQuote: self.init(line: problem.line, value: problem.text, rule: .closedQuote)
    }
  }

  init(_ failure: TableTextFailure) {
    switch failure {
    case .workbook: self.init(line: 1, rule: .notWorkbook)
    case .notText(let line): self.init(line: line, rule: .utf8)
    }
  }
}

extension [TableProblem] {
  /// By line; on one line as found.
  package var inOrder: [TableProblem] {
    enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }
}

extension NumberCell {
  /// The rule that the cell breaks where it is not a number.
  package var rule: TableRule {
    switch self {
    case .comma(let remedy): .decimalComma(remedy: remedy)
    case .ambiguous: .ambiguousDecimal
    case .number, .other: .number(nil)
    }
  }
}
