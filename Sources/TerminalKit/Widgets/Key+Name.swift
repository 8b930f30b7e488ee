extension Key {
  /// The key that a user calls so in a file: a character as it is typed (`j`, `A`, `%`), or a name in any case:
  /// `Space`, `Enter`, `Esc`, `Tab`, `Shift-Tab`, `Backspace`, `Del`, `Up`, `Shift-Up`, `Home`, `PgDn`, `F2`, `Ctrl-D`
  /// or `^D`.
  ///
  /// `nil` where no key is called so, or terminals send another one for it: Ctrl-I is Tab, Ctrl-J and Ctrl-M are Enter,
  /// Ctrl-H is Backspace.
  public init?(named name: String) {
    guard name.count != 1 else {
      self.init(typed: name[name.startIndex])
      return
    }
    let lower = name.lowercased()
    if let key = Self.named[lower] {
      self = key
    } else if let letter = Self.letter(of: lower), !"hijm".contains(letter) {
      self = .control(letter)
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private init?(typed character: Character) {
    let arrows: [Character: Key] = ["↑": .up, "↓": .down, "←": .left, "→": .right]
    if let arrow = arrows[character] {
      self = arrow
    } else if character == " " || !character.isWhitespace, character.unicodeScalars.allSatisfy(Self.isShown) {
      self = .character(character)
    } else {
      return nil
    }
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory != .control }

  private static let named: [String: Key] = [
    "space": " ", "enter": .enter, "return": .enter, "esc": .escape, "escape": .escape, "tab": .tab,
    "shift-tab": .backTab, "backspace": .backspace, "del": .delete, "delete": .delete,
    "up": .up, "down": .down, "left": .left, "right": .right,
    "shift-up": .shiftUp, "shift-down": .shiftDown, "shift-left": .shiftLeft, "shift-right": .shiftRight,
    "shift-↑": .shiftUp, "shift-↓": .shiftDown, "shift-←": .shiftLeft, "shift-→": .shiftRight,
    "home": .home, "end": .end, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
  ]

  /// The letter of `ctrl-d` or `^d`.
  private static func letter(of name: String) -> Character? {
    let rest = name.hasPrefix("^") ? name.dropFirst() : name.hasPrefix("ctrl-") ? name.dropFirst(5) : ""
    guard rest.count == 1, let letter = rest.first, ("a"..."z").contains(letter) else { return nil }
    return letter
  }
}
