import Basics
import Casework
import Foundation
import GRDB

/// A row of `case_file`: a case as the ledger makes it, column by column.
struct CaseRow {
  static let columns = [
    "case_id", "registered", "sequence", "signed", "status", "reviewer", "record", "finding", "newer_finding",
    "sign_off", "entry_digest",
  ]

  /// In the order of ``columns``.
  let values: [DatabaseValue]

  /// The row that shows `projected`.
  init(_ projected: ProjectedCase) {
    let file = projected.file
    let contents: [(any DatabaseValueConvertible)?] = [
      file.id, projected.registered, projected.sequence, projected.signed, file.status.rawValue, file.reviewer,
      Self.content(.registered(file.record)), file.finding.map { Self.content(.scored($0)) },
      file.newerFinding.map { Self.content(.scored($0)) }, file.signOff.map { Self.content(.signed($0)) },
      file.signOff?.entryDigest,
    ]
    values = contents.map { $0?.databaseValue ?? .null }
  }

  private static func content(_ event: LedgerEvent) -> Data { Data(event.payload) }

  /// Writes the row in place of the one that is there.
  func save(_ db: Database) throws {
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO case_file (\(Self.columns.joined(separator: ", "))) VALUES (\(marks))"
    ).execute(arguments: StatementArguments(values))
  }

  /// The case that is listed as `caseID`.
  static func fetch(_ db: Database, _ caseID: String) throws -> ProjectedCase? {
    try Row.fetchOne(db, sql: "SELECT * FROM case_file WHERE case_id = ?", arguments: [caseID]).map(projected)
  }

  /// All cases that changed after entry `sequence`, in the order of their registration.
  static func fetchAll(_ db: Database, after sequence: Int = 0) throws -> [ProjectedCase] {
    var cases: [ProjectedCase] = []
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM case_file WHERE sequence > ?", arguments: [sequence])
    while let row = try rows.next() { cases.append(try projected(row)) }
    return cases.sorted { $0.registered < $1.registered }
  }

  private static func projected(_ row: Row) throws -> ProjectedCase {
    guard case .registered(let record) = try event(row, "record", .caseRegistered),
      let status = CaseStatus(rawValue: try row.decode(String.self, forColumn: "status"))
    else { throw JSONFailure.unexpected(path: "case_file") }
    var file = CaseFile(
      record: record, status: status, reviewer: try row.decode(String?.self, forColumn: "reviewer"))
    if case .scored(let finding) = try event(row, "finding", .caseScored) { file.finding = finding }
    if case .scored(let finding) = try event(row, "newer_finding", .caseScored) { file.newerFinding = finding }
    if case .signed(let signOff) = try event(row, "sign_off", .signed) { file.signOff = signOff }
    file.signOff?.entryDigest = try row.decode(String?.self, forColumn: "entry_digest")
    return ProjectedCase(
      file: file, registered: try row.decode(Int.self, forColumn: "registered"),
      sequence: try row.decode(Int.self, forColumn: "sequence"), signed: try row.decode(Int?.self, forColumn: "signed"))
  }

  private static func event(_ row: Row, _ column: String, _ kind: LedgerKind) throws -> LedgerEvent? {
    guard let content = try row.decode(Data?.self, forColumn: column) else { return nil }
    return try LedgerEvent(kind: kind, payload: Array(content))
  }
}
