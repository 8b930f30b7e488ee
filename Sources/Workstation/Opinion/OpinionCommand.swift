import TerminalKit

/// Something that a key can ask of the dialog of a second opinion.
enum OpinionCommand: DialogCommand, CaseIterable {
  case nextColleague, previousColleague, callHigh, callLow, callUnsure, callNone, proceed, sign, stepBack, close
}

/// The keys of that dialog, step by step.
struct OpinionKeys: DialogKeys, Hashable, Sendable {
  /// Every other key is text.
  var text = KeyTable<OpinionCommand>(
    "In a second opinion, text",
    [
      KeyBinding([.enter], .proceed, "go on", hint: "go on"),
      KeyBinding([.escape], .close, "close; nothing is signed", hint: "close"),
    ])

  var colleague = KeyTable<OpinionCommand>(
    "In a second opinion, whom to ask",
    [
      KeyBinding(["j", .down], .nextColleague, "next colleague", hint: "choose"),
      KeyBinding(["k", .up], .previousColleague, "previous colleague", hint: "choose"),
      KeyBinding([.enter], .proceed, "go on", hint: "go on"),
      KeyBinding([.backTab, .tab], .stepBack, "a step back", hint: "back"),
      KeyBinding([.escape, "q"], .close, "close; nothing is signed", hint: "close"),
    ])

  var call = KeyTable<OpinionCommand>(
    "In an answer, my own call",
    [
      KeyBinding(["h"], .callHigh, "my own call is high", hint: "my call"),
      KeyBinding(["l"], .callLow, "my own call is low", hint: "my call"),
      KeyBinding(["u"], .callUnsure, "I am unsure", hint: "my call"),
      KeyBinding(["n"], .callNone, "no call of my own", hint: "no call"),
      KeyBinding([.enter], .proceed, "go on", hint: "go on"),
      KeyBinding([.backTab, .tab], .stepBack, "a step back", hint: "back"),
      KeyBinding([.escape, "q"], .close, "close; nothing is signed", hint: "close"),
    ])

  /// Every other key is part of the passphrase.
  var passphrase = KeyTable<OpinionCommand>(
    "In a second opinion, passphrase",
    [
      KeyBinding([.enter], .sign, "sign with the passphrase", hint: "SIGN"),
      KeyBinding([.backTab, .tab], .stepBack, "a step back", hint: "back"),
      KeyBinding([.escape], .close, "close; nothing is signed", hint: "close"),
    ])

  var signed = KeyTable<OpinionCommand>(
    "In a second opinion, signed",
    [KeyBinding([.enter, .escape, "q", " "], .close, "close", hint: "close")])

  func table(of step: OpinionState.Step) -> KeyTable<OpinionCommand>? {
    switch step {
    case .text: text
    case .colleague: colleague
    case .call: call
    case .passphrase: passphrase
    case .signing: nil
    case .signed: signed
    }
  }
}
