import Sentences
import Basics
import Casework
import Evaluation
import Foundation
import Labels
import SurvivalStatistics

extension CohortFailure {
  /// What is wrong with the table at `path`, on which lines, and what to do.
  func words(path: String) -> CommandFailure {
    CommandFailure(exit, "\(path): \(sentence)")
  }

  private var exit: Exit {
    switch self {
    case .noColumn, .term: .usage
    default: .badData
    }
  }

  private var sentence: String {
    switch self {
    case .noRows: "a header and at least one row are needed"
    case .columnTwice(let name): "the column «\(name)» stands there twice; rename one"
    case .cells(let line, let found, let expected): "line \(line) has \(found) cells where the header has \(expected)"
    case .noColumn(let role, let name, let names): Self.noColumn(role, name, names)
    case .wordsAmongNumbers(let column, let lines, let text):
      "column \(column) holds numbers but for «\(CleanText.cleaned(text, limit: 40))» (\(lines.lineWords)); leave "
        + "these cells blank where the value is unknown"
    case .notProbability(let column, let lines):
      "column \(column) has values outside 0 to 1 (\(lines.lineWords)), which are no probabilities; leave "
        + "--probability out"
    case .notNumber(let column, let line, let text):
      "line \(line), column \(column): «\(CleanText.cleaned(text, limit: 40))» is no number; leave it blank where "
        + "unknown"
    case .times(let column, let lines):
      "a follow-up of zero or less in column \(column), \(lines.lineWords); correct these rows or take them out"
    case .eventCoding(let column, let values, let lines): Self.eventCoding(column, values, lines)
    case .censoring(let column, let values, let rows): Self.censoring(column, values, rows)
    case .noSuchEvent(let column, let value, let values):
      "no row has «\(value)» in column \(column), which has \(values.quoted); name one of these with --event-value"
    case .duplicatePatients(let column, let lines):
      "a patient stands there more than once (column \(column), \(lines.lineWords)); one row a patient is wanted"
    case .bothCohorts(let column, let lines):
      "patients that the model was made on (column \(column), \(lines.lineWords)); take them out of one of the cohorts"
    case .allLeftOut(let column, let count):
      "no row of \(count) has every value that is needed; most of them lack column \(column)"
    case .allCensored(let count):
      "all \(count) patients are censored, so that nothing can be estimated; look at the coding with --event-value"
    case .term(let failure, let line): failure.sentence + (line.map { " (line \($0))" } ?? "")
    case .survival(let failure): failure.sentence
    case .fitFile(let part):
      "«\(part)» does not fit the rest, so that this is no fit to predict with; make it again with `coverslip fit "
        + "--json`"
    }
  }

  private static func noColumn(_ role: ColumnRole, _ name: String, _ names: [String]) -> String {
    let nearest = NearestNames.nearest(to: name, among: names, limit: 1).first
    let isCovariate = role == .covariate
    let known = nearest ?? (isCovariate ? names.first { $0.hasPrefix(name) } : nil)
    if isCovariate, let known, TermFailure.needsQuotes(known) {
      return "there is no column «\(name)»; did you mean «`\(known)`»? " + TermFailure.quoting
    }
    let remedy = nearest.map { "did you mean «\($0)»?" } ?? "there are \(names.quoted)"
    return "there is no column «\(name)» for the \(role.rawValue); \(remedy)"
  }

  private static func eventCoding(_ column: String, _ values: [String], _ lines: [Int]) -> String {
    guard values.count > 2 else {
      return "column \(column) has \(values.quoted), which do not say what the event is; name it with --event-value"
    }
    return "column \(column) is not two-valued: it has \(values.quoted) (\(lines.lineWords) other than the first two); "
      + "correct these rows or name another column; where one of them is a competing event, `fit --event-value` "
      + "estimates the hazard of one cause, and nothing else is computed beside competing events"
  }

  private static func censoring(_ column: String, _ values: [String], _ rows: [Int]) -> String {
    let choices = zip(values, rows).map { value, rows in
      "--event-value \(CleanText.cleaned(value, limit: 40)) for \(rows) event\(rows == 1 ? "" : "s")"
    }
    return
      "column \(column) speaks of censoring or of no event, so that 1 may mean that there was none; say which value "
      + "means the event: \(choices.joined(separator: ", or "))"
  }
}

