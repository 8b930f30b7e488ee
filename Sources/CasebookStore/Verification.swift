import Basics
import Casework
import Cryptography
import GRDB

/// One pass over a casebook, in one read transaction.
struct Verification {
  let db: Database
  let resultDigest: ((String) -> String?)?
  /// The time of the one who verifies; ISO 8601 with seconds, UTC.
  let now: String

  func run() throws -> LedgerVerification {
    do {
      let altered = try alteredObject()
      if let altered, altered.isTable { throw fault(.schemaChanged(name: altered.name)) }
      var checker = LedgerChecker(digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
      try LedgerRow.forEach(db) { try checker.check($0) }
      try checkEnd(checker)
      try checkCases(checker.projection)
      try checkTally(checker.projection)
      try checkReviewers(checker.projection)
      if let resultDigest { try checker.projection.checkResultFiles(resultDigest) }
      if let altered { throw fault(.schemaChanged(name: altered.name)) }
      try checkIntegrity()
      return .intact(
        entries: checker.last?.sequence ?? 0, head: checker.last?.digest ?? LedgerEntry.genesis,
        clock: checker.clock.remarks(now: now))
    } catch let broken as LedgerBreak {
      return .broken(broken)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return .broken(fault(.damaged(detail: error.message ?? "SQLITE_CORRUPT")))
    }
  }

  func fault(_ fault: LedgerFault, sequence: Int = 0, caseID: String = "") -> LedgerBreak {
    LedgerBreak(sequence: sequence, caseID: CleanText.cleaned(caseID, limit: 80), fault: fault)
  }
}

// MARK: - The end of the ledger

extension Verification {
  /// A chain does not know where it ends: entries cut off at the end are missed by `head`, and by the cases they made.
  func checkEnd(_ checker: LedgerChecker) throws {
    guard let last = checker.last else { throw fault(.missing, sequence: 1) }
    let columns = ["id", "sequence", "digest"]
    let rows = try Row.fetchAll(db, sql: "SELECT \(StoredValue.selection(of: columns)) FROM head")
    let expected = [1.databaseValue, last.sequence.databaseValue, last.digest.databaseValue].map(StoredValue.init)
    let found = try rows.map { row in try columns.indices.map { try StoredValue(row, at: $0) } }
    guard found != [expected] else { return }
    if let noted = found.first?[1].integer, noted > last.sequence { throw fault(.missing, sequence: last.sequence + 1) }
    throw fault(.projectionDiffers(column: "head"), sequence: last.sequence)
  }
}

// MARK: - The listed cases

extension Verification {
  /// Both sides in the order of the names' bytes, which is the order of the table, step by step: what only one side
  /// has, and what both have and differs.
  func checkCases(_ projection: Projection) throws {
    guard try Schema.found(db) >= 3 else { return try FormerCaseRow.check(db, against: projection) }
    let expected = projection.cases.values.sorted {
      $0.file.id.utf8.lexicographicallyPrecedes($1.file.id.utf8)
    }
    let columns = Array(CaseRow.columns(of: try Schema.found(db)))
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(StoredValue.selection(of: columns)) FROM case_file ORDER BY case_id")
    for projected in expected {
      guard let row = try next(rows, columns.count, expecting: projected) else { throw missing(projected) }
      try compare(row, projected, projection)
    }
    if let row = try rows.next() { throw unknown(try stored(row, columns.count)) }
  }

  func checkTally(_ projection: Projection) throws {
    guard try Schema.found(db) >= 3 else { return }
    var expected = Dictionary(uniqueKeysWithValues: CaseStage.tallied.map { ($0.rawValue, 0) })
    expected["demonstration"] = 0
    for file in projection.cases.values.map(\.file) {
      expected[CaseStage.all.rawValue, default: 0] += 1
      expected[file.status.stage.rawValue, default: 0] += 1
      if file.finding?.model.demonstration == true { expected["demonstration", default: 0] += 1 }
    }
    let rows = try Row.fetchAll(db, sql: "SELECT \(StoredValue.selection(of: ["name", "cases"])) FROM tally")
    let found = try rows.map { row in (try StoredValue(row, at: 0).text, try StoredValue(row, at: 1).integer) }
    guard found.count == expected.count, found.allSatisfy({ $0.flatMap { expected[$0] } == $1 && $1 != nil }) else {
      throw fault(.projectionDiffers(column: "tally"), sequence: projection.sequence)
    }
  }

