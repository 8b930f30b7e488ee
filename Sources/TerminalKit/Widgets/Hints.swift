/// Keys and what they do, for the last line.
public struct Hint: Hashable, Sendable {
  /// The keys as they are on the keyboard: `j k`.
  public var keys: String
  /// What the keys do, in one or two words.
  public var label: String

  /// A hint that `keys` do what `label` says.
  public init(_ keys: String, _ label: String) {
    self.keys = keys
    self.label = label
  }

  var columns: Int { TextWidth.of(keys) + 1 + TextWidth.of(label) }

  /// As many hints as fit `columns` cells, the `pinned` ones always and last; default: the last one of them, which is
  /// the way out of a dialog.
  public static func line(_ hints: [Hint], pinned: [Hint]? = nil, columns: Int, theme: Theme) -> Line {
    let pinned = pinned ?? hints.suffix(1)
    var room = columns - pinned.reduce(0) { $0 + $1.columns + 3 }
    var shown: [Hint] = []
    for hint in hints where !pinned.contains(hint) {
      room -= hint.columns + 3
      guard room >= -3 else { break }
      shown.append(hint)
    }
    var line = Line()
    for (index, hint) in (shown + pinned).enumerated() {
      if index > 0 { line.append("   ", theme[.keyLabel]) }
      line.append(hint.keys, theme[.key])
      line.append(" " + hint.label, theme[.keyLabel])
    }
    return line
  }
}
