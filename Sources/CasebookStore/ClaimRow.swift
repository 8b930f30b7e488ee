import Casework
import GRDB

/// A claim as it lies in the casebook.
struct ClaimRow {
  let caseID: String
  let purpose: ClaimPurpose
  let token: String
  private let name: String
  let process: ProcessIdentity
  private let since: String
  /// Seconds since the epoch.
  var renewed: Int
  /// Seconds.
  let lease: Int

  init(
    caseID: String, purpose: ClaimPurpose, token: String, holder: String, process: ProcessIdentity, since: String,
    renewed: Int, lease: Int
  ) {
    self.caseID = caseID
    self.purpose = purpose
    self.token = token
    name = holder
    self.process = process
    self.since = since
    self.renewed = renewed
    self.lease = lease
  }

  /// The claim as one to read.
  var reading: ReadingClaim {
    ReadingClaim(reviewer: name, since: since, until: Timestamp(seconds: renewed + lease).text)
  }

  var holder: ClaimHolder { ClaimHolder(name: name, process: process.number, since: since) }

  /// Whether it still holds at `time`, seconds since the epoch.
  ///
  /// A claim renewed in the future tells of a clock that went back: it counts as renewed as long ago, so that no claim
  /// stands for ever.
  func stands(at time: Int, isAlive: (ProcessIdentity) -> Bool?) -> Bool {
    isAlive(process) != false && abs(time - renewed) < lease
  }

  static func fetch(caseID: String, _ purpose: ClaimPurpose, _ db: Database) throws -> ClaimRow? {
    try Row.fetchOne(
      try db.cachedStatement(sql: "SELECT * FROM claim WHERE case_id = ? AND purpose = ?"),
      arguments: [caseID, purpose.rawValue]
    ).map { row in
      ClaimRow(
        caseID: caseID, purpose: purpose, token: try row.decode(String.self, forColumn: "token"),
        holder: try row.decode(String.self, forColumn: "holder"),
        process: ProcessIdentity(
          home: try row.decode(String.self, forColumn: "home"), number: try row.decode(Int.self, forColumn: "process"),
          started: try row.decode(Int.self, forColumn: "started")),
        since: try row.decode(String.self, forColumn: "since"),
        renewed: try row.decode(Int.self, forColumn: "renewed"), lease: try row.decode(Int.self, forColumn: "lease"))
    }
  }

  /// Writes it in place of the one that is there.
  func save(_ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        caseID, purpose.rawValue, token, name, process.home, process.number, process.started, since, renewed, lease,
      ])
  }

  static func delete(caseID: String, _ purpose: ClaimPurpose, _ db: Database) throws {
    try db.execute(
      sql: "DELETE FROM claim WHERE case_id = ? AND purpose = ?", arguments: [caseID, purpose.rawValue])
  }

  static func delete(token: String, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM claim WHERE token = ?", arguments: [token])
  }
}
