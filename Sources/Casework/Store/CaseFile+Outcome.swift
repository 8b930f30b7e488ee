import Basics

extension CaseFile {
  /// The outcome that `draft` makes, signed by `reviewer` at `now`.
  ///
  /// It needs an event, its days and a source, and may have a comment, which is composed (NFC) and freed of control
  /// characters.
  ///
  /// - Throws: the first rule that the draft breaks; what the ledger's state machine refuses besides, it refuses.
  package func outcome(
    _ draft: OutcomeDraft, by reviewer: String, now: String
  ) throws(TransitionProblem) -> RecordedOutcome {
    let name = Reviewer.name(reviewer)
    guard !name.isEmpty else { throw .signOff(.noReviewer) }
    guard closingSignOff != nil else { throw .outcome(.notClosed) }
    let comment = ComposedText.composed(CleanText.cleaned(draft.comment))
    do throws(OutcomeProblem) {
      let (event, days, source) = try draft.whole(comment: comment)
      return RecordedOutcome(
        number: outcomes.count + 1, event: event, days: days, source: source, comment: comment, reviewer: name,
        recordedAt: now)
    } catch { throw .outcome(error) }
  }
}

extension OutcomeDraft {
  fileprivate func whole(
    comment: String
  ) throws(OutcomeProblem) -> (event: OutcomeEvent, days: Int, source: OutcomeSource) {
    guard let event else { throw .noEvent }
    guard let days else { throw .noDays }
    guard RecordedOutcome.followUp.contains(days) else { throw .daysOutside(days) }
    guard let source else { throw .noSource }
    guard !source.needsComment || !comment.isEmpty else { throw .commentMissing }
    let length = comment.unicodeScalars.count
    guard length <= SignOff.commentLimit else {
      throw .commentTooLong(length: length, limit: SignOff.commentLimit)
    }
    return (event, days, source)
  }
}
