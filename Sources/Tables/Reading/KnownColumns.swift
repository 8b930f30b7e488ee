import Basics

/// The columns of a table that are known by their names, in any letter case, and what its rows are by them.
package struct KnownColumns: Sendable {
  /// Names that are not understood, in the order of the columns.
  package private(set) var unknownColumns: [String] = []
  /// What is wrong with the header.
  package private(set) var problems: [TableProblem] = []

  private var known: [Int: TableColumn] = [:]
  private var unknown: [Int: String] = [:]
  private var unnamed: Set<Int> = []
  private let header: TableHeader
  private var signs: [TableColumn: DecimalSign] = [:]

  /// - Parameters:
  ///   - keepsNear: whether a name that is nearly the one of a known column is like any other unknown one.
  ///   - named: columns that somebody named, whose names therefore mean nothing else.
  package init(_ table: Table, keepsNear: Bool = false, named: [String] = []) {
    header = table.header
    var seen: Set<String> = []
    for (index, name) in header.names.enumerated() { read(name, at: index, &seen) }
    for (index, column) in known { signs[column] = table.sign(of: index) }
    let own = Set(named.compactMap(header.spelling))
    let asked = unknownColumns.filter { !own.contains($0) }
    if !keepsNear { problems += Self.near(asked, absent: absent, line: header.line) }
  }

  private mutating func read(_ name: String, at index: Int, _ seen: inout Set<String>) {
    if name.isEmpty {
      unnamed.insert(index)
    } else if !seen.insert(name.lowercased()).inserted {
      problems.append(TableProblem(line: header.line, column: name, value: name, rule: .columnOnce))
    } else if let column = TableColumn(rawValue: name.lowercased()) {
      known[index] = column
    } else {
      unknown[index] = name
      unknownColumns.append(name)
    }
  }

  /// A column whose name was written another way must not be lost in silence.
  static func near(_ names: [String], absent: [TableColumn], line: Int) -> [TableProblem] {
    let wanted = absent.map(\.rawValue)
    return names.compactMap { name in
      ColumnNames.nearest(to: name, among: wanted).map {
        TableProblem(line: line, column: name, value: name, rule: .nearColumn($0))
      }
    }
  }

  private var absent: [TableColumn] { TableColumn.allCases.filter { !has($0) } }

  /// In the order of the columns.
  package var knownColumns: [TableColumn] { known.sorted { $0.key < $1.key }.map(\.value) }

  /// Whether a known column is there.
  package func has(_ column: TableColumn) -> Bool { known.values.contains(column) }

  /// That `column` must be there.
  package func lacks(_ column: TableColumn) -> TableProblem {
    let found = header.named.map { CleanText.cleaned($0, limit: 60) }
    return TableProblem(line: header.line, column: column.rawValue, rule: .column(found: found))
  }

  /// The cells of `record` by their columns, the unknown ones apart and in their order; `nil` where it has more or
  /// fewer than the header.
  package func row(
    _ record: DelimitedRecord, problems: inout [TableProblem]
  ) -> (reader: RowReader, extra: [(column: String, cell: DelimitedCell)])? {
    guard record.cells.count == header.names.count else {
      let rule = TableRule.cells(found: record.cells.count, expected: header.names.count)
      problems.append(TableProblem(line: record.line, rule: rule))
      return nil
    }
    var (cells, extra) = ([TableColumn: DelimitedCell](), [(column: String, cell: DelimitedCell)]())
    for (index, cell) in record.cells.enumerated() {
      if let column = known[index] { cells[column] = cell }
      if let name = unknown[index] { extra.append((name, cell)) }
      if unnamed.contains(index), !CleanText.cleaned(cell.text).isEmpty {
        problems.append(TableProblem(line: cell.line, value: cell.text, rule: .columnNamed))
      }
    }
    return (RowReader(line: record.line, cells: cells, signs: signs), extra)
  }

  /// What stands where the other rows have `column`, of a row of another length; `nil` where nothing does.
  package func cell(_ column: TableColumn, of record: DelimitedRecord) -> RowReader? {
    guard let index = known.first(where: { $0.value == column })?.key, record.cells.indices.contains(index) else {
      return nil
    }
    return RowReader(line: record.line, cells: [column: record.cells[index]])
  }
}
