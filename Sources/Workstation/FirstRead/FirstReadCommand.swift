import TerminalKit

/// Something that a key can ask of the dialog of the first call.
enum FirstReadCommand: Hashable, Sendable, CaseIterable {
  case callHigh, callLow, callUnsure, confidenceLow, confidenceModerate, confidenceHigh, grade, commit, close
}

extension FirstReadCommand {
  /// The keys of the first call.
  static let keys = KeyTable<FirstReadCommand>(
    "In the first call",
    [
      KeyBinding(["h"], .callHigh, "my first call is high", hint: "call"),
      KeyBinding(["l"], .callLow, "my first call is low", hint: "call"),
      KeyBinding(["u"], .callUnsure, "I am unsure", hint: "call"),
      KeyBinding(["1"], .confidenceLow, "my confidence is low", hint: "confidence"),
      KeyBinding(["2"], .confidenceModerate, "my confidence is moderate", hint: "confidence"),
      KeyBinding(["3"], .confidenceHigh, "my confidence is high", hint: "confidence"),
      KeyBinding(["g"], .grade, "my own Nottingham grade: 1, 2, 3, none", hint: "grade"),
      KeyBinding([.enter], .commit, "commit the first call", hint: "COMMIT"),
      KeyBinding([.escape, "q"], .close, "close; nothing is committed", hint: "close"),
    ])
}
