/// What the entries of readings make of a case.
extension CaseFile {
  /// Takes a first call: of a case that is scored, open, and read so, each reader gives one, and no second.
  mutating func take(_ read: FirstRead) throws(TransitionProblem) {
    try requireReadable()
    guard asksFirstCall else { throw .signOff(.firstCallNotAsked) }
    guard let reviewer = reviewerAtWork else { throw .signOff(.notInReview) }
    guard reviewer == read.reviewer else { throw .conflict(.inReviewBy(reviewer: reviewer)) }
    guard firstRead(of: read.reviewer) == nil else { throw .signOff(.firstCallStands) }
    if let grade = read.grade, !FirstRead.grades.contains(grade) { throw .signOff(.noSuchGrade(grade)) }
    firstReads.append(read)
  }

  /// Reads this case in another way from now on; one that a reader has signed keeps its protocol.
  mutating func set(_ setting: ProtocolSetting) throws(TransitionProblem) {
    try requireOpen()
    try requireNobodyRead()
    ownProtocol = setting.readingProtocol
  }

  private func requireReadable() throws(TransitionProblem) {
    try requireOpen()
    guard finding != nil else { throw .signOff(.notScored) }
  }
}

/// What a signature makes of a case, and what it keeps as it was, where its protocol asks for several readers.
extension CaseFile {
  /// Takes a signature, as far as this file tells of the readings before: it closes the case, or puts it off, or is one
  /// of several readings. What put the case off before stays beside it.
  public mutating func take(_ signed: SignOff) {
    if let before = signOff, !before.decision.closesCase { putOff.append(before) }
    guard signed.decision.closesCase, !closes(signed) else {
      (signOff, status) = (signed, signed.decision.statusAfter)
      return
    }
    readings.append(signed)
    (signOff, status) = (nil, .awaitingReader)
  }

  private func closes(_ signed: SignOff) -> Bool {
    guard keepsReadersApart else { return true }
    return readingsLeft == 1 && readings.allSatisfy { $0.finalCall == signed.finalCall }
  }

  /// - Throws: `signOff` with `readAlready` where that reader has signed their reading.
  package func requireUnread(by reviewer: String) throws(TransitionProblem) {
    if hasRead(reviewer) { throw .signOff(.readAlready) }
  }

  /// - Throws: `conflict` with `halfRead` where a reader has signed and another one has still to: what they are to
  ///   decide upon, and how, stays as it was for the first.
  package func requireNobodyRead() throws(TransitionProblem) {
    guard let first = readings.first else { return }
    throw .conflict(.halfRead(reviewer: first.reviewer, signedAt: first.signedAt))
  }
}
