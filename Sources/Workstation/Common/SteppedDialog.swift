import Casework
import TerminalKit

/// What is typed at a step of a dialog.
enum DialogInput: Equatable {
  /// Keys that choose.
  case choice
  /// Text; every key that is no command is a letter of it.
  case text
  case passphrase
  /// Nothing: it is signed, or being signed.
  case nothing
}

/// Where in a dialog the keys go.
protocol DialogStep: Equatable {
  static var passphrase: Self { get }
  /// Handed to the casebook, no answer yet.
  static var signing: Self { get }
  var input: DialogInput { get }
}

/// Something that a key can ask of a dialog.
protocol DialogCommand: Hashable, Sendable {
  static var close: Self { get }
}

/// The keys of a dialog, step by step.
protocol DialogKeys {
  associatedtype Step
  associatedtype Command: DialogCommand
  /// What the keys of a step do; every other one is text, or a choice. `nil` where no key counts.
  func table(of step: Step) -> KeyTable<Command>?
  /// The keys of what is chosen by its number at a step, beside those that do something.
  func numbers(of step: Step) -> [Key]
}

extension DialogKeys {
  func numbers(of step: Step) -> [Key] { [] }
}

/// What a dialog asks of the workstation.
enum SigningOutcome<Draft: Equatable>: Equatable {
  case sign(Draft, Passphrase)
  /// To the list of the formats in which the case can leave.
  case exports
  case close
}

/// A dialog that is gone through step by step, and ends with a passphrase and a signature.
protocol SteppedDialog: ChoosingDialog {
  associatedtype Step: DialogStep
  associatedtype Keys: DialogKeys where Keys.Step == Step
  associatedtype Draft: Equatable

  var caseID: String { get }
  var step: Step { get set }
  /// The steps that are gone through, in their order, up to the passphrase.
  var steps: [Step] { get }
  /// The text that is typed at the present step.
  var field: WritableKeyPath<Self, TextField>? { get }
  var passphrase: SecretField { get set }
  /// Whether the next key that closes throws away what was typed.
  var asksToClose: Bool { get set }
  /// Whether something would be lost if the dialog were closed.
  var holdsWords: Bool { get }

  /// Does what a key asked for.
  mutating func perform(_ command: Keys.Command, _ moment: DialogMoment) -> SigningOutcome<Draft>?
  /// A key that is no command, where keys choose.
  mutating func choose(by key: Key, _ keys: Keys)
}

/// What a dialog is told of the moment in which a key is pressed.
struct DialogMoment {
  /// What of the case was on the screen.
  let slides: SlidesSeen
  /// Seconds since the epoch.
  let now: Int
}

extension DialogStep {
  var isOpen: Bool {
    switch input {
    case .choice, .text, .passphrase: true
    case .nothing: false
    }
  }
}

extension SteppedDialog {
  var isOpen: Bool { step.isOpen }

  var isAtSignature: Bool {
    switch step.input {
    case .passphrase: true
    case .choice, .text: false
    case .nothing: step == .signing
    }
  }

  var isChoosing: Bool {
    switch step.input {
    case .choice: true
    case .text, .passphrase, .nothing: false
    }
  }

  // MARK: Steps

  mutating func go(to next: Step) {
    switch next.input {
    case .passphrase: break
    case .choice, .text, .nothing: passphrase.clear()
    }
    step = next
  }

  mutating func goOn() {
    guard let index = steps.firstIndex(of: step), index + 1 < steps.count else { return }
    go(to: steps[index + 1])
  }

  mutating func goBack() {
    guard let index = steps.firstIndex(of: step), index > 0 else { return }
    go(to: steps[index - 1])
  }

  /// Closes, or asks first where words would be lost.
  mutating func close() -> SigningOutcome<Draft>? {
    guard holdsWords else { return .close }
    asksToClose = true
    return nil
  }

  /// Hands what is signed on, with the passphrase that was typed.
  mutating func sign(_ draft: Draft) -> SigningOutcome<Draft>? {
    guard !passphrase.isEmpty else {
      complaint = "Type your passphrase, then Enter."
      return nil
    }
    let secret = Passphrase(passphrase.secret)
    go(to: .signing)
    return .sign(draft, secret)
  }

  /// Nothing was signed: the dialog is where the passphrase is typed, and empty of it.
  mutating func fail(_ words: String? = nil) {
    go(to: .passphrase)
    complaint = words
  }

  // MARK: Input

  /// What a key does at the present step.
  mutating func press(_ key: Key, _ keys: Keys, _ moment: DialogMoment) -> SigningOutcome<Draft>? {
    guard !awaitsQuiet, let table = keys.table(of: step) else { return nil }
    complaint = nil
    let command = table.command(for: key)
    let isKnown = command != nil || keys.numbers(of: step).contains(key)
    if isChoosing, !counts(key, isKnown: isKnown, now: moment.now) {
      asksToClose = false
      return nil
    }
    if asksToClose {
      asksToClose = false
      return command == .close ? .close : nil
    }
    if let command { return perform(command, moment) }
    switch step.input {
    case .choice: choose(by: key, keys)
    case .text: type(key)
    case .passphrase: _ = passphrase.press(key)
    case .nothing: break
    }
    return nil
  }

  private mutating func type(_ key: Key) {
    guard let field else { return }
    guard case .character(let character) = key else {
      _ = self[keyPath: field].press(key)
      return
    }
    complaint = self[keyPath: field].insert(String(character))?.sentence(of: "text")
  }

  /// Pasted text is text or passphrase, and never a key; line breaks in a text are blanks.
  mutating func paste(_ pasted: String) {
    guard !awaitsQuiet else { return }
    complaint = nil
    switch step.input {
    case .text: if let field { complaint = self[keyPath: field].insert(pasted)?.sentence(of: "text") }
    case .passphrase:
      if !passphrase.insert(pasted) { complaint = "A passphrase is one line: nothing of the pasted text was taken." }
    case .choice, .nothing: complaint = "Pasted text is taken only where text is typed."
    }
  }

  // MARK: Input that does not count

  mutating func unsettle() {
    switch step.input {
    case .passphrase: isSettled = false
    case .choice, .text, .nothing: break
    }
  }

  /// The screen is locked: what was typed of the passphrase is gone, and it is settled anew.
  mutating func hide() {
    passphrase.clear()
    isSettled = false
  }

  /// Whether a key counts that came together with others: text does, but no key that leads elsewhere or chooses.
  func isTakenInCrowd(_ key: Key, _ keys: Keys) -> Bool {
    switch step.input {
    case .choice: key.isTakenInCrowd
    case .text, .passphrase: keys.table(of: step)?.command(for: key) == nil
    case .nothing: true
    }
  }
}
