import Casework

/// What became of patients.
extension Casebook {
  /// See ``CaseStore/recordOutcome(_:_:reviewer:signer:)``.
  ///
  /// - Throws: `outcome` with the rule that the draft breaks; `identity` where the key may not record outcomes, or is
  ///   another one's than the name's.
  @discardableResult
  public func recordOutcome(
    _ caseID: String, _ draft: OutcomeDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> RecordedOutcome {
    try write { db in
      let file = try file(caseID, db)
      let outcome = try refusing(caseID, db) { try file.outcome(draft, by: reviewer, now: now()) }
      let written = try append(.outcomeRecorded(outcome), to: caseID, signer: signer, db)
      return written.outcome ?? outcome
    }
  }
}
