extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  /// The key that types `value`.
  public init(extendedGraphemeClusterLiteral value: Character) { self = .character(value) }
}

extension Key {
  /// The key as it is written on keyboards and in hints: `j`, `Enter`, `^D`, `↓`.
  public var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .shiftUp: "Shift-↑"
    case .shiftDown: "Shift-↓"
    case .shiftLeft: "Shift-←"
    case .shiftRight: "Shift-→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .control(let character): "^" + character.uppercased()
    case .function(let number): "F\(number)"
    }
  }
}
