import Basics

extension CaseFile {
  /// What `draft` adds to the case or changes in it, signed by `reviewer` at `now`.
  ///
  /// Only a closed case has supplements, and only the reading that stands is amended: whoever looked at an older one is
  /// told. An amendment is a reading by the rules of a sign-off, upon the finding that was signed upon or a newer one;
  /// it closes the case as the one before. It needs a class and a reason; who was told, and when, may follow in an
  /// addendum. Texts are composed (NFC), and control characters are taken out.
  ///
  /// - Throws: the first rule that the draft breaks.
  public func supplement(
    _ draft: SupplementDraft, reviewer: String, now: String
  ) throws(TransitionProblem) -> Supplement {
    switch draft {
    case .addendum(let text, let digest):
      try requireStanding(digest)
      let name = Reviewer.name(reviewer)
      guard !name.isEmpty else { throw .signOff(.noReviewer) }
      return .addendum(
        Addendum(
          number: addenda.count + 1, text: try Self.text(text, or: .noText), reviewer: name, signedAt: now, to: digest))
    case .amendment(let draft): return .amendment(try amendment(draft, reviewer: reviewer, now: now))
    }
  }

  private func amendment(
    _ draft: AmendmentDraft, reviewer: String, now: String
  ) throws(TransitionProblem) -> Amendment {
    try requireStanding(draft.amends)
    guard let kind = draft.kind else { throw .amendment(.noClass) }
    if let decision = draft.reading.decision, !decision.closesCase { throw .amendment(.staysOpen(decision)) }
    let finding = try amendable(draft.findingID)
    var reading: SignOff
    do throws(SignOffProblem) {
      reading = try SignOff.make(draft.reading, finding: finding, reviewer: reviewer, now: now)
    } catch { throw .signOff(error) }
    _ = try Self.text(reading.comment, or: .noReason)
    try requireFiles(reading)
    reading.labels = labels(of: draft.reading, upon: finding)
    try requireLabels(reading, upon: finding)
    return Amendment(
      number: amendments.count + 1, kind: kind, reading: reading, told: try notice(draft.told, now: now),
      amends: draft.amends)
  }

  /// Nobody can have been told of it after now, or before there was anything to amend.
  private func notice(
    _ notice: AmendmentNotice?, now: String
  ) throws(TransitionProblem) -> AmendmentNotice? {
    guard let notice else { return nil }
    let person = try Self.text(notice.person, or: .noPerson)
    guard let time = Timestamp(notice.at) else { throw .amendment(.badTime(notice.at)) }
    if let now = Timestamp(now), now.seconds < time.seconds { throw .amendment(.toldLater(notice.at)) }
    if let signedAt = standing?.signedAt, let signed = Timestamp(signedAt), time.seconds < signed.seconds {
      throw .amendment(.toldEarlier(notice.at, signedAt: signedAt))
    }
    return AmendmentNotice(person: person, at: notice.at)
  }

  private static func text(_ text: String, or problem: AmendmentProblem) throws(TransitionProblem) -> String {
    let text = ComposedText.composed(CleanText.cleaned(text))
    guard SignOff.isSeen(text) else { throw .amendment(problem) }
    let length = text.unicodeScalars.count
    guard length <= SignOff.commentLimit else {
      throw .amendment(.textTooLong(length: length, limit: SignOff.commentLimit))
    }
    return text
  }
}
