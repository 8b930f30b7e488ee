/// What is wrong with a laboratory's list of reasons. Every case names the file and, where there is one, the line
/// from 1.
public enum ReasonFailure: Error, Hashable, Sendable {
  /// The file is there and cannot be read.
  case unreadable(file: String, why: UnreadableText = .forbidden)
  /// The text is not TOML; `reason` is the parser's.
  case syntax(file: String, line: Int, reason: String)
  /// A key that such a list does not have, and the nearest that it has.
  case unknownKey(file: String, key: String, line: Int?, nearest: String?)
  /// A code that is not 2 to 40 small letters, digits and hyphens.
  case badCode(file: String, line: Int?, code: String)
  /// A code that every laboratory has for that decision.
  case builtInCode(file: String, line: Int?, code: String)
  /// A label that is missing, empty, longer than ``ReasonFile/labelLimit`` characters, or holds control characters.
  case badLabel(file: String, line: Int?, code: String)
  /// The value of `key` is not what `expected` says.
  case wrongType(file: String, key: String, line: Int?, expected: String)
}
