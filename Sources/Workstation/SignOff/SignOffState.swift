import Casework
import Labels
import Prognosis
import TerminalKit

/// The sign-off dialog.
public struct SignOffState: ChoosingDialog, Equatable, Sendable {
  /// Where in the dialog the keys go.
  enum Step: Equatable, Sendable {
    /// The reader's own call, or what is signed instead of one, and its reason.
    case choice
    case comment
    /// All is said; the passphrase is waited for.
    case passphrase
    /// The passphrase is tried.
    case checking
    /// Signed, and not in the casebook yet: it can be withdrawn.
    case held
    /// Handed to the casebook, no answer yet.
    case signing
    /// In the casebook.
    case signed(SignOff)
  }

  private(set) var step = Step.choice
  var isSettled = false
  var typing: Typing<Choices>?
  /// Whether only a reason is missing: no key changes the decision before Tab leads back to it.
  var asksReason = false
  /// What is going to be signed: it follows from the reader's own call, or stands instead of one.
  var decision: Decision?
  /// The reader's own call, high or low. Never preset.
  var ownCall: Call?
  var reason: SignOffReason?
  var comment: TextField
  /// Where the diagnosis was read, where the reader says so. Never preset.
  var diagnosisRead: DiagnosisSource?
  /// The reader's own grade, where they give one here: another one than in their first call, or the first.
  var ownGrade: Int?
  var passphrase = SecretField()
  var complaint: String?
  /// Why whoever reads here cannot sign, whatever they choose; what they choose is kept as a draft.
  private(set) var barred: String?
  /// Whether the next `x` throws the draft away.
  var asksToDiscard = false
  /// The case as it is signed.
  let record: Case
  /// Why the reader is not told whose case it is; mostly they are.
  let identitiesWithheld: IdentityWithholding?
  /// What is signed upon.
  let finding: Finding
  /// What the reader committed before the model's call was shown to them, where the protocol asks for it.
  let firstRead: FirstRead?
  /// The readings of others that it decides between; mostly none.
  let between: [SignOff]
  /// File names of the slides whose labels are not this case's, and nobody has resolved that; mostly none.
  var openLabels: [String]
  /// The key of the open case that resolves such a label.
  var labelKey: Key = "v"
  /// The reasons that are offered.
  let reasons: ReasonList
  /// The tiles of the finding that the reader has judged; `nil` where there are none.
  let judgedTiles: JudgedTiles?
  /// The combined model that made the finding; `nil` where it is not at hand.
  let combined: CombinedModel?
  /// The draft as last handed on to be kept.
  var kept: SignOffDraft?
  /// When the comment was last typed into since the draft was kept, seconds since the epoch.
  var typedAt: Int?

  /// The dialog over `file`, with the draft that is kept of it.
  ///
  /// - Parameters:
  ///   - reader: printed name of whoever signs.
  ///   - combined: the combined model that made the finding, where it is at hand.
  init(
    file: CaseFile, finding: Finding, reasons: ReasonList = .builtIn, reader: String = "",
    combined: CombinedModel? = nil
  ) {
    self.init(
      record: file.record, identitiesWithheld: file.identitiesWithheld, finding: finding,
      firstRead: file.firstRead(of: reader),
      between: file.isToAdjudicate ? file.readings : [], openLabels: file.openLabelNames, reasons: reasons,
      combined: combined, draft: file.draft)
  }

  /// The dialog with a draft that is kept, or none.
  init(
    record: Case, identitiesWithheld: IdentityWithholding?, finding: Finding, firstRead: FirstRead?,
    between: [SignOff] = [], openLabels: [String] = [], reasons: ReasonList, combined: CombinedModel?,
    draft kept: SignOffDraft?
  ) {
    self.record = record
    self.identitiesWithheld = identitiesWithheld
    self.finding = finding
    self.firstRead = firstRead
    self.between = between
    self.openLabels = openLabels
    self.reasons = reasons
    self.combined = combined
    self.kept = kept
    judgedTiles = kept?.judgedTiles.flatMap { $0.findingID == finding.id ? $0 : nil }
    comment = TextField(kept?.comment ?? "", limit: SignOff.commentLimit)
    (diagnosisRead, ownGrade) = (kept?.diagnosisRead, kept?.grade?.own)
    take(kept ?? SignOffDraft())
  }

  /// Takes what a draft says, as far as it can be signed of this finding: one that was made before the case was scored
  /// again may say something else.
  private mutating func take(_ draft: SignOffDraft) {
    guard let decision = draft.decision else { return }
    if decision.needsOwnCall {
      guard let call = draft.finalCall, call.isAnswer else { return }
      ownCall = call
      self.decision = Decision(ownCall: call, modelCall: modelCall)
    } else {
      self.decision = decision
    }
    reason = draft.reason.flatMap { offered.contains($0) ? $0 : nil }
  }