  private func next(_ rows: RowCursor, _ columns: Int, expecting projected: ProjectedCase) throws -> [StoredValue]? {
    do {
      return try rows.next().map { try stored($0, columns) }
    } catch let error as DatabaseError {
      throw broken(projected, .damaged(detail: error.message ?? "\(error.resultCode)"))
    }
  }

  private func stored(_ row: Row, _ columns: Int) throws -> [StoredValue] {
    try (0..<columns).map { try StoredValue(row, at: $0) }
  }

  /// Of the version that the casebook has: one on read-only media is not brought to a newer one.
  private var columns: [String] { get throws { CaseRow.columns(of: try Schema.found(db)) } }

  private func compare(_ row: [StoredValue], _ projected: ProjectedCase, _ projection: Projection) throws {
    let expected = CaseRow(projected, version: try Schema.found(db)).values.map(StoredValue.init)
    guard let column = row.indices.first(where: { row[$0] != expected[$0] }) else { return }
    if isAhead(row, expected, of: projection) { throw fault(.missing, sequence: projection.sequence + 1) }
    guard column == 0 else { throw broken(projected, .projectionDiffers(column: CaseRow.columns[column])) }
    let name = row[0].text ?? ""
    let isExtra = projection.cases[name] == nil && row[0].bytes.lexicographicallyPrecedes(expected[0].bytes)
    throw isExtra && !isRenamed(row, expected) ? unknown(row) : missing(projected)
  }

  /// A row that shows more than the ledger tells, and says by which entry.
  private func isAhead(_ row: [StoredValue], _ expected: [StoredValue], of projection: Projection) -> Bool {
    guard row[0] == expected[0], let sequence = row[2].integer, sequence > projection.sequence else { return false }
    return row.indices.contains { $0 != 2 && row[$0] != expected[$0] }
  }

  /// A row whose name alone was changed is the case's own row, not one too many.
  private func isRenamed(_ row: [StoredValue], _ expected: [StoredValue]) -> Bool {
    row.dropFirst().elementsEqual(expected.dropFirst())
  }

  private func unknown(_ row: [StoredValue]) -> LedgerBreak {
    fault(
      .projectionUnknown, sequence: row[2].integer ?? 0, caseID: String(decoding: row[0].bytes, as: UTF8.self))
  }

  private func missing(_ projected: ProjectedCase) -> LedgerBreak { broken(projected, .projectionMissing) }

  private func broken(_ projected: ProjectedCase, _ what: LedgerFault) -> LedgerBreak {
    fault(what, sequence: projected.decisive, caseID: projected.file.id)
  }
}

// MARK: - The database

extension Verification {
  /// A table, trigger or index that is not as ``Schema`` makes it, or that it does not make; tables first.
  func alteredObject() throws -> (name: String, isTable: Bool)? {
    let expected = try Self.expectedObjects(try Schema.found(db))
    let found = try Self.objects(db)
    let names = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }.sorted()
    let tables = names.filter { expected[$0]?.type == "table" && found[$0] == nil }
    return (tables.first ?? names.first).map { ($0, !tables.isEmpty) }
  }

  private struct SchemaObject: Equatable, Sendable {
    let type: String
    let sql: String
  }

  /// What ``Schema`` makes for `version`, asked of an empty database in memory: a casebook on read-only media is not
  /// brought to a newer one.
  private static func expectedObjects(_ version: Int) throws -> [String: SchemaObject] {
    let reference = try DatabaseQueue()
    try Schema.make(version, in: reference)
    return try reference.read(objects)
  }

  private static func objects(_ db: Database) throws -> [String: SchemaObject] {
    var objects: [String: SchemaObject] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT name, type, coalesce(sql, '') FROM sqlite_master WHERE name NOT GLOB 'sqlite_*'")
    while let row = try rows.next() {
      objects[try row.decode(String.self, atIndex: 0)] = SchemaObject(
        type: try row.decode(String.self, atIndex: 1), sql: try row.decode(String.self, atIndex: 2))
    }
    return objects
  }

  func checkIntegrity() throws {
    guard let words = try integrityProblem() else { return }
    throw fault(.damaged(detail: words))
  }

  /// What SQLite's own check finds first, in its words.
  func integrityProblem() throws -> String? {
    let words = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
    return words == ["ok"] ? nil : CleanText.cleaned(words.joined(separator: "; "), limit: 200)
  }
}
