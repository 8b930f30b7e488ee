/// A column of the table that terms are read from.
public enum CovariateColumn: Sendable, Hashable {
  /// A column of numbers, not a number (NaN) where a value is missing.
  case numbers([Double])
  /// Words, empty where a value is missing.
  case words([String])

  var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .words(let values): values.count
    }
  }

  func isMissing(_ row: Int) -> Bool {
    switch self {
    case .numbers(let values): values[row].isNaN
    case .words(let values): values[row].isEmpty
    }
  }
}

/// One term of a model, which gives one column, or several for a spline.
public struct CovariateTerm: Sendable, Hashable {
  /// The term as it was written, without spaces: the name of its first column.
  public let name: String
  let expression: TermExpression
  /// Knots of the restricted cubic spline; `nil` for a single column.
  let knots: [Double]?

  /// The names of its columns: a spline's further ones carry a prime more each, as rms prints them.
  public var columnNames: [String] {
    (0..<max(1, (knots?.count ?? 0) - 1)).map { name + String(repeating: "'", count: $0) }
  }
}

/// The covariates of a model as a line of text: terms separated by commas.
///
///     age/10, log(size), exp(-0.12*nodes), grade==3, grade=="III", pmin(nodes,19), rcs(er,0,1,9), `Ki-67`
///
/// + - * / ^, comparisons (1 or 0), parentheses, numbers; log log2 log10 log1p exp sqrt abs pmin pmax; `rcs(x, knots)`
/// is the restricted cubic spline with the given knots. Back-quotes hold a column's name that is not made of letters,
/// digits, . and _.
public struct CovariateTerms: Sendable, Hashable {
  /// The terms, in the order of the text.
  public let terms: [CovariateTerm]

  /// Reads the terms of `text`.
  ///
  /// - Throws: ``TermFailure`` with the position of the first thing that is not a term: `empty`, `unexpected`,
  ///   `unknownFunction`, `argumentCount`, `knots`, `splineInside` or `tooDeep`; `duplicate` where two terms give one
  ///   column.
  public init(_ text: String) throws(TermFailure) {
    var parser = try TermParser(text)
    terms = try parser.terms()
    var seen: Set<String> = []
    for name in terms.flatMap(\.columnNames) where !seen.insert(name).inserted { throw .duplicate(name: name) }
  }

  /// The table's columns that the terms read, each once, in the order of the text.
  public var columnsRead: [String] {
    var seen: Set<String> = []
    return terms.flatMap { $0.expression.columns.map(\.name) }.filter { seen.insert($0).inserted }
  }

  /// The words that the terms look for, by their columns.
  public var wordsCompared: [String: Set<String>] {
    terms.flatMap(\.expression.words).reduce(into: [:]) { $0[$1.column, default: []].insert($1.word) }
  }

  /// Which columns of the model belong to which term.
  public var ranges: [Range<Int>] {
    var start = 0
    return terms.map { term in
      defer { start += term.columnNames.count }
      return start..<start + term.columnNames.count
    }
  }

  /// The model's columns over `rows` rows of `table`; not a number in the rows in which a column that the term reads is
  /// missing.
  ///
  /// - Throws: ``TermFailure`` where the table lacks a column, a column has other rows or another kind of value, two
  ///   terms give one column, or a value is not finite.
  public func columns(of table: [String: CovariateColumn], rows: Int) throws(TermFailure) -> [CoxCovariate] {
    var columns: [CoxCovariate] = []
    for term in terms { columns += try TermEvaluator(term, table, rows).columns() }
    return columns
  }
}
