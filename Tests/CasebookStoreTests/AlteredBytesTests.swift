import Casework
import Cryptography
import Foundation
import GRDB
import Testing

@testable import CasebookStore

/// Bytes that somebody changes, one at a time. `COVERSLIP_ALL_FAULTS=1` takes all of them instead of a sample.
@Suite("Altered bytes of a casebook", .serialized)
struct AlteredBytesTests {
  private static let isAll = ProcessInfo.processInfo.environment["COVERSLIP_ALL_FAULTS"] == "1"
  /// Bytes of a value that are taken by default.
  private static let sample = 2

  /// What verification looks at, and what it is listed by.
  private static let records = ["ledger", "reviewer", "sealed_key", "case_file", "head", "tally"]
  /// What is nobody's record.
  private static let others = ["draft", "mark", "claim", "sign_in_try", "grdb_migrations"]

  /// Acts of every kind that is signed; drafts, and pages that were used and are free.
  private func laboratory() throws -> Scratch {
    let scratch = try Scratch()
    let (ann, bo) = (TestKey(), TestKey())
    let casebook = try scratch.open()
    try casebook.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try casebook.admit(try bo.reviewer("Bo Lind", .resident), signer: ann.signer)
    try casebook.register([try Example.record(), try Example.record("S26-2")])
    try casebook.record(Example.finding(), for: "S26-1")
    try casebook.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1", signer: ann.signer)
    try casebook.reseal(try ann.sealed("nine red herons at dusk", name: "Ann Rey"), signer: ann.signer)
    try casebook.retire("Bo Lind", signer: ann.signer)
    try casebook.noteSignIn("Ann Rey", opened: false)
    var long = Example.override
    for _ in 0..<8 { long.comment += long.comment + ", as was said before" }
    try casebook.saveDraft("S26-1", long)
    try casebook.saveDraft("S26-1", nil)
    try casebook.saveDraft("S26-2", Example.override)
    return scratch
  }

  // MARK: Values

  @Test("are found in every column of every row of ledger, reviewers and sealed keys, and the entry is named")
  func values() throws {
    let scratch = try laboratory()
    let memory = try DatabaseQueue()
    do { try DatabaseQueue(path: scratch.path).backup(to: memory) }
    try memory.writeWithoutTransaction { try $0.dropGuards() }
    var tried = 0
    for (table, key) in [("ledger", "sequence"), ("reviewer", "fingerprint"), ("sealed_key", "fingerprint")] {
      for row in try memory.read({ try Row.fetchAll($0, sql: "SELECT * FROM \(table)") }) {
        for column in row.columnNames {
          let value: DatabaseValue = row[column]
          for altered in Self.alterations(of: value) {
            let found = try verification(memory, table, column, altered, where: key, row[key])
            tried += 1
            expect(found, table, column, row, "\(table).\(column), \(altered.name)")
          }
        }
      }
    }
    print("\(tried) altered values\(Self.isAll ? "" : ", a sample of the long ones (COVERSLIP_ALL_FAULTS)")")
    #expect(tried > 300)
  }

  /// Ledger entries are found at themselves, a reviewer and a key as what they are.
  private func expect(_ answer: Answer, _ table: String, _ column: String, _ row: Row, _ comment: Comment) {
    guard case .verified(let found) = answer else { return }
    switch (table, found?.fault) {
    case ("ledger", .contentChanged?), ("ledger", .signatureWrong?), ("ledger", .missing?), ("ledger", .unreadable?):
      let sequence: Int = row["sequence"]
      #expect(column == "sequence" || found?.sequence == sequence, comment)
    case ("reviewer", .projectionDiffers?), ("sealed_key", .sealedKeyChanged?), ("sealed_key", .sealedKeyUnknown?):
      break
    default: Issue.record("\(comment): \(String(describing: found))")
    }
  }

  private enum Answer {
    /// The tables do not take such a value: of another class, or the name of another row.
    case refused
    case verified(LedgerBreak?)
  }

  private struct Alteration {
    let name: String
    let value: DatabaseValue
    /// What makes a value of the same class of it.
    let expression: String
  }

