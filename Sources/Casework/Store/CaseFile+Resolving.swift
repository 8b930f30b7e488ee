import Basics

extension CaseFile {
  /// The resolution that `draft` makes of a mismatch, signed by `reviewer` at `now`.
  ///
  /// It needs a reason, and may have a comment, which is composed (NFC) and freed of control characters. The content of
  /// the slide is that of the newest finding.
  ///
  /// - Throws: the first rule that the draft breaks; what the ledger's state machine refuses besides, it refuses.
  package func resolution(
    _ draft: LabelResolutionDraft, by reviewer: String, now: String
  ) throws(TransitionProblem) -> LabelResolution {
    let name = Reviewer.name(reviewer)
    guard !name.isEmpty else { throw .signOff(.noReviewer) }
    guard let reason = draft.reason else { throw .label(.noReason) }
    let comment = ComposedText.composed(CleanText.cleaned(draft.comment))
    let length = comment.unicodeScalars.count
    guard length <= SignOff.commentLimit else {
      throw .label(.commentTooLong(length: length, limit: SignOff.commentLimit))
    }
    return LabelResolution(
      slide: draft.slide, slideDigest: labelDigests(of: draft.slide).last ?? nil, check: draft.check, reason: reason,
      comment: comment, reviewer: name, resolvedAt: now)
  }
}
