import Basics

extension CaseFile {
  /// The outcome that `draft` makes, signed by `reviewer` at `now`.
  ///
  /// It needs an event, its days and a source, and may have a comment, which is composed (NFC) and freed of control
  /// characters. It must have one where it does not go on from the outcome before. No follow-up is longer than the
  /// patient's life.
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
      if let most = longestFollowUp(now: now), days > most { throw .longerThanLife(days: days, most: most) }
      let next = RecordedOutcome(
        number: outcomes.count + 1, event: event, days: days, source: source, comment: comment, reviewer: name,
        recordedAt: now)
      if comment.isEmpty, let standing = outcome, !standing.goesOn(in: next) {
        throw .unexplained(standing: standing)
      }
      return next
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

extension CaseFile {
  /// Days that the patient can have lived until `now`; `nil` where their age or the day of receipt is not known.
  ///
  /// Ages are whole years or nearly so: one more is theirs.
  private func longestFollowUp(now: String) -> Int? {
    guard let age = record.clinical.age, let since = daysSinceReceipt(now: now) else { return nil }
    return since + Int((age + 1) * TimeUnit.days.perYear)
  }

  /// Days from the day of receipt until `now`, 0 where it lies ahead; `nil` where it is not known.
  private func daysSinceReceipt(now: String) -> Int? {
    guard let begin = record.receivedDay, let today = Timestamp(now) else { return nil }
    return max(0, today.seconds / 86_400 - begin)
  }

  /// Whether `outcome` was followed for longer than the case was here when it was recorded, so that its days can only
  /// be true where they were counted from a day before the receipt; `false` where the day of receipt is not known.
  public func beginsBeforeReceipt(_ outcome: RecordedOutcome) -> Bool {
    daysSinceReceipt(now: outcome.recordedAt).map { outcome.days > $0 } ?? false
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
