import Casework
import TerminalKit

/// Something that a key can ask of the sign-off dialog.
enum SignOffCommand: Hashable, Sendable, CaseIterable {
  case confirm, override, reasonDown, reasonUp, otherFinalCall, proceed, sign, stepBack, keepDraft, discardDraft, close
}

/// The keys of the sign-off dialog, step by step.
struct SignOffKeys: Hashable, Sendable {
  var decision = KeyTable<SignOffCommand>(
    "In the sign-off",
    [
      KeyBinding(["c"], .confirm, "confirm the model's finding", hint: "confirm"),
      KeyBinding(["o"], .override, "override it, with a reason", hint: "override"),
      KeyBinding([.enter], .proceed, "go on with the draft's decision"),
      KeyBinding(["x"], .discardDraft, "throw the draft away"),
      KeyBinding([.escape, "q"], .keepDraft, "close, keeping the draft", hint: "keep draft"),
    ])

  var override = KeyTable<SignOffCommand>(
    "In the sign-off, override",
    [
      KeyBinding(["j", .down], .reasonDown, "next reason", hint: "reason"),
      KeyBinding(["k", .up], .reasonUp, "previous reason", hint: "reason"),
      KeyBinding([.tab, "h", "l", .left, .right], .otherFinalCall, "the other final call", hint: "my call"),
      KeyBinding([.enter], .proceed, "on to the comment", hint: "comment"),
      KeyBinding([.escape], .keepDraft, "close, keeping the draft", hint: "keep draft"),
      KeyBinding([.backTab], .stepBack, "back to the decision", hint: "decision"),
    ])

  /// The keys of the reasons, in their order.
  var reasons: [Key] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-"]

  /// Every other key is text.
  var comment = KeyTable<SignOffCommand>(
    "In the sign-off, comment",
    [
      KeyBinding([.enter], .proceed, "on to the signature", hint: "to the signature"),
      KeyBinding([.escape], .keepDraft, "close, keeping the draft", hint: "keep draft"),
      KeyBinding([.backTab, .up], .stepBack, "back a step", hint: "back a step"),
    ])

  var signature = KeyTable<SignOffCommand>(
    "In the sign-off, signature",
    [
      KeyBinding([.control("y")], .sign, "sign: no other key does", hint: "SIGN"),
      KeyBinding([.escape], .keepDraft, "close, keeping the draft", hint: "keep draft"),
      KeyBinding([.backTab, .up], .stepBack, "back to the comment", hint: "comment"),
    ])

  var signed = KeyTable<SignOffCommand>(
    "In the sign-off, signed",
    [
      KeyBinding([.enter, .escape, "q"], .close, "close the signature", hint: "close"),
      KeyBinding([" "], .close, "close the signature"),
    ])

  /// The reason that a key stands for.
  func reason(of key: Key) -> Int? { reasons.prefix(OverrideReason.allCases.count).firstIndex(of: key) }
}
