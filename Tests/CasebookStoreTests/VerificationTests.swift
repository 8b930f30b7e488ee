import Casework
import CasebookStore
import Foundation
import GRDB
import Testing

@Suite("Verification")
struct VerificationTests {
  /// The same value with one character, byte or unit changed; a value where there is none.
  private func flipped(_ value: DatabaseValue) -> DatabaseValue {
    switch value.storage {
    case .null: return 7.databaseValue
    case .int64(let number): return (number + 1).databaseValue
    case .double(let number): return (number + 1).databaseValue
    case .string(let text): return (text.dropLast() + (text.last == "x" ? "y" : "x")).description.databaseValue
    case .blob(let data):
      var bytes = Array(data)
      bytes[bytes.count / 2] ^= 1
      return Data(bytes).databaseValue
    }
  }

  @Test("finds a change of any column of any row of a signed case, and names an entry of it")
  func everyColumn() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    try scratch.tamper { db in try db.dropGuards() }
    let places = ["ledger": "sequence", "case_file": "case_id", "head": "id", "tally": "name"]
    for (table, key) in places.sorted(by: { $0.key < $1.key }) {
      let rows = try scratch.rows(of: table)
      #expect(!rows.isEmpty)
      for row in rows {
        for column in row.columnNames where !(table == "head" && column == "id") {
          let original: DatabaseValue = row[column]
          let (old, new): (DatabaseValue, DatabaseValue) = (row[key], column == key ? flipped(original) : row[key])
          do {
            try scratch.set(table, column, flipped(original), where: key, old)
          } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            continue
          }
          let found = try casebook.verify().found
          #expect(found.map { (1...6).contains($0.sequence) } == true, "\(table).\(column) of \(old)")
          if table == "ledger", let sequence = Int.fromDatabaseValue(old), column != key {
            #expect(found?.sequence == sequence, "\(table).\(column) of \(old): \(String(describing: found))")
            #expect(found?.fault == .contentChanged)
          }
          if table == "case_file" { #expect(found?.sequence == 5, "\(column): \(String(describing: found))") }
          try scratch.set(table, column, original, where: key, new)
        }
      }
    }
    #expect(
      try casebook.verify().found
        == LedgerBreak(sequence: 0, caseID: "", fault: .schemaChanged(name: "ledger_is_not_deleted")))
  }

  /// All bytes of the records' structure and every fifth of their content: each costs an opened file.
  @Test("finds a flipped bit in a byte of a signed record in the file itself, and names its entry")
  func flippedBytes() throws {
    let scratch = try Scratch()
    _ = try scratch.signed()
    try scratch.tamper { db in _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    let original = try #require(FileManager.default.contents(atPath: scratch.path))
    let records = [try scratch.ledgerRecord(of: 5, in: original), try scratch.caseRecord(in: original)]
    for record in records.compactMap(\.self) {
      let probes = record.filter { $0 < record.lowerBound + 20 || $0 % 5 == 0 }
      let unseen = try probes.filter { offset in
        var bytes = original
        bytes[offset] ^= 1 << UInt8(offset % 8)
        return try scratch.verifyCopy(bytes)?.sequence != 5
      }
      #expect(unseen.isEmpty)
    }
    #expect(records.map { $0?.count ?? 0 }.allSatisfy { $0 > 90 })
  }

  @Test("names the first entry that was cut off at the end")
  func cutOff() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    try scratch.tamper { db in
      try db.dropGuards()
      try db.execute(sql: "DELETE FROM ledger WHERE sequence >= 4")
    }
    #expect(try casebook.verify().found == LedgerBreak(sequence: 4, caseID: "", fault: .missing))
    try scratch.tamper { db in
      try db.execute(sql: "UPDATE head SET sequence = 3, digest = (SELECT digest FROM ledger WHERE sequence = 3)")
    }
    #expect(try casebook.verify().found == LedgerBreak(sequence: 4, caseID: "", fault: .missing))
  }

  @Test("names the case that is listed without an entry, and the one that is not listed")
  func listed() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    try scratch.tamper { db in
      try db.execute(
        sql:
          """
          CREATE TEMPORARY TABLE another AS SELECT * FROM case_file;
          UPDATE another SET case_id = 'S00', registered = 2, sequence = 3, signed = NULL;
          INSERT INTO case_file SELECT * FROM another;
          """)
    }
    #expect(try casebook.verify().found == LedgerBreak(sequence: 3, caseID: "S00", fault: .projectionUnknown))
    try scratch.tamper { db in try db.execute(sql: "UPDATE case_file SET case_id = 'Z' WHERE case_id = 'S00'") }
    #expect(try casebook.verify().found == LedgerBreak(sequence: 3, caseID: "Z", fault: .projectionUnknown))
    try scratch.tamper { db in try db.execute(sql: "DELETE FROM case_file") }
    #expect(try casebook.verify().found == LedgerBreak(sequence: 5, caseID: "S26-1", fault: .projectionMissing))
  }

  @Test("is not led astray by text that reads alike")
  func alike() throws {
    let scratch = try Scratch()
    let casebook = try scratch.signed()
    try scratch.tamper { db in
      try db.dropGuards()
      try db.execute(sql: "UPDATE ledger SET actor = actor || char(0) || 'Eve' WHERE sequence = 5")
    }
    #expect(try casebook.verify().found == LedgerBreak(sequence: 5, caseID: "S26-1", fault: .contentChanged))
  }

  @Test("says which trigger or table is gone, changed or too many")
  func schema() throws {
    let changes: [(String, String)] = [
      ("DROP TRIGGER ledger_only_grows", "ledger_only_grows"),
      ("CREATE TRIGGER sly AFTER INSERT ON case_file BEGIN DELETE FROM draft; END", "sly"),
      ("DROP TABLE head", "head"), ("ALTER TABLE case_file ADD COLUMN more TEXT", "case_file"),
      ("DROP INDEX case_by_status", "case_by_status"),
      ("DROP TRIGGER listed_case_is_counted", "listed_case_is_counted"),
    ]
    for (statement, name) in changes {
      let scratch = try Scratch()
      let casebook = try scratch.signed()
      try scratch.tamper { db in try db.execute(sql: statement) }
      #expect(try casebook.verify().found?.fault == .schemaChanged(name: name))
    }
  }

  @Test("says that the clock went back or jumped, though the chain holds")
  func clock() throws {
    let scratch = try Scratch()
    for (id, time) in [("A", "2026-11-02T11:00:00Z"), ("B", "2029-11-02T11:00:00Z"), ("C", "2026-11-02T11:00:30Z")] {
      let casebook = try Casebook.open(path: scratch.path, createIfMissing: true, now: { time }, actor: "Ann")
      try casebook.register([try Example.record(id)])
    }
    guard case .intact(let entries, _, let clock) = try scratch.open().verify() else { throw Example.Missing() }
    #expect(entries == 4)
    let step = 1096 * 86_400
    #expect(
      clock == [
        .jumpedAhead(sequence: 3, seconds: step), .wentBack(sequence: 4, seconds: step - 30),
        .inFuture(sequence: 3, seconds: step),
      ])
  }

  @Test("looks at the result files, and names the entry of the finding")
  func resultFiles() throws {
    let scratch = try Scratch()
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    try casebook.record(Example.finding(resultFile: "/r/f-1"), for: "S26-1")
    let digest = String(repeating: "b", count: 64)
    #expect(try casebook.verify(resultDigest: { $0 == "/r/f-1" ? digest : nil }).isIntact)
    #expect(
      try casebook.verify(resultDigest: { _ in nil }).found
        == LedgerBreak(sequence: 3, caseID: "S26-1", fault: .resultFileMissing(path: "/r/f-1")))
    #expect(
      try casebook.verify(resultDigest: { _ in "c" }).found
        == LedgerBreak(sequence: 3, caseID: "S26-1", fault: .resultFileChanged(path: "/r/f-1")))
  }
}

