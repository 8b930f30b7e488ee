import Basics
import Foundation
import Tables

extension TableFailure {
  /// The same with the exit code.
  package func words(path: String) -> CommandFailure {
    CommandFailure(isOfUsage ? .usage : .badData, sentence(table: path))
  }

  /// What is wrong with the table of this name, on which lines, and what to do.
  package func sentence(table: String) -> String {
    switch self {
    case .problems, .noColumn, .eventCoding, .censoring, .noSuchEvent, .hardlyYears, .longerThanLife:
      "\(table): \(sentence)"
    case .unitContradicted: sentence
    }
  }

  /// Whether what was asked for is wrong, rather than the table: a column or a unit that somebody named.
  package var isOfUsage: Bool {
    switch self {
    case .noColumn(let role, let name, _): !role.isUsualName(name)
    case .unitContradicted: true
    case .problems, .eventCoding, .censoring, .noSuchEvent, .hardlyYears, .longerThanLife: false
    }
  }

  /// The same without the name of the table.
  package var sentence: String {
    switch self {
    case .problems(let problems): problems.sentence
    case .noColumn(let role, let name, let names): Self.noColumn(role, name, names)
    case .eventCoding(let column, let values):
      "column \(column) has \(values.quoted), which do not say what the event is; name it with --event-value"
    case .censoring(let column, let values, let rows): Self.censoring(column, values, rows)
    case .noSuchEvent(let column, let value, let values):
      "no row has \"\(value)\" in column \(column), which has \(values.quoted); name one of these with --event-value"
    case .unitContradicted(let told, let named, let column):
      "--time-unit \(told.rawValue) contradicts the column \"\(column)\"; give --time-unit \(named.rawValue), or "
        + "rename the column"
    case .hardlyYears(let column, let longest):
      "the longest follow-up in column \(column) is \(Self.short(longest)), which are hardly years; say what the times "
        + "count with --time-unit months, weeks or days (or years, if they are)"
    case .longerThanLife(let column, let longest, let unit):
      "the longest follow-up in column \(column), \(Self.short(longest)) \(unit.rawValue), is longer than a life; "
        + "correct --time-unit"
    }
  }

  private static func noColumn(_ role: ColumnRole, _ name: String, _ names: [String]) -> String {
    let nearest = NearestNames.nearest(to: name, among: names, limit: 1).first
    let isCovariate = role == .covariate
    let known = nearest ?? (isCovariate ? names.first { $0.hasPrefix(name) } : nil)
    if isCovariate, let known, TermQuoting.isNeeded(known) {
      return "there is no column \"\(name)\"; did you mean \"`\(known)`\"? " + TermQuoting.advice
    }
    let remedy = nearest.map { "did you mean \"\($0)\"?" } ?? "there are \(names.quoted)"
    return "there is no column \"\(name)\" for the \(role.rawValue); \(remedy)"
  }

  private static func censoring(_ column: String, _ values: [String], _ rows: [Int]) -> String {
    let choices = zip(values, rows).map { value, rows in
      "--event-value \(CleanText.cleaned(value, limit: 40)) for \(rows) event\(rows == 1 ? "" : "s")"
    }
    return
      "column \(column) speaks of censoring or of no event, so that 1 may mean that there was none; say which value "
      + "means the event: \(choices.joined(separator: ", or "))"
  }

  /// At most four significant digits.
  private static func short(_ value: Double) -> String { NumberText.shell.significant(value) }
}

extension ColumnRole {
  /// Whether a column is looked for under this name where nobody named it.
  fileprivate func isUsualName(_ name: String) -> Bool {
    switch self {
    case .time, .event, .patient, .slide: name == rawValue
    case .score, .subgroup, .covariate: false
    }
  }
}

extension TableFailure: Worded {
  /// The words for a table that has no name, or need not be named.
  package var words: CommandFailure { CommandFailure(isOfUsage ? .usage : .badData, sentence) }
}

extension [TableProblem] {
  /// The first five in full, and how many more there are.
  package var sentence: String { map(\.sentence).firstFive }
}

extension [String] {
  /// The first five sentences of a list of problems, and how many more there are.
  package var firstFive: String {
    let more = count > 5 ? "; and \(count - 5) more problems" : ""
    return prefix(5).joined(separator: "; ") + more
  }
}

