import Casework
import Cryptography
import GRDB

extension Casebook {
  /// See ``ReviewerStore/roster()``.
  ///
  /// - Throws: `unavailable` where the casebook does not answer.
  public func roster() throws(CaseStoreFailure) -> Roster { try read { db in try ReviewerRow.roster(db) } }

  /// Admits somebody and keeps their sealed key, in one transaction; a key that is replaced is thrown away in it.
  ///
  /// - Throws: `identity` with the rule that stands against it.
  @discardableResult
  public func admit(_ new: NewReviewer, signer: EntrySigner) throws(CaseStoreFailure) -> Reviewer {
    try write { db in
      let admission = try identified {
        try ReviewerRow.roster(db).admission(of: new, signer: signer, digest: SHA256Hex.digest)
      }
      let roster = try append(.reviewerAdmitted(admission), signer: signer, db)
      if let former = admission.replaces { try SealedKeyRow.delete(former, db) }
      try SealedKeyRow.save(new.sealed, db)
      try TriesRow.save(nil, of: admission.name, db)
      return try identified { try roster.requireActive(key: admission.fingerprint) }
    }
  }

  /// Retires whoever has that name, and throws their sealed key away, in one transaction.
  ///
  /// - Throws: `identity` with the rule that stands against it.
  @discardableResult
  public func retire(_ name: String, signer: EntrySigner) throws(CaseStoreFailure) -> Reviewer {
    try write { db in
      let reviewer = try identified { try ReviewerRow.roster(db).requireActive(named: name) }
      let roster = try append(.reviewerRetired(ReviewerKeyNote(reviewer)), signer: signer, db)
      try SealedKeyRow.delete(reviewer.fingerprint, db)
      return roster.reviewer(reviewer.fingerprint) ?? reviewer
    }
  }

  /// Overwrites a sealed key by itself under another passphrase, and notes that in the ledger, in one transaction.
  ///
  /// - Throws: `identity` where the signer is not the owner.
  public func reseal(_ sealed: SealedKey, signer: EntrySigner) throws(CaseStoreFailure) {
    try write { db in
      let resealing = try identified { try ReviewerRow.roster(db).resealing(sealed, digest: SHA256Hex.digest) }
      _ = try append(.passphraseChanged(resealing), signer: signer, db)
      try SealedKeyRow.save(sealed, db)
    }
  }

  /// See ``ReviewerStore/sealedKey(of:)``.
  ///
  /// - Throws: `identity` with `mustWait` after wrong passphrases; `unavailable` where the casebook does not answer.
  public func sealedKey(of name: String) throws(CaseStoreFailure) -> SealedKey? {
    let time = try seconds()
    return try read { db in
      let name = Reviewer.name(name)
      if let rest = try TriesRow.fetch(name, db)?.wait(at: time) {
        throw CaseStoreFailure.identity(.mustWait(seconds: rest))
      }
      guard let reviewer = try ReviewerRow.roster(db).active(named: name) else { return nil }
      return try SealedKeyRow.fetch(reviewer.fingerprint, db)
    }
  }

  /// See ``ReviewerStore/noteSignIn(_:opened:)``: writes only where there is something to note.
  ///
  /// - Throws: `unavailable` where the casebook cannot be written.
  public func noteSignIn(_ name: String, opened: Bool) throws(CaseStoreFailure) {
    let name = Reviewer.name(name)
    let time = try seconds()
    if opened, try read({ db in try TriesRow.fetch(name, db) }) == nil { return }
    try write { db in
      let tries = opened ? nil : (try TriesRow.fetch(name, db) ?? SignInTries()).failing(at: time)
      try TriesRow.save(tries, of: name, db)
      guard tries?.isLocked == true, let reviewer = try ReviewerRow.roster(db).active(named: name) else { return }
      _ = try append(.reviewerLocked(ReviewerKeyNote(reviewer)), signer: nil, db)
    }
  }

  /// The next entry, of an event that is about no case, and the reviewers as it makes them.
  @discardableResult
  func append(_ event: LedgerEvent, signer: EntrySigner?, _ db: Database) throws -> Roster {
    do {
      let entry = try LedgerEntry.following(
        try LedgerRow.last(db), time: now(), actor: actor, caseID: "", event: event, signer: signer,
        digest: SHA256Hex.digest)
      var roster = try ReviewerRow.roster(db)
      try roster.follow(event, entry)
      try LedgerRow.append(entry, db)
      try ReviewerRow.save(roster, db)
      return roster
    } catch let problem as TransitionProblem { throw CaseStoreFailure(problem, of: "") { [] } }
  }

  private func identified<Answer>(_ body: () throws -> Answer) throws -> Answer {
    do { return try body() } catch let problem as IdentityProblem { throw CaseStoreFailure.identity(problem) }
  }
}
