import Tables

/// Any delimited table, by the same rules as a manifest: see ``DelimitedText``.
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
  /// Whether `2,5` in a cell is two and a half.
  public let hasDecimalCommas: Bool

  /// Reads `text`.
  ///
  /// - Throws: every breach of the quoting rules with its line.
  public init(_ text: String) throws(ManifestFailure) {
    let table = DelimitedText(text)
    guard table.problems.isEmpty else { throw ManifestFailure(problems: table.problems.map(ManifestProblem.init)) }
    records = table.records.filter { !$0.isBlank }.map { Record(line: $0.line, cells: $0.cells.map(\.text)) }
    hasDecimalCommas = table.hasDecimalCommas
  }

  /// Reads the bytes of a file, in any of the encodings of ``TableText``.
  ///
  /// - Throws: the line that is not text, or every breach of the quoting rules with its line.
  public init(bytes: [UInt8]) throws(ManifestFailure) { try self.init(try Manifest.text(bytes)) }
}
