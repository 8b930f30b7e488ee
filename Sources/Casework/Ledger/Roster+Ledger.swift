extension Roster {
  /// Takes one entry more: whether whoever signed it could, and what it says of the reviewers.
  ///
  /// Where nobody was ever admitted, nothing is signed: so casebooks stand that were begun before there were reviewers.
  /// From the first admission on each act of a person is signed by a key that may do it, at that time.
  ///
  /// - Throws: `identity` with the rule that the entry breaks.
  package mutating func follow(_ event: LedgerEvent, _ entry: LedgerEntry) throws(TransitionProblem) {
    do throws(IdentityProblem) { try take(event, entry) } catch { throw .identity(error) }
  }

  private mutating func take(_ event: LedgerEvent, _ entry: LedgerEntry) throws(IdentityProblem) {
    switch event {
    case .casebookCreated, .registered, .scored, .reviewOpened, .firstRead: try requireNone(entry)
    case .protocolSet(let setting): try require(.admit, under: setting.reviewer, entry)
    case .signed(let signOff): try require(.sign, under: signOff.reviewer, entry)
    case .addendum(let addendum): try require(.amend, under: addendum.reviewer, entry)
    case .amended(let amendment): try require(.amend, under: amendment.reading.reviewer, entry)
    case .opinion(let act): try takeOpinion(act, entry)
    case .labelResolved(let resolution): try require(.sign, under: resolution.reviewer, entry)
    case .outcomeRecorded(let outcome): try require(.recordOutcome, under: outcome.reviewer, entry)
    case .readingRepeated(let read): try takeRepeated(read, entry)
    case .reviewerAdmitted(let admission):
      try admit(admission, signer: entry.signer, at: entry.time, sequence: entry.sequence)
    case .reviewerRetired(let key):
      try requireName(key)
      try retire(key.fingerprint, signer: entry.signer, at: entry.time, sequence: entry.sequence)
    case .passphraseChanged(let sealing):
      try requireName(sealing.key)
      try reseal(
        sealing.key.fingerprint, sealedDigest: sealing.sealedDigest, signer: entry.signer, sequence: entry.sequence)
    case .reviewerLocked(let key):
      try requireNone(entry)
      try requireName(key)
    }
  }

  /// A colleague who is asked by name is one who may answer then.
  private func takeOpinion(_ act: OpinionAct, _ entry: LedgerEntry) throws(IdentityProblem) {
    guard let (right, name) = act.signature else { return try requireNone(entry) }
    try require(right, under: name, entry)
    guard case .asked(let request) = act, let colleague = request.colleague, !isEmpty else { return }
    let asked = try requireActive(named: colleague)
    guard asked.may(.giveOpinion) else { throw .noRight(.giveOpinion, asked.role) }
  }

  /// Like a first call it needs no key; where one signs it, that is the reader's own.
  private func takeRepeated(_ read: RepeatedRead, _ entry: LedgerEntry) throws(IdentityProblem) {
    if entry.signer != nil { try require(.takeUp, under: read.reviewer, entry) }
  }

  /// What the program does by itself is signed by nobody; where somebody signed it all the same, they could.
  private func requireNone(_ entry: LedgerEntry) throws(IdentityProblem) {
    if entry.signer != nil { _ = try requireActive(key: entry.signer) }
  }

  /// The act of a person in their own name.
  private func require(_ right: ReviewerRight, under name: String, _ entry: LedgerEntry) throws(IdentityProblem) {
    try require(right, under: name, key: entry.signer)
  }

  /// The same of an act that is not written yet; `key` is the fingerprint of the key that signs it.
  package func require(_ right: ReviewerRight, under name: String, key: String?) throws(IdentityProblem) {
    if isEmpty, key == nil { return }
    let reviewer = try require(right, of: key)
    guard reviewer.name == name else { throw .otherName(given: name, key: reviewer.name) }
  }

  private func requireName(_ key: ReviewerKeyNote) throws(IdentityProblem) {
    guard let reviewer = reviewer(key.fingerprint) else { throw .unknownKey }
    guard reviewer.name == key.name else { throw .otherName(given: key.name, key: reviewer.name) }
  }
}