extension Scratch {
  fileprivate func rows(of table: String) throws -> [Row] {
    var rows: [Row] = []
    try tamper { db in rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table)") }
    return rows
  }

  fileprivate func set(
    _ table: String, _ column: String, _ value: DatabaseValue, where key: String, _ old: DatabaseValue
  ) throws {
    try tamper { db in
      try db.execute(sql: "UPDATE \(table) SET \(column) = ? WHERE \(key) = ?", arguments: [value, old])
    }
  }

  /// The bytes of ledger entry `sequence` in the file: its columns, found by their content, and before them the length
  /// of the cell (2 bytes), the record's header (15: a storage class and length for each column) and the sequence (1).
  fileprivate func ledgerRecord(of sequence: Int, in file: Data) throws -> Range<Int>? {
    let columns = "CAST(time || actor || kind || case_id AS BLOB) || payload || CAST(previous || digest AS BLOB)"
    return try content("SELECT \(columns) FROM ledger WHERE sequence = \(sequence)")
      .flatMap { file.range(of: $0) }.map { $0.lowerBound - 18..<$0.upperBound }
  }

  /// The bytes of the listed case from its status on, to the end; whether a demonstration spoke takes none of them.
  fileprivate func caseRecord(in file: Data) throws -> Range<Int>? {
    let columns =
      "status || reviewer || stage || received_key || probability_key || status_key || texts"
      + " || house_protocol || readings"
    return try content("SELECT CAST(\(columns) AS BLOB) FROM case_file").flatMap { file.range(of: $0) }
  }

  private func content(_ query: String) throws -> Data? {
    var content: Data?
    try tamper { db in content = try Data.fetchOne(db, sql: query) }
    return content
  }

  /// What verification finds in a file of these bytes.
  fileprivate func verifyCopy(_ bytes: Data) throws -> LedgerBreak? {
    let copy = folder + "/copy.sqlite"
    defer { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + ending) } }
    try bytes.write(to: URL(fileURLWithPath: copy))
    do {
      return try Casebook.open(path: copy, createIfMissing: false, now: { "" }, actor: "Ann").verify().found
    } catch {
      return LedgerBreak(sequence: 0, caseID: "", fault: .damaged(detail: "\(error)"))
    }
  }
}
