import Casework
import Labels
import Prognosis
import TerminalKit

/// The sign-off dialog.
public struct SignOffState: Equatable, Sendable {
  /// Where in the dialog the keys go.
  enum Step: Equatable, Sendable {
    case decision, override, comment
    /// All is said; the key that signs is waited for.
    case signature
    /// Handed to the casebook, no answer yet.
    case signing
    /// In the casebook.
    case signed(SignOff)
  }

  private(set) var step = Step.decision
  /// Whether the step was painted and what had been typed before was dropped; until then no key counts.
  var isSettled = false
  var decision: Decision?
  /// The reviewer's own call, where they override.
  var finalCall: Call?
  /// Index into the reasons.
  var reasonIndex: Int?
  var comment: TextField
  /// What is still to be done before it can be signed.
  var complaint: String?
  let caseID: String
  /// What is signed upon.
  let finding: Finding
  /// The draft as last handed on to be kept.
  var kept: SignOffDraft?

  init(file: CaseFile, finding: Finding) {
    self.init(caseID: file.id, finding: finding, draft: file.draft)
  }

  /// The dialog with a draft that is kept, or none.
  init(caseID: String, finding: Finding, draft kept: SignOffDraft?) {
    self.caseID = caseID
    self.finding = finding
    self.kept = kept
    let draft = kept ?? SignOffDraft()
    decision = draft.decision
    finalCall = draft.finalCall
    reasonIndex = draft.reason.flatMap { OverrideReason.allCases.firstIndex(of: $0) }
    comment = TextField(draft.comment, limit: SignOff.commentLimit)
  }

  /// Goes to a step; the signature waits for the silence anew.
  mutating func go(to next: Step) {
    if next.asksForSignature, !step.asksForSignature { isSettled = false }
    step = next
  }

  /// The calls that an override can end in: the others. Overriding a refusal gives a call.
  var alternatives: [Call] {
    switch modelCall {
    case .high: [.low, .noCall]
    case .low: [.high, .noCall]
    case .noCall: [.high, .low]
    }
  }

  /// Whether the draft overrides.
  var isOverride: Bool { decision?.isOverride ?? false }

  var reason: OverrideReason? { reasonIndex.map { OverrideReason.allCases[$0] } }

  var draft: SignOffDraft {
    SignOffDraft(
      decision: decision, finalCall: isOverride ? finalCall : nil, reason: isOverride ? reason : nil,
      comment: comment.text)
  }

  var modelCall: Call { finding.call }

  /// What is missing, in words, or `nil` where it can be signed.
  var missing: String? {
    do throws(SignOffProblem) {
      _ = try SignOff.make(draft, finding: finding, reviewer: "-", now: "")
      return nil
    } catch {
      return Self.words(of: error)
    }
  }

  private static func words(of problem: SignOffProblem) -> String {
    switch problem {
    case .noDecision: "Choose first: c confirms, o overrides."
    case .noFinalCall, .sameCall: "Choose your own call with Tab."
    case .noReason: "Choose a reason with j and k, or by its number."
    case .noComment(let reason): "The reason \"\(reason.label)\" needs a comment that explains it."
    case .commentTooLong(_, let limit): "The comment is too long: \(limit) characters fit."
    case .noReviewer, .notScored, .notInReview:
      "It cannot be signed now: close the dialog and open the case again."
    }
  }

  /// Whether keys are dropped until the dialog was painted and the input fell silent: when it opens, and again before
  /// it can be signed.
  var awaitsQuiet: Bool { !isSettled && step.awaitsQuiet }

  /// The sentence that the signature stands under.
  var meaning: String? { decision.map { SignatureMeaning(of: $0).label } }
}

extension SignOffState.Step {
  /// Whether the key that signs is waited for.
  var asksForSignature: Bool {
    switch self {
    case .signature: true
    case .decision, .override, .comment, .signing, .signed: false
    }
  }

  /// Whether no key counts before the dialog was painted and the input fell silent.
  var awaitsQuiet: Bool {
    switch self {
    case .decision, .signature: true
    case .override, .comment, .signing, .signed: false
    }
  }
}

/// What the dialog asks of the workstation.
enum SignOffOutcome: Equatable {
  /// The draft changed, and is to be kept; `nil` where nothing is left of it.
  case keep(SignOffDraft?)
  /// Signs the case upon the finding of that number.
  case sign(findingID: String, SignOffDraft)
  /// The dialog is done with; whether a draft is kept of what was not signed.
  case close(keepsDraft: Bool)
}
