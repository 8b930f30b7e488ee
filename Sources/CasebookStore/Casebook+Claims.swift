import Casework
import Foundation
import GRDB

extension Casebook {
  /// Claims a case, so that of several processes one does the work.
  ///
  /// The claim of another process stands while that process lives and renews it: a process of this machine that has
  /// ended has lost its claims at once, any other within the lease. Times are taken inside the transaction, of the
  /// casebook's clock.
  ///
  /// - Throws: `noSuchCase`, or why the casebook cannot be written.
  public func claim(
    _ caseID: String, for purpose: ClaimPurpose, lease: Int = CaseClaim.usualLease
  ) throws(CaseStoreFailure) -> ClaimAnswer {
    try write { db in
      let file = try file(caseID, db)
      if purpose.isTakingUp { try ReviewerRow.roster(db).requireMayTakeUp(actor) }
      let time = try seconds()
      if let row = try ClaimRow.fetch(caseID: caseID, purpose, db), row.stands(at: time, isAlive: \.isAlive) {
        return .held(by: row.holder)
      }
      let token = UUID().uuidString
      try ClaimRow(
        caseID: caseID, purpose: purpose, token: token, holder: actor, process: .current, since: now(), renewed: time,
        lease: lease
      ).save(db)
      return .taken(CaseClaim(caseID: caseID, purpose: purpose, token: token), try told(file, db))
    }
  }

  /// Says that the work goes on.
  ///
  /// - Throws: `claimLost` where another process has the case by now.
  public func renew(_ claim: CaseClaim) throws(CaseStoreFailure) {
    try write { db in
      var row = try held(claim, db)
      row.renewed = try seconds()
      try row.save(db)
    }
  }

  /// Gives the case back; does nothing where the claim was lost.
  ///
  /// - Throws: `unavailable` where the casebook cannot be written.
  public func release(_ claim: CaseClaim) throws(CaseStoreFailure) {
    try write { db in try ClaimRow.delete(token: claim.token, db) }
  }

  /// Adds a finding and gives the case back, in one transaction.
  ///
  /// - Throws: `claimLost` where another process took the case meanwhile: nothing is recorded then.
  @discardableResult
  public func record(_ finding: Finding, under claim: CaseClaim) throws(CaseStoreFailure) -> CaseFile {
    try write { db in
      _ = try held(claim, db)
      try ClaimRow.delete(token: claim.token, db)
      return try told(try append(.scored(finding), to: claim.caseID, db), db)
    }
  }

  private func held(_ claim: CaseClaim, _ db: Database) throws -> ClaimRow {
    guard let row = try ClaimRow.fetch(caseID: claim.caseID, claim.purpose, db), row.token == claim.token else {
      throw CaseStoreFailure.conflict(.claimLost(id: claim.caseID))
    }
    return row
  }

  /// Who reads the case now; `nil` where nobody does, the claim has lapsed, or whoever has it may not any more.
  func readingClaim(of caseID: String, _ db: Database) throws -> ReadingClaim? {
    guard let row = try ClaimRow.fetch(caseID: caseID, .reading, db) else { return nil }
    guard row.stands(at: try seconds(), isAlive: \.isAlive) else { return nil }
    var claim = row.reading
    let roster = try ReviewerRow.roster(db)
    guard roster.mayTakeUp(claim.reviewer) else { return nil }
    let asked = try request(of: claim, caseID, db)?.asked
    claim.request = asked.flatMap { roster.mayTakeUp($0.asker) ? $0 : nil }
    return claim
  }

  private func request(of claim: ReadingClaim, _ caseID: String, _ db: Database) throws -> ClaimRequestRow? {
    guard let row = try ClaimRequestRow.fetch(caseID: caseID, db) else { return nil }
    return row.stands(of: claim, isAlive: \.isAlive) ? row : nil
  }

  /// See ``CaseStore/askForReview(_:reviewer:)``.
  ///
  /// - Throws: `identity` where they may not take a case up; `conflict` with `askedBy` where a colleague has asked
  ///   already and has no answer yet.
  public func askForReview(_ caseID: String, reviewer: String) throws(CaseStoreFailure) {
    let name = Reviewer.name(reviewer)
    guard !name.isEmpty else { throw .signOff(.noReviewer) }
    try write { db in
      let file = try file(caseID, db)
      try ReviewerRow.roster(db).requireMayTakeUp(name)
      try refusing(caseID, db) { try file.requireUnread(by: name) }
      guard let claim = try readingClaim(of: caseID, db), try claim.isToBeAsked(by: name) else { return }
      try ClaimRequestRow(
        caseID: caseID, holder: claim.reviewer, since: claim.since, process: .current,
        asked: HandOverRequest(asker: name, at: now())
      ).save(db)
    }
  }

  /// See ``CaseStore/answerRequest(_:reviewer:gives:)``.
  ///
  /// - Throws: `identity` where the asker may not take a case up any more; `unavailable` where the casebook cannot be
  ///   written.
  public func answerRequest(_ caseID: String, reviewer: String, gives: Bool) throws(CaseStoreFailure) {
    let name = Reviewer.name(reviewer)
    try write { db in
      guard let claim = try readingClaim(of: caseID, db), claim.reviewer == name,
        var request = try request(of: claim, caseID, db)
      else { return }
      guard !gives else { return try give(request, db) }
      request.asked.isKept = true
      try request.save(db)
    }
  }

  /// The case goes to the asker in the same transaction: nobody else comes between.
  private func give(_ request: ClaimRequestRow, _ db: Database) throws {
    try ClaimRow.delete(caseID: request.caseID, .reading, db)
    try ClaimRequestRow.delete(caseID: request.caseID, db)
    try takeUp(request.caseID, request.asked.asker, in: request.process, db)
  }

  /// Seconds since the epoch, of the casebook's clock.
  func seconds() throws(CaseStoreFailure) -> Int {
    let text = now()
    guard let time = Timestamp(text) else { throw .unavailable(.damaged(path: path, detail: "\(text) is not a time")) }
    return time.seconds
  }
}
