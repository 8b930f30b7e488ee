import TerminalKit

/// What the keys go to.
enum KeyContext: String, Sendable, CaseIterable {
  case everywhere, queue
  case reading = "case"
  case model = "model screen"
  case decision = "sign-off"
  case override = "sign-off, override"
  case comment = "sign-off, comment"
  case signature = "sign-off, signature"
}

/// Keys, what they ask for and how that is called.
struct KeyBinding: Hashable, Sendable {
  let context: KeyContext
  /// The first one is shown in the hints.
  let keys: [Key]
  let command: Command
  /// As in the help and the palette.
  let title: String
  /// As in the bottom line, where it is there; neighbours with the same hint share it.
  let hint: String?

  init(_ context: KeyContext, _ keys: [Key], _ command: Command, _ title: String, hint: String? = nil) {
    self.context = context
    self.keys = keys
    self.command = command
    self.title = title
    self.hint = hint
  }
}

/// All keys of the workstation: dispatch, help, palette and hints are made from this one value.
public struct KeyMap: Hashable, Sendable {
  let bindings: [KeyBinding]

  /// What `key` asks for in `context`; keys that hold everywhere come last.
  func command(for key: Key, in context: KeyContext) -> Command? {
    bindings(in: context).first { $0.keys.contains(key) }?.command
      ?? bindings(in: .everywhere).first { $0.keys.contains(key) }?.command
  }

  func bindings(in context: KeyContext) -> [KeyBinding] { bindings.filter { $0.context == context } }

  /// The keys as they are delivered.
  public static let standard = KeyMap(bindings: queue + reading + model + signOff + everywhere)

  /// Those that an evaluation which is shown alone needs.
  static let evaluation = KeyMap(bindings: model.filter { $0.command != .nextTab } + everywhere)

  private static let queue = [
    KeyBinding(.queue, ["j", .down], .down, "next case", hint: "move"),
    KeyBinding(.queue, ["k", .up], .up, "previous case", hint: "move"),
    KeyBinding(.queue, [.enter], .open, "open the case", hint: "open"),
    KeyBinding(.queue, ["/"], .search, "search the cases", hint: "search"),
    KeyBinding(.queue, [.tab], .nextTab, "next status", hint: "status"),
    KeyBinding(.queue, [.backTab], .previousTab, "previous status"),
    KeyBinding(.queue, ["o", "S"], .sort, "sort by the next column", hint: "sort"),
    KeyBinding(.queue, ["g", .home], .top, "first case"),
    KeyBinding(.queue, ["G", .end], .bottom, "last case"),
    KeyBinding(.queue, [.control("d")], .halfPageDown, "half a page down"),
    KeyBinding(.queue, [.control("u")], .halfPageUp, "half a page up"),
    KeyBinding(.queue, [.pageDown], .pageDown, "a page down"),
    KeyBinding(.queue, [.pageUp], .pageUp, "a page up"),
    KeyBinding(.queue, ["r"], .reload, "read the casebook again"),
    KeyBinding(.queue, ["q"], .leave, "leave Coverslip", hint: "leave"),
    KeyBinding(.queue, ["m"], .model, "the model: its card, its evaluation", hint: "model"),
    KeyBinding(.queue, [.escape], .back, "clear the search"),
  ]

  private static let reading = [
    KeyBinding(.reading, ["h", .left], .panLeft, "pan left", hint: "pan"),
    KeyBinding(.reading, ["j", .down], .panDown, "pan down", hint: "pan"),
    KeyBinding(.reading, ["k", .up], .panUp, "pan up", hint: "pan"),
    KeyBinding(.reading, ["l", .right], .panRight, "pan right", hint: "pan"),
    KeyBinding(.reading, ["+", "="], .zoomIn, "zoom in", hint: "zoom"),
    KeyBinding(.reading, ["-", "_"], .zoomOut, "zoom out", hint: "zoom"),
    KeyBinding(.reading, ["a"], .toggleHeat, "heat map on and off", hint: "heat"),
    KeyBinding(.reading, ["n"], .nextHotSpot, "next hot spot", hint: "hot spot"),
    KeyBinding(.reading, ["N"], .previousHotSpot, "previous hot spot"),
    KeyBinding(.reading, ["s"], .signOff, "sign off: confirm or override", hint: "sign off"),
    KeyBinding(.reading, [.escape, "q"], .back, "back to the queue", hint: "back"),
    KeyBinding(.reading, ["m"], .model, "the model: its card, its evaluation", hint: "model"),
    KeyBinding(.reading, ["["], .lessOpaque, "heat map more transparent"),
    KeyBinding(.reading, ["]"], .moreOpaque, "heat map more opaque"),
    KeyBinding(.reading, ["A"], .switchQuantity, "heat map of contribution"),
    KeyBinding(.reading, ["1"], .magnify(1), "whole slide"),
    KeyBinding(.reading, ["2"], .magnify(2), "magnification, lowest"),
    KeyBinding(.reading, ["3"], .magnify(3), "magnification, low"),
    KeyBinding(.reading, ["4"], .magnify(4), "magnification, medium"),
    KeyBinding(.reading, ["5"], .magnify(5), "magnification, high"),
    KeyBinding(.reading, ["6"], .magnify(6), "20x or 40x, as scanned"),
    KeyBinding(.reading, ["w", "."], .nextSlide, "next slide of the case"),
    KeyBinding(.reading, ["W", ","], .previousSlide, "previous slide of the case"),
    KeyBinding(.reading, ["J", "}"], .nextCase, "next case of the queue"),
    KeyBinding(.reading, ["K", "{"], .previousCase, "previous case of the queue"),
    KeyBinding(.reading, [.control("d"), .pageDown], .panelDown, "side panel down"),
    KeyBinding(.reading, [.control("u"), .pageUp], .panelUp, "side panel up"),
  ]

