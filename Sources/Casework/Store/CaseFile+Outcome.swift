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

extension CaseFile {
  /// The days of follow-up from the day on which the case was received until `day`, `2026-11-02`.
  ///
  /// - Parameter now: ISO 8601 with seconds, UTC.
  /// - Throws: `noSuchDay`, `dayAhead`; `notReceived` where the case does not say when it was received.
  package func followUp(until day: String, now: String) throws(OutcomeProblem) -> Int {
    let midnight = day + "T00:00:00Z"
    guard let end = Timestamp(midnight), end.text == midnight else { throw .noSuchDay(day) }
    if let today = Timestamp(now), end.seconds > today.seconds { throw .dayAhead(day) }
    guard let begin = record.receivedDay else { throw .notReceived }
    return end.seconds / 86_400 - begin
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
