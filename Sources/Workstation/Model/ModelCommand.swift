/// Something that a key or the command palette can ask of the model's screen.
enum ModelCommand: String, Hashable, Sendable, CaseIterable {
  case down, up, pageDown, pageUp, halfPageDown, halfPageUp, top, end, otherPage, back
}

extension ModelCommand {
  /// The keys of the model's screen.
  static let keys = KeyTable<ModelCommand>(
    "In the model screen",
    [
      KeyBinding(["j", .down], .down, "a line down", hint: "scroll"),
      KeyBinding(["k", .up], .up, "a line up", hint: "scroll"),
      KeyBinding([.pageDown, " "], .pageDown, "a page down", hint: "page"),
      KeyBinding([.pageUp], .pageUp, "a page up", hint: "page"),
      KeyBinding([.control("d")], .halfPageDown, "half a page down"),
      KeyBinding([.control("u")], .halfPageUp, "half a page up"),
      KeyBinding(["g", .home], .top, "to the top"),
      KeyBinding(["G", .end], .end, "to the end", hint: "end"),
      KeyBinding([.tab], .otherPage, "card or evaluation", hint: "card/evaluation"),
      KeyBinding([.escape, "q", "m"], .back, "back to where it was opened", hint: "back"),
    ])

  /// Whether there must be two pages for it.
  var needsPages: Bool {
    switch self {
    case .otherPage: true
    case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .end, .back: false
    }
  }
}
