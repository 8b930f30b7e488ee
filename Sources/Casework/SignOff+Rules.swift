import Basics
import Prognosis

/// Why a draft cannot be signed.
public enum SignOffProblem: Error, Equatable, Sendable {
  /// Neither confirmed nor overridden.
  case noDecision
  /// Overridden without the reviewer's own call.
  case noFinalCall
  /// Overridden with the model's own call.
  case sameCall(Call)
  /// Overridden without a reason.
  case noReason
  /// The reason needs a comment.
  case noComment(OverrideReason)
  /// A comment of `length` Unicode scalars where `limit` fit.
  case commentTooLong(length: Int, limit: Int)
  /// Nobody's name to print.
  case noReviewer
  /// The case has no finding, so there is nothing to confirm or override.
  case notScored
  /// Nobody opened the review.
  case notInReview
}

extension SignOff {
  /// The longest comment, in Unicode scalars.
  public static let commentLimit = 2000

  /// A draft made a signed reading, or the first rule that it breaks.
  ///
  /// To confirm takes over the model's call, whatever else the draft holds. To override needs a reason and a call that
  /// is not the model's; the reason ``OverrideReason/other`` needs a comment. Control characters are taken out of
  /// comment and name.
  ///
  /// - Parameters:
  ///   - finding: what the reviewer saw and signs upon.
  ///   - reviewer: printed name.
  ///   - now: ISO 8601 with seconds, UTC.
  public static func make(
    _ draft: SignOffDraft, finding: Finding, reviewer: String, now: String
  ) throws(SignOffProblem) -> SignOff {
    guard let decision = draft.decision else { throw .noDecision }
    let name = CleanText.cleaned(reviewer)
    guard !name.isEmpty else { throw .noReviewer }
    let comment = CleanText.cleaned(draft.comment)
    let length = comment.unicodeScalars.count
    guard length <= commentLimit else { throw .commentTooLong(length: length, limit: commentLimit) }
    let reading = try Reading(decision, draft: draft, comment: comment, modelCall: finding.call)
    return SignOff(
      decision: decision, finalCall: reading.finalCall, reason: reading.reason, comment: comment, reviewer: name,
      signedAt: now, meaning: SignatureMeaning(of: decision), findingID: finding.id)
  }

  /// What the decision puts in place of the model's call.
  private struct Reading {
    let finalCall: Call
    let reason: OverrideReason?

    init(_ decision: Decision, draft: SignOffDraft, comment: String, modelCall: Call) throws(SignOffProblem) {
      switch decision {
      case .confirm: (finalCall, reason) = (modelCall, nil)
      case .override: (finalCall, reason) = try Self.override(draft, comment: comment, modelCall: modelCall)
      }
    }

    private static func override(
      _ draft: SignOffDraft, comment: String, modelCall: Call
    ) throws(SignOffProblem) -> (Call, OverrideReason) {
      guard let call = draft.finalCall else { throw .noFinalCall }
      guard call != modelCall else { throw .sameCall(call) }
      guard let why = draft.reason else { throw .noReason }
      guard !why.needsComment || !comment.isEmpty else { throw .noComment(why) }
      return (call, why)
    }
  }
}
