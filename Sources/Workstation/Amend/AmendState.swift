import Casework
import Prognosis
import TerminalKit

/// The dialog in which something is added to a signed case, or what it says is changed.
public struct AmendState: Equatable, Sendable {
  /// What is signed in the end.
  enum Purpose: Equatable, Sendable {
    case addendum, amendment
  }

  /// Where in the dialog the keys go.
  enum Step: Equatable, Sendable {
    /// Where the error lay.
    case kind
    /// What stands from now on.
    case reading
    /// What is added, or why it is amended.
    case text
    /// Who was told; and when.
    case told, toldAt
    case passphrase
    /// Handed to the casebook, no answer yet.
    case signing
    /// In the casebook.
    case signed(Supplement)
  }

  private(set) var step: Step
  /// Whether the dialog was painted and what had been typed before was dropped; until then no key counts.
  var isSettled = false
  let purpose: Purpose
  /// The case as it stood when the dialog was opened.
  let file: CaseFile
  /// The reasons that are offered.
  let reasons: ReasonList
  var kind: AmendmentClass?
  var decision: Decision?
  var ownCall: Call?
  var reason: SignOffReason?
  /// Whether the newest finding is read, instead of the one that was signed upon.
  var isUponNewest = false
  var text = TextField(limit: SignOff.commentLimit)
  var told = TextField(limit: SignOff.commentLimit)
  var toldAt = TextField(limit: 40)
  var passphrase = SecretField()
  /// What is still to be done before it can be signed.
  var complaint: String?
  /// Whether the next key that closes throws away what was typed.
  var asksToClose = false

  init(_ purpose: Purpose, of file: CaseFile, reasons: ReasonList = .builtIn) {
    self.purpose = purpose
    self.file = file
    self.reasons = reasons
    step = Self.steps(of: purpose)[0]
  }

  var caseID: String { file.id }

  /// What the reading rests upon.
  var finding: Finding? { isUponNewest ? file.newerFinding ?? file.finding : file.finding }

  /// The reasons of what is going to stand; none where it needs none.
  var offered: [SignOffReason] { decision.map { reasons.offered(for: $0) } ?? [] }

  /// What would be signed, of the slides that were `shown`.
  func draft(shown: SlidesShown?) -> SupplementDraft {
    let digest = file.standing?.entryDigest ?? ""
    switch purpose {
    case .addendum: return .addendum(text: text.text, to: digest)
    case .amendment:
      let reading = SignOffDraft(
        decision: decision, finalCall: ownCall, reason: reason, comment: text.text, shown: shown)
      let notice = told.text.isEmpty ? nil : AmendmentNotice(person: told.text, at: toldAt.text)
      return .amendment(
        AmendmentDraft(kind: kind, reading: reading, findingID: finding?.id ?? "", told: notice, amends: digest))
    }
  }

  // MARK: Steps

  private static func steps(of purpose: Purpose) -> [Step] {
    switch purpose {
    case .addendum: [.text, .passphrase]
    case .amendment: [.kind, .reading, .text, .told, .toldAt, .passphrase]
    }
  }

  /// The steps that are gone through: where nobody was told, there is no time.
  private var steps: [Step] { Self.steps(of: purpose).filter { $0 != .toldAt || !told.text.isEmpty } }

  mutating func go(to next: Step) {
    if next != .passphrase { passphrase.clear() }
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

  /// Whether something would be lost if the dialog were closed.
  var holdsWords: Bool { step.isOpen && (kind != nil || !text.text.isEmpty) }

  // MARK: Input that does not count

  /// Whether keys are dropped until the dialog was painted and the input fell silent.
  var awaitsQuiet: Bool { !isSettled && step.isOpen }

  /// The dialog was painted, and what had been typed before was dropped.
  mutating func settle() { isSettled = true }

  /// What lies behind a problem or the lock is painted and settled anew before it can be signed.
  mutating func unsettle() { if step == .passphrase { isSettled = false } }

  /// Whether a key counts that came together with others: text does, but no key that leads elsewhere.
  func isTakenInCrowd(_ key: Key, _ keys: AmendKeys) -> Bool {
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
  mutating func receive(_ supplement: Supplement) { go(to: .signed(supplement)) }

  /// Nothing was signed: the dialog is where the passphrase is typed, and empty of it.
  mutating func fail(_ words: String? = nil) {
    go(to: .passphrase)
    complaint = words
  }
}

extension AmendState.Step {
  /// Whether anything can still change.
  var isOpen: Bool {
    switch self {
    case .kind, .reading, .text, .told, .toldAt, .passphrase: true
    case .signing, .signed: false
    }
  }

  /// Whether text is typed, in which a line break that comes with it is no key.
  var takesText: Bool {
    switch self {
    case .text, .told, .toldAt, .passphrase: true
    case .kind, .reading, .signing, .signed: false
    }
  }
}

/// What the dialog asks of the workstation.
enum AmendOutcome: Equatable {
  case sign(SupplementDraft, Passphrase)
  case close
}
