/// Any delimited table, by the same strict rules as a manifest: RFC 4180, a comma or a semicolon.
public struct DelimitedTable: Sendable {
  /// A row.
  public struct Record: Sendable {
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// As many as the row has.
    public let cells: [String]
  }

  /// The rows that hold anything, the header first.
  public let records: [Record]

  /// Reads `text`.
  ///
  /// - Throws: every breach of the quoting rules with its line.
  public init(_ text: String) throws(ManifestFailure) {
    let table = DelimitedText(text)
    guard table.problems.isEmpty else { throw ManifestFailure(problems: table.problems) }
    records = table.records.filter { !$0.isBlank }.map { Record(line: $0.line, cells: $0.cells.map(\.text)) }
  }
}
