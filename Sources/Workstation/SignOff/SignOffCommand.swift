import Casework
import TerminalKit

/// Something that a key can ask of the sign-off dialog.
enum SignOffCommand: Hashable, Sendable, CaseIterable {
  case callHigh, callLow, acknowledge, `defer`, reject, reasonDown, reasonUp, comment, proceed, sign, stepBack
  case diagnosis, grade
  case keepDraft, discardDraft, withdraw, next, export, close
}

extension SignOffCommand {
  /// Whether it says what is signed.
  fileprivate var decides: Bool {
    switch self {
    case .callHigh, .callLow, .acknowledge, .defer, .reject: true
    case .reasonDown, .reasonUp, .comment, .proceed, .sign, .stepBack, .diagnosis, .grade, .keepDraft, .discardDraft,
      .withdraw, .next, .export, .close:
      false
    }
  }
}

/// The keys of the sign-off dialog, step by step.
struct SignOffKeys: Hashable, Sendable {
  var choice = KeyTable<SignOffCommand>(
    "In the sign-off",
    [
      KeyBinding(["h"], .callHigh, "my own call is high", hint: "my call"),
      KeyBinding(["l"], .callLow, "my own call is low", hint: "my call"),
      KeyBinding(["a"], .acknowledge, "acknowledge that the model makes no call"),
      KeyBinding(["d"], .defer, "defer the call"),
      KeyBinding(["r"], .reject, "reject the slide"),
      KeyBinding(["j", .down], .reasonDown, "next reason"),
      KeyBinding(["k", .up], .reasonUp, "previous reason"),
      KeyBinding(["c", .tab], .comment, "write a comment", hint: "comment"),
      KeyBinding(["w"], .diagnosis, "where the diagnosis was read"),
      KeyBinding(["g"], .grade, "my own Nottingham grade"),
      KeyBinding([.enter], .proceed, "on to the passphrase", hint: "go on"),
      KeyBinding(["x"], .discardDraft, "throw the draft away; asks first"),
      KeyBinding([.escape, "q"], .keepDraft, "close, keeping the draft", hint: "keep draft"),
    ])

  /// Where only a reason is missing: the decision is not changed by a key before Tab leads back to it.
  var reason: KeyTable<SignOffCommand> {
    let back = KeyBinding([.tab, .backTab], SignOffCommand.stepBack, "back to the call", hint: "my call")
    return KeyTable(choice.place, [back] + choice.without(\.decides).bindings)
  }

  /// The keys of the reasons, in their order.
  var reasons: [Key] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-"]

  /// Every other key is text.
  var comment = KeyTable<SignOffCommand>(
    "In the sign-off, comment",
    [
      KeyBinding([.enter], .proceed, "on to the passphrase", hint: "go on"),
      KeyBinding([.backTab, .tab], .stepBack, "back to the call", hint: "my call"),
      KeyBinding([.escape], .keepDraft, "close, keeping the draft", hint: "keep draft"),
    ])

  /// Every other key is part of the passphrase.
  var passphrase = KeyTable<SignOffCommand>(
    "In the sign-off, passphrase",
    [
      KeyBinding([.enter], .sign, "sign with the passphrase", hint: "SIGN"),
      KeyBinding([.backTab, .tab], .stepBack, "back to the call", hint: "back"),
      KeyBinding([.escape], .keepDraft, "close, keeping the draft", hint: "keep draft"),
    ])

  var signed = KeyTable<SignOffCommand>(
    "In the sign-off, signed",
    [
      KeyBinding([.enter], .next, "the next unsigned case", hint: "next case"),
      KeyBinding(["E"], .export, "export: PDF report, results, overlays", hint: "export"),
      KeyBinding(["z"], .withdraw, "withdraw, as long as the dialog says so"),
      KeyBinding([.escape, "q", " "], .close, "close the signature", hint: "close"),
    ])

  /// The reason that a key stands for, of `count` that are offered.
  func reason(of key: Key, count: Int) -> Int? { reasons.prefix(count).firstIndex(of: key) }
}
