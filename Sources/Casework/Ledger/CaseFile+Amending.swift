/// What comes after a signature: it is added to the case, and takes nothing away.
extension CaseFile {
  mutating func add(_ addendum: Addendum, digest: String) throws(TransitionProblem) {
    try requireStanding(addendum.to)
    guard addendum.number == addenda.count + 1 else { throw .misplaced }
    take(Supplement.addendum(addendum).written(in: digest))
  }

  mutating func amend(_ amendment: Amendment, digest: String) throws(TransitionProblem) {
    try requireStanding(amendment.amends)
    guard amendment.number == amendments.count + 1 else { throw .misplaced }
    guard amendment.reading.decision.closesCase else { throw .amendment(.staysOpen(amendment.reading.decision)) }
    try requireFiles(amendment.reading)
    try requireLabels(amendment.reading, upon: try amendable(amendment.reading.findingID))
    take(Supplement.amendment(amendment).written(in: digest))
  }

  /// The finding that an amendment may rest upon.
  ///
  /// - Throws: `findingChanged` where it is neither the one that was signed upon nor the newest.
  package func amendable(_ id: String) throws(TransitionProblem) -> Finding {
    let known = [finding, newerFinding].compactMap(\.self)
    if let found = known.first(where: { $0.id == id }) { return found }
    throw .conflict(.findingChanged(seen: id, now: known.last?.id ?? ""))
  }

  /// - Throws: `notClosed`, or `readingChanged` where another reading stands than the one of that digest.
  package func requireStanding(_ digest: String) throws(TransitionProblem) {
    guard closingSignOff != nil, let standing else { throw .amendment(.notClosed) }
    guard standing.entryDigest == digest else {
      throw .conflict(.readingChanged(reviewer: standing.reviewer, signedAt: standing.signedAt))
    }
  }
}
