import Casework
import Prognosis
import TerminalKit

/// The dialog in which something is added to a signed case, or what it says is changed.
public struct AmendState: SteppedDialog, Equatable, Sendable {
  /// What is signed in the end.
  enum Purpose: Equatable, Sendable {
    case addendum, amendment
  }

  /// Where in the dialog the keys go.
  enum Step: DialogStep, Sendable {
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

  var step: Step
  var isSettled = false
  let purpose: Purpose
  /// The case as it stood when the dialog was opened.
  let file: CaseFile
  /// The reasons that are offered.
  let reasons: ReasonList
  /// The key of the open case that resolves a label.
  var labelKey: Key = "v"
  var kind: AmendmentClass?
  var decision: Decision?
  var ownCall: Call?
  var reason: SignOffReason?
  /// Whether the newest finding is read, instead of the one that was signed upon.
  var isUponNewest = false
  var text = TextField(limit: SignOff.commentLimit)
  var told = TextField(limit: SignOff.commentLimit)
  var toldAt = TextField(limit: 40)
  var typing: Typing<Choices>?
  var passphrase = SecretField()
  var complaint: String?
  var asksToClose = false

  init(_ purpose: Purpose, of file: CaseFile, reasons: ReasonList = .builtIn) {
    self.purpose = purpose
    self.file = file
    self.reasons = reasons
    step = Self.steps(of: purpose)[0]
  }

  var caseID: String { file.id }

  /// What keys choose.
  struct Choices: Equatable, Sendable {
    var kind: AmendmentClass?
    var decision: Decision?
    var ownCall: Call?
    var reason: SignOffReason?
    var isUponNewest: Bool
  }

  var choices: Choices {
    get {
      Choices(kind: kind, decision: decision, ownCall: ownCall, reason: reason, isUponNewest: isUponNewest)
    }
    set {
      (kind, decision, ownCall, reason) = (newValue.kind, newValue.decision, newValue.ownCall, newValue.reason)
      isUponNewest = newValue.isUponNewest
    }
  }

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
      var reading = SignOffDraft(
        decision: decision, finalCall: ownCall, reason: reason, comment: text.text, shown: shown)
      reading.diagnosisRead = .notStated
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
  var steps: [Step] { Self.steps(of: purpose).filter { $0 != .toldAt || !told.text.isEmpty } }

  var field: WritableKeyPath<AmendState, TextField>? {
    switch step {
    case .text: \.text
    case .told: \.told
    case .toldAt: \.toldAt
    case .kind, .reading, .passphrase, .signing, .signed: nil
    }
  }

  var holdsWords: Bool { step.isOpen && (kind != nil || !text.text.isEmpty) }

  /// It is in the casebook.
  mutating func receive(_ supplement: Supplement) { go(to: .signed(supplement)) }
}

extension AmendState.Step {
  var input: DialogInput {
    switch self {
    case .kind, .reading: .choice
    case .text, .told, .toldAt: .text
    case .passphrase: .passphrase
    case .signing, .signed: .nothing
    }
  }
}
