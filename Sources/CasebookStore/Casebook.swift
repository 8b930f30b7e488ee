import Basics
import Casework
import Cryptography
import Foundation
import GRDB

/// The casebook: one SQLite file whose truth is an append-only, hash-chained ledger.
///
/// The one door to the data. Every write reads the last entry, adds the next, and changes the listed case, in one
/// IMMEDIATE transaction, so that the chain stays linear however many processes write. Methods may be called from any
/// thread; they block, a write for at most ten seconds where another process writes.
public final class Casebook: Sendable {
  /// Where the file is.
  public let path: String
  /// Who is at the keyboard: stands in every entry.
  public let actor: String
  /// Whose drafts are kept and given: a person under whatever account of the system they are at the keyboard.
  public let drafter: String
  /// What was done when it was opened to bring it to the newest version; `nil` where it had that.
  public let migration: CasebookMigration?
  /// For whom cases are told.
  let audience: Audience
  let access: DatabaseAccess
  let now: @Sendable () -> String

  private init(
    path: String, actor: String, drafter: String, audience: Audience = .anybody, access: DatabaseAccess,
    now: @escaping @Sendable () -> String, migration: CasebookMigration? = nil
  ) {
    self.path = path
    self.migration = migration
    self.actor = actor
    self.drafter = drafter
    self.audience = audience
    self.access = access
    self.now = now
  }

  /// Closing a connection empties the log into the file and removes the log by its name: of a casebook that was
  /// replaced these would be another one's. Its connection is left to the end of the process, which closes it without
  /// either.
  deinit {
    guard let sentry = access.sentry else { return }
    do { try sentry.checkPlace() } catch { _ = Unmanaged.passRetained(access.queue) }
  }

  /// Opens the casebook at `path`, a file that is checked before it is touched.
  ///
  /// One of an older version is copied, and then brought to the newest: see ``migration``.
  ///
  /// - Parameters:
  ///   - createIfMissing: whether to make one, mode 0600, where there is no file; its folder must be there.
  ///   - now: the time, ISO 8601 with seconds, UTC.
  ///   - actor: the person or program that writes.
  /// - Throws: `missing`, or why the file is not opened: no casebook, of a newer version, of an older one that cannot
  ///   be copied, or not to be written.
  public static func open(
    path: String, createIfMissing: Bool, now: @escaping @Sendable () -> String, actor: String
  ) throws(CasebookFailure) -> Casebook {
    try open(path: path, createIfMissing: createIfMissing, now: now, actor: actor, maximumPages: nil)
  }

  /// The same on a disk that holds `maximumPages` pages of 4096 bytes, waiting `patience` seconds for another writer.
  package static func open(
    path: String, createIfMissing: Bool, now: @escaping @Sendable () -> String, actor: String, maximumPages: Int?,
    patience: Double = 10
  ) throws(CasebookFailure) -> Casebook {
    let file = CasebookFile(path: path, maximumPages: maximumPages, patience: patience)
    let name = CleanText.cleaned(actor)
    do {
      try file.check()
    } catch .missing where createIfMissing {
      try file.create { db in
        try LedgerRow.append(
          try LedgerEntry.following(
            nil, time: now(), actor: name, caseID: "", event: .casebookCreated(format: LedgerEvent.format),
            digest: SHA256Hex.digest), db)
      }
      try file.check()
    }
    let (access, migration) = try file.connect(at: now())
    return Casebook(path: path, actor: name, drafter: name, access: access, now: now, migration: migration)
  }

  /// The same casebook, told as far as `audience` may know it; for a reviewer with their drafts instead of the
  /// account's: colleagues at one account each find their own.
  public func opened(for audience: Audience) -> Casebook {
    let drafter =
      switch audience {
      case .reviewer(let name), .repeating(let name): Reviewer.name(name)
      case .anybody, .program: actor
      }
    return Casebook(path: path, actor: actor, drafter: drafter, audience: audience, access: access, now: now)
  }

