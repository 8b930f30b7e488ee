/// What is wrong with a theme. Every case names the file and, where there is one, the line from 1.
public enum ThemeFailure: Error, Hashable, Sendable {
  /// The file cannot be read.
  case unreadable(file: String)
  /// The text is not TOML; `reason` is the parser's.
  case syntax(file: String, line: Int, reason: String)
  /// A key that themes do not have, and the nearest that they have.
  case unknownKey(file: String, key: String, line: Int?, nearest: String?)
  /// `value` is neither `#rrggbb`, nor `default`, nor a name in the palette.
  case unknownColor(file: String, key: String, line: Int?, value: String)
  /// `value` is none of `bold`, `dim`, `italic`, `underline`, `reverse`.
  case unknownAttribute(file: String, key: String, line: Int?, value: String)
  /// The value of `key` is not what `expected` says: "text", "a table" ...
  case wrongType(file: String, key: String, line: Int?, expected: String)
  /// `inherits` names no theme, or one that inherits this one.
  case unknownBase(file: String, line: Int?, name: String)
  /// `background` has not both colours, so that parts of the screen would have none.
  case incompleteBackground(file: String, line: Int?)
}