extension [String] {
  /// `«a», «b» and 3 more`.
  fileprivate var quoted: String {
    let shown = prefix(8).map { "«\(CleanText.cleaned($0, limit: 40))»" }.joined(separator: ", ")
    return count > 8 ? "\(shown) and \(count - 8) more" : shown
  }
}

extension TermFailure {
  /// What is wrong with the text of the covariates, and where.
  var sentence: String {
    switch self {
    case .empty(let position): "the covariates have an empty term at character \(position)"
    case .unexpected(let term, let position, let found, let expected):
      "in the covariate «\(term)», character \(position), \(found.map { "«\($0)» stands" } ?? "it ends") where "
        + "\(expected.words) is expected" + (found.flatMap { Self.remedy($0, expected) } ?? "")
    case .unknownColumn(let term, let position, let name, let nearest):
      "in the covariate «\(term)», character \(position): there is no column «\(name)»" + Self.suggestion(nearest)
    case .unknownFunction(let term, let position, let name, let nearest):
      "in the covariate «\(term)», character \(position): there is no function «\(name)»" + Self.suggestion(nearest)
    case .argumentCount(let term, let position, let function, let expected, let found):
      "in the covariate «\(term)», character \(position): \(function) takes \(expected.words), not \(found)"
    case .knots(let term, let position):
      "in the covariate «\(term)», character \(position): rcs wants three or more plain numbers that ascend as its "
        + "knots"
    case .splineInside(let term, let position):
      "in the covariate «\(term)», character \(position): rcs gives several columns and can be no part of a term"
    case .tooDeep(let position, let limit):
      "the covariates have more than \(limit) parentheses within each other at character \(position)"
    case .notNumbers(let term, let position, let column):
      "in the covariate «\(term)», character \(position): column «\(column)» holds words; compare it, as in "
        + "\(column)==\"word\""
    case .notWords(let term, let position, let column):
      "in the covariate «\(term)», character \(position): column «\(column)» holds numbers; compare it with a number"
    case .rowsDiffer(let column, let expected, let found): "column «\(column)» has \(found) rows, not \(expected)"
    case .notFinite(let term, _):
      "the covariate «\(term)» is infinite or no number in a row; change the term, or leave the value blank there"
    case .duplicate(let name): "the covariate «\(name)» stands there twice; name it once"
    }
  }

  /// Of what other programs write.
  private static let remedies = [
    ":": "; a product is a*b", "=": "; equal is ==", "~": "; the outcome is named by --time and --event",
  ]

  /// Two words in a row, or a sign that is part of no term: perhaps one name.
  private static func remedy(_ found: String, _ expected: Expectation) -> String? {
    if let known = remedies[found] { return known }
    guard expected == .operation || found.first.map({ "#%&$@?".contains($0) }) == true else { return nil }
    return "; " + quoting
  }

  /// Between single quotes, because a shell would run what stands in back-quotes.
  static let quoting =
    "a column whose name holds a blank or a sign stands in back-quotes: --covariates '`Tumour size (mm)`'"

  private static func suggestion(_ nearest: String?) -> String {
    guard let nearest else { return "" }
    return needsQuotes(nearest) ? "; did you mean «`\(nearest)`»? " + quoting : "; did you mean «\(nearest)»?"
  }

  /// Whether a column's name is more than one word of a term.
  static func needsQuotes(_ name: String) -> Bool {
    name.first?.isNumber == true || !name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
  }
}

extension TermFailure.Expectation {
  fileprivate var words: String {
    switch self {
    case .value: "a number, a column or a function"
    case .operation: "an operator or a comma"
    case .closing: "a closing parenthesis"
    case .quotation: "a closing quotation mark"
    }
  }
}

extension ClosedRange<Int> {
  fileprivate var words: String {
    if lowerBound == upperBound { return lowerBound == 1 ? "1 argument" : "\(lowerBound) arguments" }
    return upperBound == .max ? "\(lowerBound) or more arguments" : "\(lowerBound) to \(upperBound) arguments"
  }
}

extension Words {
  /// At most four significant digits.
  static func short(_ value: Double) -> String { String(format: "%.4g", value) }
}