  /// Opens a casebook that is only read; where it can be written, as ``open(path:createIfMissing:now:actor:)`` does.
  ///
  /// On read-only media and on a full disk, and where one of an older version cannot be copied first, no byte is
  /// changed, and every write throws `cannotWrite`.
  public static func openToRead(
    path: String, now: @escaping @Sendable () -> String, actor: String
  ) throws(CasebookFailure) -> Casebook {
    do {
      return try open(path: path, createIfMissing: false, now: now, actor: actor)
    } catch .cannotWrite, .diskFull, .notBackedUp {
      let file = CasebookFile(path: path, maximumPages: nil, patience: 10)
      try file.checkHeader()
      let name = CleanText.cleaned(actor)
      return Casebook(path: path, actor: name, drafter: name, access: try file.connectToRead(), now: now)
    }
  }
}

// MARK: - Writing

extension Casebook {
  /// Registers cases, all or none.
  ///
  /// - Throws: `caseExists` for the first name that is taken; `refused` for a name that is none and for a case without
  ///   slides.
  public func register(_ cases: [Case]) throws(CaseStoreFailure) {
    try write { db in
      for record in cases { _ = try append(.registered(record), to: record.id, db) }
    }
  }

  /// Adds a finding. It becomes the case's finding, or stands beside the signed one.
  ///
  /// - Throws: `noSuchCase` where there is none of that name; `refused` for a finding that holds no finite number or is
  ///   too large for the ledger; `unavailable` where the casebook cannot be written.
  @discardableResult
  public func record(_ finding: Finding, for caseID: String) throws(CaseStoreFailure) -> CaseFile {
    try write { db in try told(try append(.scored(finding), to: caseID, db), db) }
  }

  /// Says that `reviewer` reads the case, to sign it, and claims it for them; see
  /// ``CaseStore/openReview(_:reviewer:)``.
  ///
  /// - Throws: `identity` where they may not take a case up; `signOff` with `notScored`, `conflict` with
  ///   `alreadySigned`: such a case is only looked at; `conflict` with `claimedBy` where another reviewer is reading
  ///   it.
  @discardableResult
  public func openReview(_ caseID: String, reviewer: String) throws(CaseStoreFailure) -> CaseFile {
    try write { db in try told(try openReview(caseID, Reviewer.name(reviewer), db), db) }
  }

  func openReview(_ caseID: String, _ reviewer: String, _ db: Database) throws -> CaseFile {
    guard !reviewer.isEmpty else { throw CaseStoreFailure.signOff(.noReviewer) }
    return try takeUp(caseID, reviewer, in: .current, db)
  }

  /// Claims the case for `reviewer`, who has the right to, at the workstation that runs as `process`.
  @discardableResult
  func takeUp(
    _ caseID: String, _ reviewer: String, in process: ProcessIdentity, _ db: Database
  ) throws -> CaseFile {
    let file = try file(caseID, db)
    try ReviewerRow.roster(db).requireMayTakeUp(reviewer)
    let claim = try readingClaim(of: caseID, db)
    try Self.require(claim, of: reviewer)
    var opened = file.isNewTo(reviewer) ? try append(.reviewOpened(reviewer: reviewer), to: caseID, db) : file
    try ClaimRow(
      caseID: caseID, purpose: .reading, token: UUID().uuidString, holder: reviewer, process: process,
      since: claim?.since ?? now(), renewed: try seconds(), lease: ReadingClaim.lease
    ).save(db)
    opened.claim = try readingClaim(of: caseID, db)
    return opened
  }

  /// See ``CaseStore/closeReview(_:reviewer:)``.
  ///
  /// - Throws: `unavailable` where the casebook cannot be written.
  public func closeReview(_ caseID: String, reviewer: String) throws(CaseStoreFailure) {
    let name = Reviewer.name(reviewer)
    try write { db in
      if let request = try ClaimRequestRow.fetch(caseID: caseID, db), request.asked.asker == name,
        request.process == .current
      {
        try ClaimRequestRow.delete(caseID: caseID, db)
      }
      guard let row = try ClaimRow.fetch(caseID: caseID, .reading, db), row.holder.name == name,
        row.process == .current
      else { return }
      try ClaimRow.delete(token: row.token, db)
    }
  }

