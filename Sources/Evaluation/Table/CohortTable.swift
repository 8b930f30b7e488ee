import SurvivalStatistics
import Tables

/// A table of text as it was read, one row a patient, and its columns as numbers or words.
///
/// A cell that is blank, `NA` or one of its like (``CellText/isMissing(_:)``) is missing. A column is of numbers where
/// every cell that is not missing is one.
public struct CohortTable: Sendable {
  /// A row.
  public struct Row: Sendable, Hashable {
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// One a column.
    public let cells: [String]

    /// The values as given.
    public init(line: Int, cells: [String]) {
      self.line = line
      self.cells = cells
    }
  }

  /// Of the columns, in order.
  public let names: [String]
  /// At least one.
  public let rows: [Row]

  /// Checks that every row has as many cells as there are names, each name once.
  public init(names: [String], rows: [Row]) throws(CohortFailure) {
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name).inserted { throw .columnTwice(name: name) }
    for row in rows where row.cells.count != names.count {
      throw .cells(line: row.line, found: row.cells.count, expected: names.count)
    }
    guard !rows.isEmpty else { throw .noRows }
    self.names = names
    self.rows = rows
  }

  /// The texts of a column, from top to bottom; `nil` where there is none of that name.
  public func texts(_ name: String) -> [String]? {
    guard let index = names.firstIndex(of: name) else { return nil }
    return rows.map { $0.cells[index] }
  }

  /// The columns as terms read them.
  public func columns(_ wanted: [String]) -> [String: CovariateColumn] {
    var columns: [String: CovariateColumn] = [:]
    for name in wanted { columns[name] = texts(name).map(Self.column) }
    return columns
  }

  /// The numbers of a column, not a number where missing.
  func numbers(_ name: String, role: ColumnRole) throws(CohortFailure) -> [Double] {
    guard let texts = texts(name) else { throw missing(name, role) }
    var values: [Double] = []
    for (row, text) in zip(rows, texts) {
      guard let value = Self.isMissing(text) ? .nan : Double(text), !value.isInfinite else {
        throw .notNumber(column: name, line: row.line, text: text)
      }
      values.append(value)
    }
    return values
  }

  func missing(_ name: String, _ role: ColumnRole) -> CohortFailure {
    .noColumn(role: role, name: name, names: names.filter { !$0.isEmpty })
  }

  static func isMissing(_ text: String) -> Bool { CellText.isMissing(text) }

  private static func column(_ texts: [String]) -> CovariateColumn {
    let numbers = texts.map { isMissing($0) ? .nan : Double($0).flatMap { $0.isFinite ? $0 : nil } }
    let found = numbers.compactMap(\.self)
    return found.count == texts.count ? .numbers(found) : .words(texts.map { isMissing($0) ? "" : $0 })
  }
}