  private static let model = [
    KeyBinding(.model, ["j", .down], .down, "a line down", hint: "scroll"),
    KeyBinding(.model, ["k", .up], .up, "a line up", hint: "scroll"),
    KeyBinding(.model, [.pageDown, " "], .pageDown, "a page down", hint: "page"),
    KeyBinding(.model, [.pageUp], .pageUp, "a page up", hint: "page"),
    KeyBinding(.model, [.control("d")], .halfPageDown, "half a page down"),
    KeyBinding(.model, [.control("u")], .halfPageUp, "half a page up"),
    KeyBinding(.model, ["g", .home], .top, "to the top"),
    KeyBinding(.model, ["G", .end], .bottom, "to the end", hint: "end"),
    KeyBinding(.model, [.tab], .nextTab, "card or evaluation", hint: "card/evaluation"),
    KeyBinding(.model, [.escape, "q", "m"], .back, "back to where it was opened", hint: "back"),
  ]

  private static let signOff = [
    KeyBinding(.decision, ["c"], .confirm, "confirm the model's finding", hint: "confirm"),
    KeyBinding(.decision, ["o"], .override, "override it, with a reason", hint: "override"),
    KeyBinding(.decision, [.enter], .proceed, "go on with the draft's decision"),
    KeyBinding(.decision, ["x"], .discardDraft, "throw the draft away"),
    KeyBinding(.decision, [.escape, "q"], .keepDraft, "close, keeping the draft", hint: "keep draft"),
    KeyBinding(.override, ["j", .down], .reasonDown, "next reason", hint: "reason"),
    KeyBinding(.override, ["k", .up], .reasonUp, "previous reason", hint: "reason"),
    KeyBinding(
      .override, [.tab, "h", "l", .left, .right], .otherFinalCall, "the other final call", hint: "my call"),
    KeyBinding(.override, [.enter], .proceed, "on to the comment", hint: "comment"),
    KeyBinding(.override, [.escape], .keepDraft, "close, keeping the draft", hint: "keep draft"),
    KeyBinding(.override, [.backTab], .stepBack, "back to the decision", hint: "decision"),
    KeyBinding(.comment, [.enter], .proceed, "on to the signature", hint: "to the signature"),
    KeyBinding(.comment, [.escape], .keepDraft, "close, keeping the draft", hint: "keep draft"),
    KeyBinding(.comment, [.backTab, .up], .stepBack, "back a step", hint: "back a step"),
    KeyBinding(.signature, [.control("y")], .sign, "sign: no other key does", hint: "SIGN"),
    KeyBinding(.signature, [.escape], .keepDraft, "close, keeping the draft", hint: "keep draft"),
    KeyBinding(.signature, [.backTab, .up], .stepBack, "back to the comment", hint: "comment"),
  ]

  private static let everywhere = [
    KeyBinding(.everywhere, ["?", .function(1)], .help, "this help", hint: "help"),
    KeyBinding(.everywhere, [":"], .palette, "find a command by its name", hint: "commands"),
    KeyBinding(.everywhere, ["t"], .themes, "choose a theme", hint: "theme"),
    KeyBinding(.everywhere, ["b"], .symbols, "other glyphs for the pictures"),
    KeyBinding(.everywhere, [.control("z")], .suspend, "suspend to the shell"),
    KeyBinding(.everywhere, [.control("c")], .quit, "leave at once; drafts are kept"),
  ]
}
