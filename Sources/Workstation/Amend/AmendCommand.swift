import TerminalKit

/// Something that a key can ask of the dialog in which a signed case is added to or changed.
enum AmendCommand: DialogCommand, CaseIterable {
  case callHigh, callLow, acknowledge, reject, unchanged, otherFinding, proceed, sign, stepBack, export, close
}

/// The keys of that dialog, step by step.
struct AmendKeys: DialogKeys, Hashable, Sendable {
  /// The keys of the classes, in their order.
  var classes: [Key] = ["1", "2", "3", "4"]

  var kind = KeyTable<AmendCommand>(
    "In an amendment, its class",
    [
      KeyBinding([.enter], .proceed, "on to what stands from now on", hint: "go on"),
      KeyBinding([.escape, "q"], .close, "close; nothing is signed", hint: "close"),
    ])

  var reading = KeyTable<AmendCommand>(
    "In an amendment, the reading",
    [
      KeyBinding(["h"], .callHigh, "my own call is high", hint: "my call"),
      KeyBinding(["l"], .callLow, "my own call is low", hint: "my call"),
      KeyBinding(["a"], .acknowledge, "acknowledge that the model makes no call"),
      KeyBinding(["r"], .reject, "reject the slide"),
      KeyBinding(["u"], .unchanged, "the decision stays as it stands", hint: "as it stands"),
      KeyBinding(["f"], .otherFinding, "read it upon the newer finding, or the signed one"),
      KeyBinding([.enter], .proceed, "on to why it is amended", hint: "go on"),
      KeyBinding([.backTab, .tab], .stepBack, "back to the class", hint: "back"),
      KeyBinding([.escape, "q"], .close, "close; nothing is signed", hint: "close"),
    ])

  /// The keys of the reasons, in their order.
  var reasons: [Key] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-"]

  /// Every other key is text.
  var text = KeyTable<AmendCommand>(
    "In an addendum or an amendment, text",
    [
      KeyBinding([.enter], .proceed, "go on", hint: "go on"),
      KeyBinding([.backTab, .tab], .stepBack, "a step back", hint: "back"),
      KeyBinding([.escape], .close, "close; nothing is signed", hint: "close"),
    ])

  /// Every other key is part of the passphrase.
  var passphrase = KeyTable<AmendCommand>(
    "In an addendum or an amendment, passphrase",
    [
      KeyBinding([.enter], .sign, "sign with the passphrase", hint: "SIGN"),
      KeyBinding([.backTab, .tab], .stepBack, "a step back", hint: "back"),
      KeyBinding([.escape], .close, "close; nothing is signed", hint: "close"),
    ])

  var signed = KeyTable<AmendCommand>(
    "In an addendum or an amendment, signed",
    [
      KeyBinding(["E"], .export, "export: PDF report, results, overlays", hint: "export"),
      KeyBinding([.enter, .escape, "q", " "], .close, "close the signature", hint: "close"),
    ])

  /// Without the export, where nothing makes any.
  var withoutExport: AmendKeys {
    var keys = self
    keys.signed = signed.without { $0 == .export }
    return keys
  }

  func numbers(of step: AmendState.Step) -> [Key] {
    switch step {
    case .kind: classes
    case .reading: reasons
    case .text, .told, .toldAt, .passphrase, .signing, .signed: []
    }
  }

  func table(of step: AmendState.Step) -> KeyTable<AmendCommand>? {
    switch step {
    case .kind: kind
    case .reading: reading
    case .text, .told, .toldAt: text
    case .passphrase: passphrase
    case .signing: nil
    case .signed: signed
    }
  }
}