  private static func require(_ claim: ReadingClaim?, of reviewer: String) throws {
    guard let claim, claim.reviewer != reviewer else { return }
    throw CaseStoreFailure.conflict(.claimedBy(claim))
  }

  /// Keeps the draft of this ``drafter``; `nil` takes it away. Drafts are in no ledger, and last through a crash.
  ///
  /// - Throws: `noSuchCase` where there is none of that name; `unavailable` where the casebook cannot be written.
  public func saveDraft(_ caseID: String, _ draft: SignOffDraft?) throws(CaseStoreFailure) {
    try write { db in
      _ = try file(caseID, db)
      try DraftRow.save(draft, caseID: caseID, reviewer: drafter, at: now(), db)
    }
  }

  /// Signs a case, and takes this ``drafter``'s draft away; those of others are their own words and stay.
  ///
  /// A case that is scored and that nobody has opened is opened for review in the same transaction.
  ///
  /// - Parameters:
  ///   - reviewer: printed name.
  ///   - findingID: the finding that the reviewer saw.
  ///   - signer: the reviewer's key. Only a casebook to which nobody was ever admitted takes a sign-off without.
  /// - Returns: the sign-off with the digest of its entry.
  /// - Throws: `signOff` with the rule that the draft breaks; `conflict` with `claimedBy` where another reviewer is
  ///   reading the case, with `inReviewBy` where they took it over, with `findingChanged` where it was scored
  ///   again, with `alreadySigned`; `identity` where the key may not sign, or is another one's than the name's.
  @discardableResult
  public func sign(
    _ caseID: String, _ draft: SignOffDraft, reviewer: String, findingID: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> SignOff {
    let name = Reviewer.name(reviewer)
    return try write { db in
      var file = try file(caseID, db)
      try ReviewerRow.roster(db).requireSigner(signer, under: name)
      try Self.require(try readingClaim(of: caseID, db), of: name)
      if file.isUnopened { file = try openReview(caseID, name, db) }
      let signOff = try refusing(caseID, db) {
        try file.signing(draft, reviewer: name, findingID: findingID, now: now())
      }
      let signed = try append(.signed(signOff), to: caseID, signer: signer, db).lastSigned(by: name) ?? signOff
      try DraftRow.save(nil, caseID: caseID, reviewer: drafter, at: now(), db)
      try ClaimRow.delete(caseID: caseID, .reading, db)
      try ClaimRequestRow.delete(caseID: caseID, db)
      return signed
    }
  }

  /// Adds to a closed case, or changes what it says; see ``CaseStore/supplement(_:_:reviewer:signer:)``.
  ///
  /// - Throws: `amendment` or `signOff` with the rule that the draft breaks; `conflict` with `readingChanged` where it
  ///   was amended since, with `findingChanged` where it may not rest upon that finding; `identity` where the key may
  ///   not amend, or is another one's than the name's.
  @discardableResult
  public func supplement(
    _ caseID: String, _ draft: SupplementDraft, reviewer: String, signer: EntrySigner? = nil
  ) throws(CaseStoreFailure) -> Supplement {
    try write { db in
      let file = try file(caseID, db)
      let supplement = try refusing(caseID, db) { try file.supplement(draft, reviewer: reviewer, now: now()) }
      let written = try append(LedgerEvent(supplement), to: caseID, signer: signer, db)
      return written.supplements.last ?? supplement
    }
  }

  /// Folds the ledger again and writes every listed case anew.
  ///
  /// - Throws: `ledgerBroken`, and leaves the listed cases as they were, where the ledger does not hold.
  public func rebuildProjection() throws(CaseStoreFailure) {
    try write { db in
      var checker = LedgerChecker(digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
      try LedgerRow.forEach(db) { try checker.check($0) }
      try db.execute(
        sql: "DELETE FROM case_file; DELETE FROM head; DELETE FROM tally; DELETE FROM reviewer; \(Schema.nothing)")
      try ReviewerRow.save(checker.projection.roster, db)
      for projected in checker.projection.ordered { try CaseRow(projected).save(db) }
      if let last = checker.last { try LedgerRow.setHead(last.sequence, last.digest, db) }
    }
  }

  /// The invariant of every write: the next entry, and the case as it makes it.
  ///
  /// - Parameters:
  ///   - signer: the person whose act it is; `nil` where the program acts by itself.
  ///   - time: ISO 8601 with seconds, UTC; default: now.
  func append(
    _ event: LedgerEvent, to caseID: String, signer: EntrySigner? = nil, at time: String? = nil, _ db: Database
  ) throws -> CaseFile {
    try refusing(caseID, db) {
      let entry = try LedgerEntry.following(
        try LedgerRow.last(db), time: time ?? now(), actor: actor, caseID: caseID, event: event, signer: signer,
        digest: SHA256Hex.digest)
      var roster = try ReviewerRow.roster(db)
      try roster.follow(event, entry)
      let house = try LedgerRow.houseProtocol(db)
      let projected = try Projection.next(try CaseRow.fetch(db, caseID), event, entry, house: house)
      try LedgerRow.append(entry, db)
      try CaseRow(projected).save(db)
      return projected.file
    }
  }

  /// What `body` answers; what cannot happen to the case is told as what it means for whoever asked.
  func refusing<Answer>(_ caseID: String, _ db: Database, _ body: () throws -> Answer) throws -> Answer {
    do { return try body() } catch let problem as TransitionProblem {
      throw try CaseStoreFailure(problem, of: caseID) { try names(db) }
    }
  }
}

// MARK: - Reading

extension Casebook {
  /// Checks everything; see ``LedgerVerification``.
  ///
  /// In this order: the tables are there; every entry's digest, place, link, and that it can have happened; every
  /// listed case against the ledger, column by column; the last entry against what is noted of it; the result files;
  /// the triggers; SQLite's own integrity check.
  ///
  /// - Parameter resultDigest: SHA-256 of the file at a path, 64 hexadecimal digits, `nil` where it cannot be read.
  ///   Asked for
  ///   the files of the listed findings; without it no file is checked.
  /// - Throws: `unavailable` where the file cannot be read; what is wrong inside of it is an answer.
  public func verify(
    resultDigest: (@Sendable (String) -> String?)? = nil
  ) throws(CaseStoreFailure) -> LedgerVerification {
    var verdict: LedgerVerification?
    do {
      return try read(holdsHead: false) { db in
        let found = try Verification(db: db, resultDigest: resultDigest, now: now()).run()
        verdict = found
        return found
      }
    } catch {
      // On a damaged page SQLite also refuses to end the transaction; what was found before that stands.
      guard let verdict, !verdict.isIntact else { throw error }
      return verdict
    }
  }

  /// A setting of the connection as SQLite tells it.
  package func pragma(_ name: String) throws(CaseStoreFailure) -> String? {
    try read { db in try String.fetchOne(db, sql: "PRAGMA \(name)") }
  }

  func file(_ caseID: String, _ db: Database) throws -> CaseFile {
    guard let projected = try CaseRow.fetch(db, caseID) else {
      throw CaseStoreFailure.unknown(caseID, among: try names(db))
    }
    return projected.file
  }

  private func names(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT case_id FROM case_file ORDER BY case_id")
  }

  func read<Answer>(holdsHead: Bool = true, _ body: (Database) throws -> Answer) throws(CaseStoreFailure) -> Answer {
    do { return try access.read(holdsHead: holdsHead, body) } catch {
      throw CaseStoreFailure(inside: error, path: path)
    }
  }

  func write<Answer>(_ body: (Database) throws -> Answer) throws(CaseStoreFailure) -> Answer {
    do { return try access.write(body) } catch { throw CaseStoreFailure(inside: error, path: path) }
  }
}
