/// What is wrong with a theme. Every case but the last names the file and, where there is one, the line from 1.
public enum ThemeFailure: Error, Hashable, Sendable {
  /// The file cannot be read.
  case unreadable(file: String)
  /// The text is not TOML from `line` on, so that only what stands above it is used; `reason` is the parser's.
  case syntax(file: String, line: Int, reason: String)
  /// A key that themes do not have, and the nearest that they have.
  case unknownKey(file: String, key: String, line: Int?, nearest: String?)
  /// `value` is neither `#rrggbb`, nor `default`, nor a name in the palette; `nearest` is the nearest name.
  case unknownColor(file: String, key: String, line: Int?, value: String, nearest: String?)
  /// `value` is none of the sixteen colours that terminals have by name; `nearest` is the nearest of them.
  case unknownName(file: String, key: String, line: Int?, value: String, nearest: String?)
  /// `value` is none of `bold`, `dim`, `italic`, `underline`, `reverse`; `nearest` is the nearest of them.
  case unknownAttribute(file: String, key: String, line: Int?, value: String, nearest: String?)
  /// The value of `key` is not what `expected` says: "text", "a table" ...
  case wrongType(file: String, key: String, line: Int?, expected: String)
  /// `name` is empty, or holds control characters or marks that turn text around.
  case badName(file: String, line: Int?)
  /// `inherits` names no theme, or one that inherits this one; `nearest` is the nearest name of another.
  case unknownBase(file: String, line: Int?, name: String, nearest: String?)
  /// `background` has not both colours, so that parts of the screen would have none.
  case incompleteBackground(file: String, line: Int?)
  /// The theme that was chosen last is not there, so that the dark one is used.
  case notThere(name: String)

  /// The line, from 1; `nil` where there is none.
  var line: Int? {
    switch self {
    case .unreadable, .notThere: nil
    case .syntax(_, let line, _): line
    case .unknownKey(_, _, let line, _), .unknownColor(_, _, let line, _, _), .unknownName(_, _, let line, _, _),
      .unknownAttribute(_, _, let line, _, _), .wrongType(_, _, let line, _), .badName(_, let line),
      .unknownBase(_, let line, _, _), .incompleteBackground(_, let line):
      line
    }
  }
}
