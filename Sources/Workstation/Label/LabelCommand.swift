import TerminalKit

/// Something that a key can ask of the dialog that resolves a mismatch between a label and its case.
enum LabelCommand: DialogCommand, CaseIterable {
  case proceed, sign, stepBack, close
}

/// The keys of that dialog, step by step.
struct LabelKeys: DialogKeys, Hashable, Sendable {
  /// The keys of the reasons, in their order.
  var reasons: [Key] = ["1", "2", "3"]

  var reason = KeyTable<LabelCommand>(
    "In a label's mismatch, why the slide may be read",
    [
      KeyBinding([.enter], .proceed, "on to the comment", hint: "go on"),
      KeyBinding([.escape, "q"], .close, "close; nothing is signed", hint: "close"),
    ])

  /// Every other key is text.
  var text = KeyTable<LabelCommand>(
    "In a label's mismatch, comment",
    [
      KeyBinding([.enter], .proceed, "on to the passphrase", hint: "go on"),
      KeyBinding([.backTab, .tab], .stepBack, "a step back", hint: "back"),
      KeyBinding([.escape], .close, "close; nothing is signed", hint: "close"),
    ])

  /// Every other key is part of the passphrase.
  var passphrase = KeyTable<LabelCommand>(
    "In a label's mismatch, passphrase",
    [
      KeyBinding([.enter], .sign, "sign with the passphrase", hint: "SIGN"),
      KeyBinding([.backTab, .tab], .stepBack, "a step back", hint: "back"),
      KeyBinding([.escape], .close, "close; nothing is signed", hint: "close"),
    ])

  var signed = KeyTable<LabelCommand>(
    "In a label's mismatch, signed",
    [KeyBinding([.enter, .escape, "q", " "], .close, "close", hint: "close")])

  func numbers(of step: LabelState.Step) -> [Key] {
    switch step {
    case .reason: reasons
    case .comment, .passphrase, .signing, .signed: []
    }
  }

  func table(of step: LabelState.Step) -> KeyTable<LabelCommand>? {
    switch step {
    case .reason: reason
    case .comment: text
    case .passphrase: passphrase
    case .signing: nil
    case .signed: signed
    }
  }
}
