import Basics
import Casework
import Foundation
import GRDB

/// The listed cases of casebooks up to version 2, which held what their entries hold once more, in format 1.
enum FormerCaseRow {
  /// Holds the listed cases against the ledger.
  ///
  /// - Throws: a ``LedgerBreak`` that names the first case that is not what the ledger makes of it.
  static func check(_ db: Database, against projection: Projection) throws {
    var seen = 0
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM case_file ORDER BY case_id")
    while let row = try rows.next() {
      let name = try row.decode(String.self, forColumn: "case_id")
      guard let projected = projection.cases[name] else { throw unknown(name, row) }
      if let column = try difference(row, projected) {
        throw LedgerBreak(sequence: projected.decisive, caseID: name, fault: .projectionDiffers(column: column))
      }
      seen += 1
    }
    guard seen < projection.cases.count else { return }
    let listed = Set(try String.fetchAll(db, sql: "SELECT case_id FROM case_file"))
    guard let missing = projection.ordered.first(where: { !listed.contains($0.file.id) }) else { return }
    throw LedgerBreak(sequence: missing.decisive, caseID: missing.file.id, fault: .projectionMissing)
  }

  private static func unknown(_ name: String, _ row: Row) -> LedgerBreak {
    LedgerBreak(
      sequence: (try? row.decode(Int.self, forColumn: "sequence")) ?? 0, caseID: CleanText.cleaned(name, limit: 80),
      fault: .projectionUnknown)
  }

  /// The first column that is not what the ledger says.
  private static func difference(_ row: Row, _ projected: ProjectedCase) throws -> String? {
    let file = projected.file
    let plain: [(String, (any DatabaseValueConvertible)?)] = [
      ("registered", projected.registered), ("sequence", projected.sequence), ("signed", projected.signed),
      ("reviewer", file.reviewer), ("entry_digest", file.signOff?.entryDigest),
    ]
    for (column, value) in plain {
      let found: DatabaseValue = row[column]
      if found != value?.databaseValue ?? .null { return column }
    }
    guard try status(row) == file.status else { return "status" }
    var signOff = file.signOff
    signOff?.entryDigest = nil
    let events: [(String, LedgerKind, LedgerEvent?)] = [
      ("record", .caseRegistered, .registered(file.record)), ("finding", .caseScored, file.finding.map { .scored($0) }),
      ("newer_finding", .caseScored, file.newerFinding.map { .scored($0) }),
      ("sign_off", .signed, signOff.map { .signed($0) }),
    ]
    return try events.first { column, kind, event in try self.event(row, column, kind) != event }?.0
  }

  private static func status(_ row: Row) throws -> CaseStatus? {
    CaseStatus(firstFormat: try row.decode(String.self, forColumn: "status"))
  }

  private static func event(_ row: Row, _ column: String, _ kind: LedgerKind) throws -> LedgerEvent? {
    guard let content = try row.decode(Data?.self, forColumn: column) else { return nil }
    return try LedgerEvent(kind: kind, payload: Array(content), format: 1)
  }
}
