extension CohortTable {
  /// A row whose cells are found by the names of their columns.
  public struct NamedRow: Sendable {
    /// The line of the file on which it begins, from 1.
    public let line: Int
    private let cells: [String]
    private let places: [String: Int]

    fileprivate init(_ row: Row, _ places: [String: Int]) {
      (line, cells) = (row.line, row.cells)
      self.places = places
    }

    /// `nil` where there is no such column, or the cell is missing.
    public subscript(_ column: String) -> String? {
      guard let place = places[column], !CohortTable.isMissing(cells[place]) else { return nil }
      return cells[place]
    }
  }

  /// From top to bottom. A column without a name has none to be found by.
  public var namedRows: [NamedRow] {
    let named = names.enumerated().filter { !$0.element.isEmpty }.map { ($0.element, $0.offset) }
    let places = Dictionary(uniqueKeysWithValues: named)
    return rows.map { NamedRow($0, places) }
  }
}
