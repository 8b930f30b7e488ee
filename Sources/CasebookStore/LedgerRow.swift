import Casework
import Foundation
import GRDB

/// The ledger's table: entries in, entries out.
enum LedgerRow {
  static let columns = [
    "sequence", "time", "actor", "kind", "case_id", "payload", "previous", "digest", "format", "signer", "signature",
  ]

  /// What to select to have ``columns``: casebooks up to version 2 have entries of format 1 alone, and no signatures.
  private static func selection(_ db: Database) throws -> String {
    let own = StoredValue.selection(of: try Schema.found(db) < 3 ? Array(columns.prefix(8)) : columns)
    return try Schema.found(db) < 3 ? own + ", 'integer', CAST(1 AS BLOB), 'null', NULL, 'null', NULL" : own
  }

  /// Sequence and digest of the last entry.
  static func last(_ db: Database) throws -> (sequence: Int, digest: String)? {
    let row = try Row.fetchOne(db, sql: "SELECT sequence, digest FROM ledger ORDER BY sequence DESC LIMIT 1")
    return try row.map { (try $0.decode(Int.self, atIndex: 0), try $0.decode(String.self, atIndex: 1)) }
  }

  /// The digest of entry `sequence`, `nil` where there is none.
  static func digest(of sequence: Int, _ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT digest FROM ledger WHERE sequence = ?", arguments: [sequence])
  }

  /// How cases are read that have no protocol of their own: what the last entry says that sets it, found along an
  /// index.
  static func houseProtocol(_ db: Database) throws -> ReadingProtocol {
    let row = try Row.fetchOne(try db.cachedStatement(sql: lastHouseProtocol))
    guard let row else { return .open }
    let payload = try row.decode(Data.self, atIndex: 1)
    let format = try row.decode(Int.self, atIndex: 0)
    guard case .protocolSet(let setting) = try LedgerEvent(kind: .protocolSet, payload: Array(payload), format: format)
    else { return .open }
    return setting.readingProtocol
  }

  static let lastHouseProtocol = """
    SELECT format, payload FROM ledger WHERE kind = 'protocol-set' AND case_id = '' ORDER BY sequence DESC LIMIT 1
    """

  /// Adds an entry and says in `head` that it is the last one.
  static func append(_ entry: LedgerEntry, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO ledger (\(columns.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      entry.sequence, entry.time, entry.actor, entry.kind, entry.caseID, Data(entry.payload), entry.previous,
      entry.digest, entry.format, entry.signer, entry.signature.map { Data($0) },
    ])
    try setHead(entry.sequence, entry.digest, db)
  }

  static func setHead(_ sequence: Int, _ digest: String, _ db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO head (id, sequence, digest) VALUES (1, ?, ?)")
      .execute(arguments: [sequence, digest])
  }

  /// Every entry after entry `first` in its order, at most `limit`, byte for byte as stored.
  ///
  /// - Throws: a ``LedgerBreak`` that names the first entry that cannot be read, or what `body` throws.
  static func forEach(
    _ db: Database, after first: Int = 0, limit: Int = .max, _ body: (LedgerEntry) throws -> Void
  ) throws {
    var sequence = first
    let rows: RowCursor
    do {
      rows = try Row.fetchCursor(
        db, sql: "SELECT \(try selection(db)) FROM ledger WHERE sequence > ? ORDER BY sequence LIMIT ?",
        arguments: [first, limit])
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
      let previous = values[6].text, let digest = values[7].text, let format = values[8].integer,
      values[9].text != nil || values[9].isNull, values[10].blob != nil || values[10].isNull
    else {
      throw LedgerBreak(sequence: sequence + 1, caseID: "", fault: .unreadable)
    }
    return LedgerEntry(
      format: format, sequence: number, time: time, actor: actor, kind: kind, caseID: caseID, payload: payload,
      previous: previous, digest: digest, signer: values[9].text, signature: values[10].blob)
  }
}
