/// Keys and what they do, for the last line.
public struct Hint: Hashable, Sendable {
  /// The keys as they are on the keyboard: `j k`.
  public var keys: String
  /// What the keys do, in one or two words.
  public var label: String
  /// The keys that a click presses, as many as ``keys`` names, with blanks between them; empty where there is nothing
  /// to click on.
  public var presses: [Key]

  /// A hint that `keys` do what `label` says.
  public init(_ keys: String, _ label: String, presses: [Key] = []) {
    self.keys = keys
    self.label = label
    self.presses = presses
  }

  /// A hint that a click on the name of a key presses it, and one on the label the first.
  public init(_ presses: [Key], _ label: String) {
    self.init(presses.map(\.label).joined(separator: " "), label, presses: presses)
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
      hint.append(to: &line, theme)
    }
    return line
  }

  private func append(to line: inout Line, _ theme: Theme) {
    if presses.isEmpty { line.append(keys, theme[.key]) }
    for (index, key) in presses.enumerated() {
      line.append((index > 0 ? " " : "") + key.label, theme[.key], target: .key(key))
    }
    line.append(" " + label, theme[.keyLabel], target: presses.first.map { .key($0) })
  }
}
