/// Tables as RFC 4180 has them: CRLF, quotes where a field needs them.
public enum CSVText {
  /// The header and the rows, each ended by CRLF.
  public static func table(header: [String], rows: [[String]]) -> String {
    ([header] + rows).map(row).joined()
  }

  /// One row, ended by CRLF.
  public static func row(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

  /// A text that a spreadsheet shows and does not compute: one that begins as a formula does gets an apostrophe before
  /// it, and so does one that begins with an apostrophe, so that ``restored(_:)`` has one answer.
  public static func inert(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, formulaStarts.contains(first) else { return text }
    return "'" + text
  }

  /// The text of which ``inert(_:)`` made this.
  public static func restored(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.first == "'", let second = scalars.dropFirst().first, formulaStarts.contains(second) else {
      return text
    }
    return String(String.UnicodeScalarView(scalars.dropFirst()))
  }

  /// What spreadsheets take for the beginning of a formula, the wide forms of East Asia too, and what escapes it.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'",
  ]

  private static func field(_ text: String) -> String {
    // By scalars: as characters CR and LF together are one, and neither of them.
    guard text.unicodeScalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
