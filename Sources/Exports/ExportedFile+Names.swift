import Cryptography

extension ExportedFile {
  /// The ending of a proof that an entry is in the ledger.
  package static let proofEnding = ".tlog-proof"

  /// The name of a case as the beginning of the name of a file, which no other case of the casebook has.
  ///
  /// It is the case's own name where every file system takes that. Separators and other signs that one of them refuses
  /// become `_`, dots and dashes at the beginning go, long names are cut; twelve digits of its SHA-256 tell such a name
  /// from others, and a name that looks as if it had them, or a number of a slide.
  package static func stem(of id: String) -> String {
    var cleaned = cleaned(id)
    if isReserved(cleaned) { cleaned = "case " + cleaned }
    guard cleaned != id || isMarked(id) else { return id }
    return "\(cleaned.isEmpty ? "case" : cleaned)-\(SHA256Hex.digest(Array(id.utf8)).prefix(12))"
  }

  /// The same for a file about one slide of the case: `-slide2` is about its second one, the first has no number.
  ///
  /// - Parameter index: of the slide, from 0.
  package static func stem(of id: String, slide index: Int) -> String {
    index == 0 ? stem(of: id) : "\(stem(of: id))-slide\(index + 1)"
  }

  /// The longest beginning of a name, bytes of UTF-8: with what comes behind it stays below 255.
  private static let stemLimit = 120

  private static func cleaned(_ id: String) -> String {
    let safe = id.unicodeScalars.map { isKept($0) ? $0 : "_" }
    var text = String(String.UnicodeScalarView(safe.drop { $0 == "." || $0 == "-" || $0 == " " }))
    while text.utf8.count > stemLimit || text.hasSuffix(".") || text.hasSuffix(" ") { text.unicodeScalars.removeLast() }
    return text
  }

  /// Whether every file system takes a sign, and every terminal shows it.
  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: !#"/\:*?"<>|"#.unicodeScalars.contains(scalar)
    }
  }

  /// Names that Windows keeps for devices, whatever the ending, and a share refuses.
  private static func isReserved(_ cleaned: String) -> Bool {
    let name = cleaned.prefix { $0 != "." }.uppercased()
    return ["CON", "PRN", "AUX", "NUL"].contains(name)
      || ["COM", "LPT"].contains { name.hasPrefix($0) } && name.count == 4 && name.last?.isNumber == true
  }

  /// Whether a name ends as one that was changed, or that is of a slide.
  private static func isMarked(_ id: String) -> Bool {
    guard id.contains("-"), let end = id.split(separator: "-").last else { return false }
    if end.hasPrefix("slide") { return end.dropFirst(5).allSatisfy(\.isNumber) }
    return end.count == 12 && end.allSatisfy(\.isHexDigit)
  }
}
