import Prognosis

extension CohortTable {
  /// A row whose cells are found by the names of their columns.
  public struct NamedRow: Sendable {
    /// The row's place among the rows of the table.
    public let index: Int
    /// The line of the file on which it begins, from 1.
    public let line: Int
    private let cells: [String]
    private let header: TableHeader

    fileprivate init(_ index: Int, _ row: Row, _ header: TableHeader) {
      self.index = index
      (line, cells) = (row.line, row.cells)
      self.header = header
    }

    /// The text of the row's cell in `column`; `nil` where there is no such column, or the cell is missing.
    public subscript(_ column: String) -> String? {
      guard let place = header.place(of: column), !CellText.isMissing(cells[place]) else { return nil }
      return cells[place]
    }

    /// Whether a cell that is asked for a number or an event has none.
    package func lacks(_ column: String) -> Bool { self[column].map(CellText.isUnknown) ?? true }

    /// The name of a column as the table writes it.
    package func spelling(of column: String) -> String { header.spelling(of: column) ?? column }

    /// A cell of this row that breaks a rule.
    package func problem(_ column: String, _ rule: TableRule) -> TableProblem {
      TableProblem(line: line, column: spelling(of: column), value: self[column] ?? "", rule: rule)
    }

    /// The number of the row's cell in `column`; `nil` where there is no such column, and of what is not a finite
    /// number with a decimal point.
    public func number(_ column: String) -> Double? { self[column].flatMap { NumberCell($0, .point).value } }
  }

  /// The rows from top to bottom. A column without a name has none to be found by.
  public var namedRows: [NamedRow] { rows.enumerated().map { NamedRow($0, $1, header) } }

  /// The clinical variables of these rows, with what is wrong with their cells.
  package func clinicalRows(_ indices: [Int]) -> [ClinicalRow] {
    let places = ClinicalVariable.allCases.compactMap { variable in
      header.place(of: variable.rawValue).map { (TableColumn(variable), $0) }
    }
    let signs = places.map { column, place in (column, sign(rows.map { $0.cells[place] })) }
    let byColumn = Dictionary(uniqueKeysWithValues: signs)
    return indices.map { index in
      let row = rows[index]
      let cells = places.map { ($0.0, row.cells[$0.1]) }
      return ClinicalRow(line: row.line, cells: Dictionary(uniqueKeysWithValues: cells), signs: byColumn)
    }
  }
}
