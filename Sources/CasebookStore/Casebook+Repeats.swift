import Casework

/// Cases that their readers read again.
extension Casebook {
  /// See ``CaseStore/repeatReading(_:_:reviewer:signer:)``.
  ///
  /// - Throws: `repetition` with what keeps them from it; `identity` where they may not take a case up, or the key is
  ///   another one's than the name's.
  @discardableResult
  public func repeatReading(
    _ caseID: String, _ draft: RepeatDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> RepeatedRead {
    try write { db in
      let file = try file(caseID, db)
      try ReviewerRow.roster(db).requireMayTakeUp(Reviewer.name(reviewer))
      let read = try refusing(caseID, db) { try file.repetition(draft, by: reviewer, now: now()) }
      let written = try append(.readingRepeated(read), to: caseID, signer: signer, db)
      return written.repetition(of: read.reviewer) ?? read
    }
  }
}
