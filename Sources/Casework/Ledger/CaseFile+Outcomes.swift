/// What the entries of outcomes make of a case: nothing of its status, and nothing of its call.
extension CaseFile {
  /// Takes one outcome more.
  ///
  /// - Throws: `outcome` with `notClosed` or `daysOutside`; `misplaced` where its number is not the next one.
  mutating func take(_ outcome: RecordedOutcome, digest: String) throws(TransitionProblem) {
    guard closingSignOff != nil else { throw .outcome(.notClosed) }
    guard outcome.number == outcomes.count + 1 else { throw .misplaced }
    guard RecordedOutcome.followUp.contains(outcome.days) else { throw .outcome(.daysOutside(outcome.days)) }
    record(outcome, digest: digest)
  }

  /// The same of one that lies in the ledger, and was possible when it was written.
  package mutating func record(_ outcome: RecordedOutcome, digest: String) {
    var outcome = outcome
    outcome.entryDigest = digest
    outcomes.append(outcome)
  }
}
