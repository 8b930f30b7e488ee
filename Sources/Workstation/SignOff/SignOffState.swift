import Casework
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

  var step = Step.decision { didSet { if step == .signature, oldValue != .signature { isSettled = false } } }
  /// Whether the step was painted and what had been typed before was dropped; until then no key counts.
  var isSettled = false
  var decision: Decision?
  /// The reviewer's own call, where she overrides.
  var finalCall: Call?
  /// Index into the reasons.
  var reasonIndex: Int?
  var comment: TextField
  /// What is still to be done before it can be signed.
  var complaint: String?
  let caseID: String
  /// What is signed upon.
  let finding: Finding

  init(file: CaseFile, finding: Finding) {
    caseID = file.id
    self.finding = finding
    let draft = file.draft ?? SignOffDraft()
    decision = draft.decision
    finalCall = draft.finalCall
    reasonIndex = draft.reason.flatMap { OverrideReason.allCases.firstIndex(of: $0) }
    comment = TextField(draft.comment, limit: SignOff.commentLimit)
  }

  /// The calls that an override can end in: the others. Overriding a refusal gives a call.
  var alternatives: [Call] { [.high, .low, .noCall].filter { $0 != modelCall } }

  var reason: OverrideReason? { reasonIndex.map { OverrideReason.allCases[$0] } }

  var draft: SignOffDraft {
    SignOffDraft(
      decision: decision, finalCall: decision == .override ? finalCall : nil,
      reason: decision == .override ? reason : nil, comment: comment.text)
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
    case .noComment(let reason): "The reason “\(reason.rawValue)” needs a comment that explains it."
    case .commentTooLong(_, let limit): "The comment is too long: \(limit) characters fit."
    default: "It cannot be signed now: close the dialog and open the case again."
    }
  }

  /// Whether keys are dropped until the dialog was painted and the input fell silent: when it opens, and again before
  /// it can be signed.
  var awaitsQuiet: Bool { !isSettled && (step == .decision || step == .signature) }

  /// The sentence that the signature stands under.
  var meaning: String? { decision.map(SignOff.meaning(of:)) }
}

extension Call {
  /// In a sentence.
  var words: String {
    switch self {
    case .high: "high risk"
    case .low: "low risk"
    case .noCall: "no call"
    }
  }
}
