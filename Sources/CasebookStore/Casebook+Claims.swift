import Casework
import Foundation
import GRDB

/// What a case can be claimed for.
public enum ClaimPurpose: String, Sendable, CaseIterable {
  /// The model reads it.
  case scoring
}

/// A case that this process alone works on, until it releases it, dies, or says nothing for longer than the lease.
public struct CaseClaim: Hashable, Sendable {
  /// The case.
  public let caseID: String
  /// What for.
  public let purpose: ClaimPurpose
  let token: String
}

/// Whose claim it is.
public struct ClaimHolder: Hashable, Sendable {
  /// The person or program that writes.
  public let name: String
  /// Number of the process, where it runs.
  public let process: Int
  /// Since when; ISO 8601 with seconds, UTC.
  public let since: String

  /// The process `process` of `name`, at work since `since`.
  public init(name: String, process: Int, since: String) {
    self.name = name
    self.process = process
    self.since = since
  }
}

/// What came of asking for a claim.
public enum ClaimAnswer: Sendable {
  /// The case is claimed, and stands so now.
  case taken(CaseClaim, CaseFile)
  /// Another one has it.
  case held(by: ClaimHolder)
}

extension Casebook {
  /// Seconds after which a claim lapses that its holder did not renew.
  public static let claimLease = 60

  /// Claims a case, so that of several processes one does the work.
  ///
  /// The claim of another process stands while that process lives and renews it: a process of this machine that has
  /// ended has lost its claims at once, any other within the lease. Times are taken inside the transaction, of the
  /// casebook's clock.
  ///
  /// - Throws: `noSuchCase`, or why the casebook cannot be written.
  public func claim(
    _ caseID: String, for purpose: ClaimPurpose, lease: Int = claimLease
  ) throws(CasebookFailure) -> ClaimAnswer {
    try write { db in
      let file = try file(caseID, db)
      let time = try seconds()
      if let row = try ClaimRow.fetch(caseID: caseID, purpose, db), row.stands(at: time, isAlive: \.isAlive) {
        return .held(by: row.holder)
      }
      let token = UUID().uuidString
      try ClaimRow(
        caseID: caseID, purpose: purpose, token: token, holder: actor, process: .current, since: now(), renewed: time,
        lease: lease
      ).save(db)
      return .taken(CaseClaim(caseID: caseID, purpose: purpose, token: token), file)
    }
  }

  /// Says that the work goes on.
  ///
  /// - Throws: `claimLost` where another process has the case by now.
  public func renew(_ claim: CaseClaim) throws(CasebookFailure) {
    try write { db in
      var row = try held(claim, db)
      row.renewed = try seconds()
      try row.save(db)
    }
  }

  /// Gives the case back; does nothing where the claim was lost.
  public func release(_ claim: CaseClaim) throws(CasebookFailure) {
    try write { db in try ClaimRow.delete(token: claim.token, db) }
  }

  /// Adds a finding and gives the case back, in one transaction.
  ///
  /// - Throws: `claimLost` where another process took the case meanwhile: nothing is recorded then.
  @discardableResult
  public func record(_ finding: Finding, under claim: CaseClaim) throws(CasebookFailure) -> CaseFile {
    try write { db in
      _ = try held(claim, db)
      try ClaimRow.delete(token: claim.token, db)
      return try append(.scored(finding), to: claim.caseID, db)
    }
  }

  private func held(_ claim: CaseClaim, _ db: Database) throws -> ClaimRow {
    guard let row = try ClaimRow.fetch(caseID: claim.caseID, claim.purpose, db), row.token == claim.token else {
      throw CasebookFailure.claimLost(id: claim.caseID)
    }
    return row
  }

  /// Seconds since the epoch, of the casebook's clock.
  private func seconds() throws(CasebookFailure) -> Int {
    let text = now()
    guard let time = Timestamp(text) else { throw .damaged(path: path, detail: "\(text) is not a time") }
    return time.seconds
  }
}
