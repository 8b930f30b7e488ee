import Casework
import Prognosis
import TerminalKit

/// The sign-off dialog.
public struct SignOffState: Equatable, Sendable {
  /// Where in the dialog the keys go.
  public enum Step: Equatable, Sendable {
    case decision, override, comment
    /// Handed to the casebook, no answer yet.
    case signing
    /// In the casebook.
    case signed(SignOff)
  }

  public internal(set) var step = Step.decision
  public internal(set) var decision: Decision?
  /// The reviewer's own call, where she overrides.
  public internal(set) var finalCall: Call?
  /// Index into the reasons.
  public internal(set) var reasonIndex: Int?
  public internal(set) var comment: TextField
  /// What is still to be done before it can be signed.
  public internal(set) var complaint: String?
  let caseID: String
  let findingID: String
  let modelCall: Call

  init(file: CaseFile, finding: Finding) {
    caseID = file.id
    findingID = finding.id
    modelCall = finding.call
    let draft = file.draft ?? SignOffDraft()
    decision = draft.decision
    finalCall = draft.finalCall
    reasonIndex = draft.reason.flatMap { OverrideReason.allCases.firstIndex(of: $0) }
    comment = TextField(draft.comment, limit: 2000)
  }

  /// The calls that an override can end in: the others. Overriding a refusal gives a call.
  var alternatives: [Call] { [.high, .low, .noCall].filter { $0 != modelCall } }

  var reason: OverrideReason? { reasonIndex.map { OverrideReason.allCases[$0] } }

  var draft: SignOffDraft {
    SignOffDraft(
      decision: decision, finalCall: decision == .override ? finalCall : nil,
      reason: decision == .override ? reason : nil, comment: comment.text)
  }

  /// What the call would be after signing.
  var signedCall: Call? {
    switch decision {
    case .confirm: modelCall
    case .override: finalCall
    case nil: nil
    }
  }

  /// What is missing, in words, or `nil` where it can be signed.
  var missing: String? {
    guard let decision else { return "Choose first: c confirms, o overrides." }
    guard decision == .override else { return nil }
    guard finalCall != nil else { return "Choose the final call with Tab." }
    guard let reason else { return "Choose a reason with j and k, or by its number." }
    let hasComment = comment.text.contains { !$0.isWhitespace }
    return reason.needsComment && !hasComment ? "The reason “other” needs a comment that explains it." : nil
  }

  /// The sentence that the signature stands under.
  var meaning: String? {
    switch (decision, signedCall) {
    case (.confirm, .noCall?): "I reviewed this case and its slides, and agree that no call can be made."
    case (.confirm, let call?): "I reviewed this case and its slides, and confirm the model's call: \(call.words)."
    case (.override, .noCall?): "I reviewed this case and its slides, and override the model: no call can be made."
    case (.override, let call?):
      "I reviewed this case and its slides, and override the model: my call is \(call.words)."
    default: nil
    }
  }
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
