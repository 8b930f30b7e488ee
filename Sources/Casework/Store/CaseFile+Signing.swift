import Basics

extension ReadingClaim {
  /// Whether `name` can ask for the case now: another one reads it.
  ///
  /// - Throws: `askedBy` where a colleague has asked and has no answer yet.
  package func isToBeAsked(by name: String) throws(CaseStoreFailure) -> Bool {
    guard reviewer != name else { return false }
    if let request, !request.isKept, request.asker != name { throw .conflict(.askedBy(reviewer: request.asker)) }
    return true
  }
}

extension CaseFile {
  /// Whether `reviewer` must still be said to have taken the case up before they read on.
  package func isNewTo(_ reviewer: String) -> Bool {
    switch status {
    case .inReview: self.reviewer != reviewer
    case .new, .scored, .signed, .addendum, .amended, .deferred, .awaitingReader, .rejected: true
    }
  }

  /// Whether signing the case opens its review too: nobody has, or not since it was put off or another one signed.
  package var isUnopened: Bool {
    switch status {
    case .scored, .deferred, .awaitingReader: true
    case .new, .inReview, .signed, .addendum, .amended, .rejected: false
    }
  }

  /// - Throws: `withheld` where `content` is not told yet.
  public func requireTold(_ content: WithheldContent) throws(CaseStoreFailure) {
    if let withheld { throw .withheld(id: id, content, withheld) }
  }

  /// - Throws: `signOff` with `needsWorkstation` where the case is read so that it is not signed from a shell.
  public func requireSignableFromShell() throws(CaseStoreFailure) {
    if isBlinded { throw .signOff(.needsWorkstation(readingProtocol)) }
  }

  /// The signed reading that `draft` makes of the case.
  ///
  /// What the ledger's state machine would refuse is refused here first, so that a stale screen hears that before it
  /// hears of its draft.
  ///
  /// - Throws: what stands against it.
  package func signing(
    _ draft: SignOffDraft, reviewer: String, findingID: String, now: String
  ) throws(TransitionProblem) -> SignOff {
    try requireOpen()
    try requireUnread(by: reviewer)
    guard let finding else { throw .signOff(.notScored) }
    guard finding.id == findingID else { throw .conflict(.findingChanged(seen: findingID, now: finding.id)) }
    var signed: SignOff
    do {
      signed = try SignOff.make(
        draft, finding: finding, reviewer: reviewer, now: now, under: readingProtocol,
        firstRead: readingProtocol.asksFirstCall ? firstRead(of: reviewer) : nil, asksFirstCall: asksFirstCall)
    } catch { throw .signOff(error) }
    signed.adjudicates = toDecideBetween
    try requireFiles(signed)
    signed.labels = labels(of: draft, upon: finding)
    try requireLabels(signed, upon: finding)
    return signed
  }
}
