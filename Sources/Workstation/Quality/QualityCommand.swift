/// Something that a key or the command palette can ask of the figures of readings.
enum QualityCommand: String, Hashable, Sendable, CaseIterable {
  case down, up, pageDown, pageUp, halfPageDown, halfPageUp, top, end, countAgain, back
}

extension QualityCommand {
  /// The keys of the figures of readings.
  static let keys = KeyTable<QualityCommand>(
    "In the figures of readings",
    [
      KeyBinding(["j", .down], .down, "a line down", hint: "scroll"),
      KeyBinding(["k", .up], .up, "a line up", hint: "scroll"),
      KeyBinding([.pageDown, " "], .pageDown, "a page down", hint: "page"),
      KeyBinding([.pageUp], .pageUp, "a page up", hint: "page"),
      KeyBinding([.control("d")], .halfPageDown, "half a page down"),
      KeyBinding([.control("u")], .halfPageUp, "half a page up"),
      KeyBinding(["g", .home], .top, "to the top"),
      KeyBinding(["G", .end], .end, "to the end", hint: "end"),
      KeyBinding(["r"], .countAgain, "count the readings again", hint: "count again"),
      KeyBinding([.escape, "q", "Q"], .back, "back to the queue", hint: "back"),
    ])
}
