/// Why the text of a model's covariates cannot be used. A `position` counts the characters of the whole text from 1.
public enum TermFailure: Error, Hashable, Sendable {
  /// There is no term, or nothing between two commas.
  case empty(position: Int)
  /// At `position` of `term` stands `found`, `nil` at the end, where `expected` was.
  case unexpected(term: String, position: Int, found: String?, expected: Expectation)
  /// There is no column `name`; `nearest` is the most similar that there is.
  case unknownColumn(term: String, position: Int, name: String, nearest: String?)
  /// There is no function `name`; `nearest` is the most similar that there is.
  case unknownFunction(term: String, position: Int, name: String, nearest: String?)
  /// `function` takes `expected` arguments.
  case argumentCount(term: String, position: Int, function: String, expected: ClosedRange<Int>, found: Int)
  /// `rcs` has fewer than three knots, or they are not plain numbers that ascend.
  case knots(term: String, position: Int)
  /// `rcs` gives several columns and so is a term of its own, never a part of one.
  case splineInside(term: String, position: Int)
  /// Parentheses are nested deeper than `limit`.
  case tooDeep(position: Int, limit: Int)
  /// Column `column` holds words, which can only be compared: name == "word".
  case notNumbers(term: String, position: Int, column: String)
  /// Column `column` holds numbers and is compared with a word.
  case notWords(term: String, position: Int, column: String)
  /// Column `column` has `found` rows and not `expected`.
  case rowsDiffer(column: String, expected: Int, found: Int)
  /// The value of `term` is infinite or not a number in `row`, counted from 0, although no column is missing there.
  case notFinite(term: String, row: Int)
  /// Two terms give the column `name`.
  case duplicate(name: String)

  /// What could have stood there.
  public enum Expectation: String, Hashable, Sendable {
    /// A number, a column, a function or a parenthesis.
    case value
    /// An operator, a comma or the end.
    case operation
    /// The parenthesis that closes.
    case closing
    /// The quotation mark that closes.
    case quotation
  }
}
