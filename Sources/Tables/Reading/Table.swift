/// A table as its file has it: the header, the rows below that hold anything, and their cells as they are written.
///
/// Everything that reads a table begins here, so that encodings, delimiters, quotes and decimal signs are understood
/// in one way: a ``CohortTable``, a ``ClinicalTable`` and a manifest are made of it.
public struct Table: Sendable {
  /// The names of the columns; none where the file is empty.
  public let header: TableHeader
  /// The rows below the header that are not blank, of whatever length.
  public let rows: [DelimitedRecord]
  /// Whether `2,5` is two and a half: a comma that separates cells can be no decimal sign.
  public let hasDecimalCommas: Bool
  /// Breaches of the quoting rules, in the order of the lines.
  public let problems: [TableProblem]
  /// How the numbers of each column are written; empty where commas separate the cells.
  private let signs: [DecimalSign]

  /// Reads `text` by the rules of ``DelimitedText``.
  public init(_ text: String) {
    let delimited = DelimitedText(text)
    let records = delimited.records.filter { !$0.isBlank }
    header = TableHeader(line: records.first?.line ?? 1, names: records.first?.cells.map(\.text) ?? [])
    rows = Array(records.dropFirst())
    problems = delimited.problems.map(TableProblem.init)
    hasDecimalCommas = delimited.hasDecimalCommas
    signs = hasDecimalCommas ? Self.signs(rows, columns: header.names.count) : []
  }

  /// Reads the bytes of a file in any of the encodings of ``TableText``.
  ///
  /// - Throws: ``TableFailure/problems(_:)`` with the line from which on they are not text in one of these.
  public init(bytes: [UInt8]) throws(TableFailure) {
    let text: TableText
    do { text = try TableText(bytes: bytes) } catch { throw .problems([TableProblem(error)]) }
    self.init(text.text)
  }

  private static func signs(_ rows: [DelimitedRecord], columns: Int) -> [DecimalSign] {
    (0..<columns).map { column in
      DecimalSign(rows.lazy.map { $0.cells.count > column ? $0.cells[column].text : "" }, hasDecimalCommas: true)
    }
  }

  /// How the numbers of a column are written.
  package func sign(of column: Int) -> DecimalSign { signs.indices.contains(column) ? signs[column] : .point }
}
