import Casework
import TerminalKit

/// The dialog of a second opinion: it is asked for, given, or the question is taken back.
public struct OpinionState: Equatable, Sendable {
  /// What is signed in the end.
  enum Purpose: Equatable, Sendable {
    /// A question about this place.
    case question(SlidePlace)
    /// The answer to it.
    case answer(SecondOpinion)
    /// That it is taken back.
    case withdrawal(SecondOpinion)
  }

  /// Where in the dialog the keys go.
  enum Step: Equatable, Sendable {
    /// What is asked, or answered.
    case text
    /// Whom it is put to.
    case colleague
    /// The colleague's own call, where they give one.
    case call
    case passphrase
    /// Handed to the casebook, no answer yet.
    case signing
    /// In the casebook.
    case signed(SecondOpinion)
  }

  private(set) var step: Step
  /// Whether the dialog was painted and what had been typed before was dropped; until then no key counts.
  var isSettled = false
  let purpose: Purpose
  /// The case as it stood when the dialog was opened.
  let file: CaseFile
  /// Those who may be asked; `nil` where the casebook has not told yet.
  var colleagues: [Reviewer]?
  /// Of ``colleagues``; `nil`: anybody.
  var chosen: Int?
  var call: FirstCall?
  var text = TextField(limit: SignOff.commentLimit)
  var passphrase = SecretField()
  /// What is still to be done before it can be signed.
  var complaint: String?
  /// Whether the next key that closes throws away what was typed.
  var asksToClose = false

  init(_ purpose: Purpose, of file: CaseFile) {
    self.purpose = purpose
    self.file = file
    step = purpose.steps[0]
  }

  var caseID: String { file.id }

  /// Printed name of whoever is asked; `nil`: anybody.
  var colleague: String? {
    guard let colleagues, let chosen, colleagues.indices.contains(chosen) else { return nil }
    return colleagues[chosen].name
  }

  /// What would be signed.
  var draft: OpinionDraft {
    switch purpose {
    case .question(let place): .question(place: place, text: text.text, colleague: colleague)
    case .answer(let opinion):
      .answer(number: opinion.id, to: opinion.request.entryDigest ?? "", text: text.text, call: call)
    case .withdrawal(let opinion): .withdrawal(number: opinion.id, to: opinion.request.entryDigest ?? "")
    }
  }

  // MARK: Steps

  mutating func go(to next: Step) {
    if next != .passphrase { passphrase.clear() }
    step = next
  }

  mutating func goOn() {
    guard let index = purpose.steps.firstIndex(of: step), index + 1 < purpose.steps.count else { return }
    go(to: purpose.steps[index + 1])
  }

  mutating func goBack() {
    guard let index = purpose.steps.firstIndex(of: step), index > 0 else { return }
    go(to: purpose.steps[index - 1])
  }

  /// Whether something would be lost if the dialog were closed.
  var holdsWords: Bool { step.isOpen && !text.text.isEmpty }

  // MARK: Input that does not count

  /// Whether keys are dropped until the dialog was painted and the input fell silent.
  var awaitsQuiet: Bool { !isSettled && step.isOpen }

  /// The dialog was painted, and what had been typed before was dropped.
  mutating func settle() { isSettled = true }

  /// What lies behind a problem or the lock is painted and settled anew before it can be signed.
  mutating func unsettle() { if step == .passphrase { isSettled = false } }

  /// The screen is locked: what was typed of the passphrase is gone.
  mutating func hide() {
    passphrase.clear()
    isSettled = false
  }

  /// Whether a key counts that came together with others: text does, but no key that leads elsewhere.
  func isTakenInCrowd(_ key: Key, _ keys: OpinionKeys) -> Bool {
    guard step.isOpen else { return true }
    return step.takesText ? keys.table(of: step)?.command(for: key) == nil : key != .enter
  }

  /// A line break came together with other keys, as when a terminal does not mark a paste.
  mutating func refuseCrowd() {
    guard step.isOpen else { return }
    complaint = "Enter came together with other keys and was not taken: press it by itself."
  }

  // MARK: Answers

  /// It is in the casebook.
  mutating func receive(_ opinion: SecondOpinion) { go(to: .signed(opinion)) }

  /// Nothing was signed: the dialog is where the passphrase is typed, and empty of it.
  mutating func fail(_ words: String? = nil) {
    go(to: .passphrase)
    complaint = words
  }
}

extension OpinionState.Purpose {
  fileprivate var steps: [OpinionState.Step] {
    switch self {
    case .question: [.text, .colleague, .passphrase]
    case .answer: [.text, .call, .passphrase]
    case .withdrawal: [.passphrase]
    }
  }
}

extension OpinionState.Step {
  /// Whether anything can still change.
  var isOpen: Bool {
    switch self {
    case .text, .colleague, .call, .passphrase: true
    case .signing, .signed: false
    }
  }

  /// Whether text is typed, in which a line break that comes with it is no key.
  var takesText: Bool {
    switch self {
    case .text, .passphrase: true
    case .colleague, .call, .signing, .signed: false
    }
  }
}

/// What the dialog asks of the workstation.
enum OpinionOutcome: Equatable {
  case sign(OpinionDraft, Passphrase)
  case close
}
