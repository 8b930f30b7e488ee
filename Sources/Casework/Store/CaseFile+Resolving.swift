import Basics

extension CaseFile {
  /// The resolution that `draft` makes of a mismatch, signed by `reviewer` at `now`.
  ///
  /// It needs a reason, and may have a comment, which is composed (NFC) and freed of control characters. The content of
  /// the slide is that whose label the reader was shown.
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
      slide: draft.slide, slideDigest: draft.slideDigest, check: draft.check, reason: reason, comment: comment,
      reviewer: name, resolvedAt: now)
  }

  /// What of the label of that slide differs, resolved or not, as drafts that do not say yet why it may be read: upon
  /// the finding that the case rests upon; of a closed case upon a newer one, too, which an amendment may rest upon.
  package func labelMismatches(of slide: Int) -> [LabelResolutionDraft] {
    let newer = closingSignOff == nil ? nil : newerFinding?.id
    return ([nil] + (newer.map { [$0] } ?? [])).compactMap { findingID in
      let labels = labels(upon: findingID)
      guard labels.indices.contains(slide), labels[slide].check.isMismatch else { return nil }
      return LabelResolutionDraft(
        slide: slide, slideDigest: labelEvidence(upon: findingID).digest(slide), check: labels[slide].check)
    }
  }

  /// The first of them that nobody has resolved.
  package func openMismatch(of slide: Int) -> LabelResolutionDraft? {
    labelMismatches(of: slide).first { draft in !labelResolutions.contains { draft.isResolved(by: $0) } }
  }

  /// Indices of the slides of which something is to be resolved.
  package var slidesToResolve: [Int] { record.slides.indices.filter { openMismatch(of: $0) != nil } }
}

extension LabelResolutionDraft {
  /// Whether both are of the same content and the same texts.
  package func isOfSame(as other: LabelResolutionDraft) -> Bool {
    slide == other.slide && slideDigest == other.slideDigest && check == other.check
  }

  fileprivate func isResolved(by resolution: LabelResolution) -> Bool {
    slide == resolution.slide && slideDigest == resolution.slideDigest && check == resolution.check
  }
}