  /// Whoever reads here cannot sign: they are not asked for a passphrase.
  mutating func bar(_ words: String) {
    barred = words
    guard step.asksForPassphrase else { return }
    go(to: .choice)
    isSettled = false
  }

  mutating func go(to next: Step) {
    if !next.asksForPassphrase { passphrase.clear() }
    (asksToDiscard, asksReason) = (false, false)
    step = next
  }

  var caseID: String { record.id }

  var modelCall: Call { finding.call }

  /// The reasons of what is going to be signed; none where it needs none.
  var offered: [SignOffReason] { decision.map { reasons.offered(for: $0) } ?? [] }

  var draft: SignOffDraft {
    var draft = SignOffDraft(decision: decision, finalCall: ownCall, reason: reason, comment: comment.text)
    (draft.diagnosisRead, draft.judgedTiles) = (diagnosisRead, judgedTiles)
    draft.grade = ownGrade.map { GradeReading(own: $0, model: finding.modelGrade(in: record.clinical)) }
    return draft
  }

  /// What is left of the draft where nothing is chosen in the dialog: the tiles that were judged.
  var blank: SignOffDraft {
    var draft = SignOffDraft()
    draft.judgedTiles = judgedTiles
    return draft
  }

  /// What is signed, with what the reader did not have to say.
  func signed(_ slides: SlidesSeen) -> SignOffDraft {
    var signed = draft
    signed.shown = slides.shown
    signed.reading = slides.reading
    signed.diagnosisRead = diagnosisRead ?? .notStated
    signed.grade = grade
    return signed
  }

  /// The reader's own grade, of here or of their first call, with what it makes of the risk.
  var grade: GradeReading? {
    (ownGrade ?? firstRead?.grade).map { finding.regraded($0, record.clinical, by: combined) }
  }

  /// What keys choose.
  struct Choices: Equatable, Sendable {
    var decision: Decision?
    var ownCall: Call?
    var reason: SignOffReason?
    var diagnosisRead: DiagnosisSource?
    var ownGrade: Int?
  }

  var choices: Choices {
    get {
      Choices(
        decision: decision, ownCall: ownCall, reason: reason, diagnosisRead: diagnosisRead, ownGrade: ownGrade)
    }
    set {
      (decision, ownCall, reason) = (newValue.decision, newValue.ownCall, newValue.reason)
      (diagnosisRead, ownGrade) = (newValue.diagnosisRead, newValue.ownGrade)
    }
  }

  /// Whether the model's call stands in the dialog.
  var showsModelCall: Bool {
    switch step {
    case .choice, .comment, .passphrase, .checking, .signing: true
    case .held, .signed: false
    }
  }

  /// Which rule keeps it from being signed, or `nil`.
  var problem: SignOffProblem? {
    do throws(SignOffProblem) {
      _ = try SignOff.make(draft, finding: finding, reviewer: "-", now: "")
      return nil
    } catch { return error }
  }

  var isOpen: Bool { step.isOpen }

  var isChoosing: Bool {
    switch step {
    case .choice: true
    case .comment, .passphrase, .checking, .held, .signing, .signed: false
    }
  }

  var isAtSignature: Bool {
    switch step {
    case .passphrase, .checking, .signing: true
    case .choice, .comment, .held, .signed: false
    }
  }
}

extension SignOffState.Step {
  /// Whether the passphrase is typed, or tried.
  var asksForPassphrase: Bool {
    switch self {
    case .passphrase: true
    case .choice, .comment, .checking, .held, .signing, .signed: false
    }
  }

  /// Whether a draft can still change.
  var isOpen: Bool {
    switch self {
    case .choice, .comment, .passphrase: true
    case .checking, .held, .signing, .signed: false
    }
  }
}

/// What the dialog asks of the workstation.
enum SignOffOutcome: Equatable {
  /// The draft changed, and is to be kept; `nil` where nothing is left of it.
  case keep(SignOffDraft?)
  /// Signs the case upon the finding of that number, with the passphrase.
  case sign(findingID: String, SignOffDraft, Passphrase)
  /// Takes a signature back that is not in the casebook yet.
  case withdraw
  /// To the next case that is to be signed.
  case next
  /// To the list of the formats in which the case can leave.
  case exports
  /// The dialog is done with; whether a draft is kept of what was not signed.
  case close(keepsDraft: Bool)
}
