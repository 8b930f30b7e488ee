import Casework
import GRDB

/// What somebody asks of whoever reads a case, as it lies in the casebook.
struct ClaimRequestRow {
  let caseID: String
  /// Whose claim it is asked of, and since when they have it.
  let holder: String
  let since: String
  let process: ProcessIdentity
  var asked: HandOverRequest

  /// Whether it is asked of the claim that stands now, by a process that still runs.
  func stands(of claim: ReadingClaim, isAlive: (ProcessIdentity) -> Bool?) -> Bool {
    holder == claim.reviewer && since == claim.since && isAlive(process) != false
  }

  static func fetch(caseID: String, _ db: Database) throws -> ClaimRequestRow? {
    try Row.fetchOne(
      try db.cachedStatement(sql: "SELECT * FROM claim_request WHERE case_id = ?"), arguments: [caseID]
    ).map { row in
      ClaimRequestRow(
        caseID: caseID, holder: try row.decode(String.self, forColumn: "holder"),
        since: try row.decode(String.self, forColumn: "since"),
        process: ProcessIdentity(
          home: try row.decode(String.self, forColumn: "home"), number: try row.decode(Int.self, forColumn: "process"),
          started: try row.decode(Int.self, forColumn: "started")),
        asked: HandOverRequest(
          asker: try row.decode(String.self, forColumn: "asker"), at: try row.decode(String.self, forColumn: "asked"),
          isKept: try row.decode(Bool.self, forColumn: "kept")))
    }
  }

  /// Writes it in place of the one that is there.
  func save(_ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO claim_request VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        caseID, holder, since, asked.asker, process.home, process.number, process.started, asked.at, asked.isKept,
      ])
  }

  static func delete(caseID: String, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM claim_request WHERE case_id = ?", arguments: [caseID])
  }
}
