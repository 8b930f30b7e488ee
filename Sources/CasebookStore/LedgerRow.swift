import Casework
import Foundation
import GRDB

/// The ledger's table: entries in, entries out.
enum LedgerRow {
  static let columns = ["sequence", "time", "actor", "kind", "case_id", "payload", "previous", "digest"]

  /// Sequence and digest of the last entry.
  static func last(_ db: Database) throws -> (sequence: Int, digest: String)? {
    let row = try Row.fetchOne(db, sql: "SELECT sequence, digest FROM ledger ORDER BY sequence DESC LIMIT 1")
    return try row.map { (try $0.decode(Int.self, atIndex: 0), try $0.decode(String.self, atIndex: 1)) }
  }

  /// The digest of entry `sequence`, `nil` where there is none.
  static func digest(of sequence: Int, _ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT digest FROM ledger WHERE sequence = ?", arguments: [sequence])
  }

  /// Adds an entry and says in `head` that it is the last one.
  static func append(_ entry: LedgerEntry, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO ledger (\(columns.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      entry.sequence, entry.time, entry.actor, entry.kind, entry.caseID, Data(entry.payload), entry.previous,
      entry.digest,
    ])
    try setHead(entry.sequence, entry.digest, db)
  }

  static func setHead(_ sequence: Int, _ digest: String, _ db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO head (id, sequence, digest) VALUES (1, ?, ?)")
      .execute(arguments: [sequence, digest])
  }

  /// Every entry in its order, byte for byte as stored.
  ///
  /// - Throws: a ``LedgerBreak`` that names the first entry that cannot be read, or what `body` throws.
  static func forEach(_ db: Database, _ body: (LedgerEntry) throws -> Void) throws {
    var sequence = 0
    let rows: RowCursor
    do {
      rows = try Row.fetchCursor(
        db, sql: "SELECT \(StoredValue.selection(of: columns)) FROM ledger ORDER BY sequence")
    } catch let error as DatabaseError { throw damaged(sequence + 1, error) }
    while let entry = try next(rows, after: sequence) {
      try body(entry)
      sequence = entry.sequence
    }
  }

  private static func next(_ rows: RowCursor, after sequence: Int) throws -> LedgerEntry? {
    do {
      guard let row = try rows.next() else { return nil }
      return try entry(row, after: sequence)
    } catch let error as DatabaseError { throw damaged(sequence + 1, error) }
  }

  private static func damaged(_ sequence: Int, _ error: DatabaseError) -> LedgerBreak {
    LedgerBreak(sequence: sequence, caseID: "", fault: .damaged(detail: error.message ?? "\(error.resultCode)"))
  }

  private static func entry(_ row: Row, after sequence: Int) throws -> LedgerEntry {
    let values = try columns.indices.map { try StoredValue(row, at: $0) }
    guard let number = values[0].integer, let time = values[1].text, let actor = values[2].text,
      let kind = values[3].text, let caseID = values[4].text, let payload = values[5].blob,
      let previous = values[6].text, let digest = values[7].text
    else {
      throw LedgerBreak(sequence: sequence + 1, caseID: "", fault: .unreadable)
    }
    return LedgerEntry(
      sequence: number, time: time, actor: actor, kind: kind, caseID: caseID, payload: payload, previous: previous,
      digest: digest)
  }
}
