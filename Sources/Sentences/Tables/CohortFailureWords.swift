import Evaluation
import Labels
import SurvivalStatistics
import Tables

extension CohortFailure {
  /// What is wrong with the table at `path`, on which lines, and what to do.
  package func words(path: String) -> CommandFailure {
    if case .table(let failure) = self { return failure.words(path: path) }
    return CommandFailure(exit, "\(path): \(sentence)")
  }

  private var exit: Exit {
    switch self {
    case .table(let failure): failure.isOfUsage ? .usage : .badData
    case .term: .usage
    case .notProbability, .bothCohorts, .allLeftOut, .allCensored, .survival, .fitFile: .badData
    }
  }

  private var sentence: String {
    switch self {
    case .table(let failure): failure.sentence
    case .notProbability(let column, let lines):
      "column \(column) has values outside 0 to 1 (\(lines.lineWords)), which are no probabilities; leave "
        + "--probability out"
    case .bothCohorts(let column, let lines):
      "patients that the model was made on (column \(column), \(lines.lineWords)); take them out of one of the cohorts"
    case .allLeftOut(let column, let count):
      "no row of \(count) has every value that is needed; most of them lack column \(column); fill it in, or "
        + "name another"
    case .allCensored(let count):
      "all \(count) patients are censored, so that nothing can be estimated; look at the coding with --event-value"
    case .term(let failure, let line): failure.sentence + (line.map { " (line \($0))" } ?? "")
    case .survival(let failure): failure.sentence
    case .fitFile(let part):
      "\"\(part)\" does not fit the rest, so that this is no fit to predict with; make it again with `coverslip fit "
        + "--json`"
    }
  }
}

extension TermFailure {
  /// What is wrong with the text of the covariates, and where.
  package var sentence: String {
    switch self {
    case .empty(let position): "the covariates have an empty term at character \(position)"
    case .unexpected(let term, let position, let found, let expected):
      "in the covariate \"\(term)\", character \(position), \(found.map { "\"\($0)\" stands" } ?? "it ends") where "
        + "\(expected.words) is expected" + (found.flatMap { Self.remedy($0, expected) } ?? "")
    case .unknownColumn(let term, let position, let name, let nearest):
      "in the covariate \"\(term)\", character \(position): there is no column \"\(name)\"" + Self.suggestion(nearest)
    case .unknownFunction(let term, let position, let name, let nearest):
      "in the covariate \"\(term)\", character \(position): there is no function \"\(name)\"" + Self.suggestion(nearest)
    case .argumentCount(let term, let position, let function, let expected, let found):
      "in the covariate \"\(term)\", character \(position): \(function) takes \(expected.words), not \(found)"
    case .knots(let term, let position):
      "in the covariate \"\(term)\", character \(position): rcs wants three or more plain numbers that ascend as its "
        + "knots"
    case .splineInside(let term, let position):
      "in the covariate \"\(term)\", character \(position): rcs gives several columns and can be no part of a term"
    case .tooDeep(let position, let limit):
      "the covariates have more than \(limit) parentheses within each other at character \(position)"
    case .notNumbers(let term, let position, let column):
      "in the covariate \"\(term)\", character \(position): column \"\(column)\" holds words; compare it, as in "
        + "\(column)==\"word\""
    case .notWords(let term, let position, let column):
      "in the covariate \"\(term)\", character \(position): column \"\(column)\" holds numbers; compare it with a "
        + "number"
    case .rowsDiffer(let column, let expected, let found): "column \"\(column)\" has \(found) rows, not \(expected)"
    case .notFinite(let term, _):
      "the covariate \"\(term)\" is infinite or no number in a row; change the term, or leave the value blank there"
    case .duplicate(let name): "the covariate \"\(name)\" stands there twice; name it once"
    }
  }

  /// Remedies for what other programs write.
  private static let remedies = [
    ":": "; a product is a*b", "=": "; equal is ==", "~": "; the outcome is named by --time and --event",
  ]

  /// Two words in a row, or a sign that is part of no term: perhaps one name.
  private static func remedy(_ found: String, _ expected: Expectation) -> String? {
    if let known = remedies[found] { return known }
    guard expected == .operation || found.first.map({ "#%&$@?".contains($0) }) == true else { return nil }
    return "; " + TermQuoting.advice
  }

  private static func suggestion(_ nearest: String?) -> String {
    guard let nearest else { return "" }
    return TermQuoting.isNeeded(nearest)
      ? "; did you mean \"`\(nearest)`\"? " + TermQuoting.advice : "; did you mean \"\(nearest)\"?"
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
