/// Tables as RFC 4180 has them: CRLF, quotes where a field needs them.
public enum CSVText {
  /// The header and the rows, each ended by CRLF.
  public static func table(header: [String], rows: [[String]]) -> String {
    ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    // By scalars: as characters CR and LF together are one, and neither of them.
    guard text.unicodeScalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
