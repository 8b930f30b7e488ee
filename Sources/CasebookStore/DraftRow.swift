import Basics
import Casework
import Foundation
import GRDB

/// Sign-offs in the making, one per case and reviewer. Not in the ledger: nobody has said anything yet.
enum DraftRow {
  static func save(
    _ draft: SignOffDraft?, caseID: String, reviewer: String, at time: String, _ db: Database
  ) throws {
    guard let draft else {
      return try db.execute(
        sql: "DELETE FROM draft WHERE case_id = ? AND reviewer = ?", arguments: [caseID, reviewer])
    }
    try db.execute(
      sql: "INSERT OR REPLACE INTO draft (case_id, reviewer, saved, content) VALUES (?, ?, ?, ?)",
      arguments: [caseID, reviewer, time, Data(draft.canonicalBytes)])
  }

  static func fetch(caseID: String, reviewer: String, _ db: Database) throws -> SignOffDraft? {
    try Data.fetchOne(
      try db.cachedStatement(sql: "SELECT content FROM draft WHERE case_id = ? AND reviewer = ?"),
      arguments: [caseID, reviewer]
    ).map { try SignOffDraft(parsing: Array($0)) }
  }
}
