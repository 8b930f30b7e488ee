/// What a cell of a table says, by the habits of the programs that write tables.
public enum CellText {
  /// Spreadsheets, R, pandas, SAS and the TCGA write these where there is no value.
  private static let missing: Set<String> = [
    "", "na", "n/a", "n.a.", "nan", "null", "<na>", "#n/a", "#na", ".", "?", "--", "'--", "[not available]",
  ]

  /// Words for it, in columns that are known to hold something else.
  private static let unknown: Set<String> = [
    "unknown", "missing", "not available", "not reported", "not known", "not done", "[unknown]", "[not evaluated]",
    "[not applicable]",
  ]

  /// Whether a cell without blanks around it holds no value: blank, `NA`, `NaN`, `null` and similar words, in any
  /// letter case.
  public static func isMissing(_ text: String) -> Bool {
    mayBeWord(text) && text.utf8.count <= 15 && missing.contains(text.lowercased())
  }

  /// Whether a cell without blanks around it holds no value, or a word such as `unknown`.
  public static func isUnknown(_ text: String) -> Bool {
    mayBeWord(text) && (isMissing(text) || text.utf8.count <= 16 && unknown.contains(text.lowercased()))
  }

  /// Most cells hold numbers, which are told at once.
  private static func mayBeWord(_ text: String) -> Bool {
    text.utf8.first.map { !(0x30...0x39).contains($0) } ?? true
  }

  /// `2.5` of `2,5`; `nil` where the text is not a number with one comma and no point. `1,234` is taken for 1.234:
  /// whoever asks must know that the table has decimal commas.
  public static func withDecimalPoint(_ text: String) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !text.contains(".") else { return nil }
    let number = parts.joined(separator: ".")
    let isPlain = number.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    return isPlain && Double(number) != nil ? number : nil
  }

  /// `2` of `2.0`, `2.` and `2.00`: programs that keep whole numbers as floating point write them so. Else the text
  /// itself.
  public static func withoutZeroFraction(_ text: String) -> String {
    guard let point = text.firstIndex(of: "."), point != text.startIndex,
      text[..<point].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text[text.index(after: point)...].utf8.allSatisfy({ $0 == 0x30 })
    else { return text }
    return String(text[..<point])
  }

  /// A column whose numbers have decimal commas, written with points: only where every value is a number, one at least
  /// has a comma, and none may be a thousand (``NumberCell``).
  public static func withDecimalPoints(_ column: [String]) -> [String]? {
    guard column.contains(where: { $0.utf8.contains(UInt8(ascii: ",")) }) else { return nil }
    let sign = DecimalSign(column, hasDecimalCommas: true)
    var result: [String] = []
    for text in column {
      switch NumberCell(text, sign) {
      case .number(let number): result.append(number)
      case .comma, .ambiguous, .other:
        guard isUnknown(text) else { return nil }
        result.append(text)
      }
    }
    return result
  }

  /// Without blanks, tabs and no-break spaces around it; a control character inside stays.
  package static func trimmed(_ text: String) -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0.value == 0xA0 }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