extension TableProblem {
  /// The problem in the table at `path`, with the exit code.
  package func words(path: String) -> CommandFailure { CommandFailure(.badData, "\(path): \(sentence)") }

  /// The place, what is wrong there, and what to do.
  package var sentence: String {
    switch rule {
    case .column(let found): "there is no column \"\(column)\"; there are \(found.quoted)"
    case .columnOnce: "the column \"\(column)\" stands there twice; rename one"
    case .cells(let found, let expected): "line \(line) has \(found) cells where the header has \(expected)"
    case .notEmpty: "a header and at least one row are needed"
    case .notWorkbook: "the file is a spreadsheet program's own; save the table as CSV UTF-8"
    case .required, .number, .wholeNumber, .decimalComma, .ambiguousDecimal, .date, .oneOf, .plainText, .agree,
      .slideOnce, .patientOnce, .aboveZero, .thirdEvent, .nearColumn, .columnNamed, .closedQuote, .quotesAround, .utf8:
      "\(place): \(fault)"
    }
  }

  private var place: String { column.isEmpty ? "line \(line)" : "line \(line), column \(column)" }

  private var fault: String {
    switch rule {
    case .required: "a value is needed"
    case .number(let range):
      "\"\(value)\" is not a number\(range.map { " from \($0.lowerBound.short) to \($0.upperBound.short)" } ?? ""); "
        + "leave it blank where unknown"
    case .wholeNumber(let range):
      "\"\(value)\" is not a whole number from \(range.lowerBound) to \(range.upperBound); leave it blank where unknown"
    case .decimalComma(let remedy): "\"\(value)\" has a decimal comma; write \(remedy)"
    case .ambiguousDecimal:
      "\"\(value)\" may be a thousand, because the column has both commas and points; write all of its numbers with "
        + "one decimal sign and nothing between the thousands"
    case .date: "\"\(value)\" is not a day; write it as 2026-01-31"
    case .oneOf(let words): "\"\(value)\" is none of \(words.joined(separator: ", "))"
    case .plainText(let limit): "the text has control characters or more than \(limit) characters"
    case .agree(let other, let value, let owner):
      "\"\(self.value)\" disagrees with \"\(value)\" on line \(other), the same \(owner.rawValue)"
    case .slideOnce(let other): "the slide \"\(value)\" stands on line \(other) already"
    case .patientOnce(let other, let namesSlides):
      "the patient \"\(value)\" stands on line \(other) already; "
        + (namesSlides ? "several rows of a patient name different slides" : "one row per patient is wanted")
    case .aboveZero: "\"\(value)\" is a follow-up of zero or less; correct the row or take it out"
    case .thirdEvent(let event, let other):
      "\"\(value)\" is a third value beside \"\(event)\" and \"\(other)\", so that the column is not two-valued; "
        + "correct "
        + "the row or name another column; where it is a competing event, `fit --event-value` estimates the hazard of "
        + "one cause"
    case .columnNamed: "a column that holds something has no name"
    case .closedQuote: "a quote is opened and never closed"
    case .quotesAround: "quotes go around a whole cell, and a quote inside is written twice"
    case .nearColumn(let meant):
      "no column is called so; did you mean \(meant)? Rename it, or give --keep-columns to keep it as it is"
    case .utf8: "the file is not text in UTF-8, UTF-16 or Windows-1252; save it as CSV UTF-8"
    case .column, .columnOnce, .cells, .notEmpty, .notWorkbook: ""
    }
  }
}

extension Double {
  /// Without a fraction where it has none.
  fileprivate var short: String { self == rounded() && abs(self) < 1e9 ? String(Int(self)) : String(self) }
}

extension [String] {
  /// `"a", "b" and 3 more`.
  package var quoted: String {
    let shown = prefix(8).map { "\"\(CleanText.cleaned($0, limit: 40))\"" }.joined(separator: ", ")
    return count > 8 ? "\(shown) and \(count - 8) more" : shown
  }
}

/// How a column is named in a term whose name is more than one word.
package enum TermQuoting {
  /// Between single quotes, because a shell would run what stands in back-quotes.
  package static let advice =
    "a column whose name holds a blank or a sign stands in back-quotes: --covariates '`Tumour size (mm)`'"

  /// Whether a column's name is more than one word of a term.
  package static func isNeeded(_ name: String) -> Bool {
    name.first?.isNumber == true || !name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
  }
}
