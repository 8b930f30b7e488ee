/// One term over the rows of a table.
struct TermEvaluator {
  private let term: CovariateTerm
  private let table: [String: TableColumn]
  private let rows: Int

  /// Checks that every column is there and has `rows` rows.
  init(_ term: CovariateTerm, _ table: [String: TableColumn], _ rows: Int) throws(TermFailure) {
    self.term = term
    self.table = table
    self.rows = rows
    for (name, position) in term.expression.columns {
      guard let column = table[name] else {
        let nearest = Spelling.nearest(to: name, among: table.keys.sorted())
        throw .unknownColumn(term: term.name, position: position, name: name, nearest: nearest)
      }
      guard column.count == rows else { throw .rowsDiffer(column: name, expected: rows, found: column.count) }
    }
  }

  func columns() throws(TermFailure) -> [CoxCovariate] {
    let values = try checked(evaluate(term.expression))
    guard let knots = term.knots, let spline = try? RestrictedCubicSpline(knots: knots) else {
      return [CoxCovariate(term.name, values)]
    }
    let basis = values.map(spline.basis)
    return term.columnNames.enumerated().map { j, name in CoxCovariate(name, basis.map { $0[j] }) }
  }

  /// Not a number where a column is missing; fails where none is and the value is not finite.
  private func checked(_ values: [Double]) throws(TermFailure) -> [Double] {
    let read = term.expression.columns.compactMap { table[$0.name] }
    var result = values
    for row in values.indices {
      if read.contains(where: { $0.isMissing(row) }) {
        result[row] = .nan
      } else if !values[row].isFinite {
        throw .notFinite(term: term.name, row: row)
      }
    }
    return result
  }

  private func evaluate(_ expression: TermExpression) throws(TermFailure) -> [Double] {
    switch expression {
    case .number(let value): return [Double](repeating: value, count: rows)
    case .column(let name, let position): return try numbers(name, position)
    case .negated(let inner): return try evaluate(inner).map { -$0 }
    case .operation(let operation, let left, let right):
      return zip(try evaluate(left), try evaluate(right)).map { operation($0, $1) }
    case .call(let function, let arguments):
      var columns: [[Double]] = []
      for argument in arguments { columns.append(try evaluate(argument)) }
      return (0..<rows).map { row in function(columns.map { $0[row] }) }
    case .isWord(let column, let word, let equal, let position):
      return try words(column, position).map { ($0 == word) == equal ? 1 : 0 }
    }
  }

  private func numbers(_ name: String, _ position: Int) throws(TermFailure) -> [Double] {
    guard case .numbers(let values)? = table[name] else {
      throw .notNumbers(term: term.name, position: position, column: name)
    }
    return values
  }

  private func words(_ name: String, _ position: Int) throws(TermFailure) -> [String] {
    guard case .words(let values)? = table[name] else {
      throw .notWords(term: term.name, position: position, column: name)
    }
    return values
  }
}
