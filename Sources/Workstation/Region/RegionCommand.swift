import TerminalKit

/// Something that a key can ask while a box is drawn on the slide.
enum RegionCommand: Hashable, Sendable, CaseIterable {
  case left, down, up, right, farLeft, farDown, farUp, farRight
  case swapCorners, take, takeBack, zoomIn, zoomOut, giveUp
}

/// The keys while a box is drawn, and while its reason is chosen.
struct RegionKeys: Hashable, Sendable {
  /// As they are delivered.
  static let standard = RegionKeys()

  /// The keys of the reasons, in their order.
  var reasons: [Key] = ["1", "2", "3", "4", "5", "6", "7"]

  var drawing = KeyTable<RegionCommand>(
    "While a region is drawn that is left out",
    [
      KeyBinding(["h", .left], .left, "the corner to the left", hint: "corner"),
      KeyBinding(["j", .down], .down, "the corner down", hint: "corner"),
      KeyBinding(["k", .up], .up, "the corner up", hint: "corner"),
      KeyBinding(["l", .right], .right, "the corner to the right", hint: "corner"),
      KeyBinding(["H"], .farLeft, "the corner far to the left"),
      KeyBinding(["J"], .farDown, "the corner far down"),
      KeyBinding(["K"], .farUp, "the corner far up"),
      KeyBinding(["L"], .farRight, "the corner far to the right"),
      KeyBinding(["o"], .swapCorners, "the other corner", hint: "other corner"),
      KeyBinding([.enter], .take, "take the box, then its reason", hint: "take it"),
      KeyBinding(["u"], .takeBack, "take the last region back", hint: "last one back"),
      KeyBinding(["+", "="], .zoomIn, "zoom in", hint: "zoom"),
      KeyBinding(["-", "_"], .zoomOut, "zoom out", hint: "zoom"),
      KeyBinding([.escape, "q"], .giveUp, "leave nothing out", hint: "give up"),
    ])

  var reason = KeyTable<RegionCommand>(
    "Why a region is left out",
    [KeyBinding([.escape, "q"], .giveUp, "back to the box", hint: "back to the box")])
}
