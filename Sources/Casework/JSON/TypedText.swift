import Basics

/// Texts of a ledger that say what they are: `case:S26-1`, `finding:...`, `sha256:...`, `ed25519:...`, `place:...`.
enum TypedText: String {
  case caseID = "case"
  case finding
  case sha256
  /// A public key.
  case ed25519
  /// See ``SlidePlace/text``.
  case place

  /// `text` with what it is.
  func json(_ text: String) -> JSONValue { .string("\(rawValue):\(text)") }

  func json(_ text: String?) -> JSONValue { text.map { json($0) } ?? .null }

  /// The text without what it is.
  func read(_ key: String, _ reader: JSONReader) throws(JSONFailure) -> String {
    guard let text = try optional(key, reader) else { throw reader.failure(key) }
    return text
  }

  /// Several of them without what they are; none where the key is missing.
  func readAll(_ key: String, _ reader: JSONReader) throws(JSONFailure) -> [String] {
    let texts = try reader.optionalStrings(key)
    guard texts.allSatisfy({ $0.hasPrefix(rawValue + ":") }) else { throw reader.failure(key) }
    return texts.map { String($0.dropFirst(rawValue.count + 1)) }
  }

  func optional(_ key: String, _ reader: JSONReader) throws(JSONFailure) -> String? {
    guard let text = try reader.optionalString(key) else { return nil }
    guard text.hasPrefix(rawValue + ":") else { throw reader.failure(key) }
    return String(text.dropFirst(rawValue.count + 1))
  }
}