  /// One bit of each byte; another value where there is none.
  private static func alterations(of value: DatabaseValue) -> [Alteration] {
    switch value.storage {
    case .null: [Alteration(name: "in place of none", value: "7".databaseValue, expression: "?")]
    case .int64(let number):
      (0..<8).map { byte in
        let altered = number ^ (1 << Int64(byte * 8 + byte % 7))
        return Alteration(name: "byte \(byte)", value: altered.databaseValue, expression: "?")
      }
    case .double: []
    case .string(let text): alterations(of: Array(text.utf8), as: "CAST(? AS TEXT)")
    case .blob(let data): alterations(of: Array(data), as: "?")
    }
  }

  private static func alterations(of bytes: [UInt8], as expression: String) -> [Alteration] {
    let step = isAll ? 1 : max(1, bytes.count / sample)
    return stride(from: 0, to: bytes.count, by: step).map { place in
      var altered = bytes
      altered[place] ^= 1 << UInt8(place % 8)
      return Alteration(name: "byte \(place)", value: Data(altered).databaseValue, expression: expression)
    }
  }

  /// What verification finds with the value in its place, which is put back.
  private func verification(
    _ memory: DatabaseQueue, _ table: String, _ column: String, _ altered: Alteration, where key: String,
    _ row: DatabaseValue
  ) throws -> Answer {
    var found: LedgerBreak?
    do {
      try memory.inTransaction { db in
        try db.execute(
          sql: "UPDATE \(table) SET \(column) = \(altered.expression) WHERE \(key) = ?",
          arguments: [altered.value, row])
        found = try Verification(db: db, resultDigest: nil, now: "").run().found
        return .rollback
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT { return .refused }
    return .verified(found)
  }

  // MARK: The file

  @Test("of the file that nobody finds belong to no record: header, drafts, unused room, each with its share")
  func file() throws {
    let scratch = try laboratory()
    let original = try #require(FileManager.default.contents(atPath: scratch.path))
    let (records, others) = (try contents(scratch.path, Self.records), try contents(scratch.path, Self.others))
    let copy = try Scratch()
    var shares = ["found": 0, "header": 0, "no record": 0, "unused": 0]
    // 1009 is prime to the size of a page, so that every part of a page is met.
    let places = Array(stride(from: 0, to: original.count, by: Self.isAll ? 1 : 1009))
    for place in places {
      var bytes = original
      bytes[place] ^= 1 << UInt8(place % 8)
      try bytes.write(to: URL(fileURLWithPath: copy.path))
      guard try !isFound(copy.path) else {
        shares["found", default: 0] += 1
        continue
      }
      #expect(try contents(copy.path, Self.records) == records, "byte \(place) is of a record")
      let isOther = (try? contents(copy.path, Self.others)) != others
      shares[place < 100 ? "header" : isOther ? "no record" : "unused", default: 0] += 1
    }
    let text = shares.sorted { $0.key < $1.key }.map { "\($0.key) \(Self.percent($0.value, of: places.count))" }
    print("\(places.count) of \(original.count) bytes altered: \(text.joined(separator: ", "))")
    // Most of a small casebook is unused room: each table and each index begins with a page of its own.
    #expect(shares["found", default: 0] > places.count / 20)
  }

  private static func percent(_ part: Int, of whole: Int) -> String { "\(part * 1000 / whole / 10) %" }

  private func isFound(_ path: String) throws -> Bool {
    let file = CasebookFile(path: path, maximumPages: nil, patience: 0)
    do {
      try file.checkHeader()
      let queue = try DatabaseQueue(path: file.alone, configuration: file.readOnly)
      return try !queue.read { try Verification(db: $0, resultDigest: nil, now: "").run() }.isIntact
    } catch is CasebookFailure { return true } catch is DatabaseError { return true }
  }

  /// Every value of the tables, with its class.
  private func contents(_ path: String, _ tables: [String]) throws -> [[StoredValue]] {
    let file = CasebookFile(path: path, maximumPages: nil, patience: 0)
    return try DatabaseQueue(path: file.alone, configuration: file.readOnly).read { db in
      try tables.flatMap { table in
        let columns = try db.columns(in: table).map(\.name)
        let rows = try Row.fetchAll(db, sql: "SELECT \(StoredValue.selection(of: columns)) FROM \(table)")
        return try rows.map { row in try columns.indices.map { try StoredValue(row, at: $0) } }
      }
    }
  }
}
