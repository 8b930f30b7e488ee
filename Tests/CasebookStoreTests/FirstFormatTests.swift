import CasebookStore
import Casework
import Foundation
import GRDB
import Testing

/// A casebook of version 2, written by the last program that wrote format 1: four cases on the synthetic sample slides,
/// one of them signed and scored again after that, one overridden, one in review with a draft, one new.
enum FirstFormat {
  static func casebook() throws -> Scratch {
    let scratch = try Scratch()
    let url = try #require(Bundle.module.url(forResource: "Fixtures/first-format", withExtension: "sqlite"))
    try FileManager.default.copyItem(atPath: url.path, toPath: scratch.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path)
    return scratch
  }

  static let head = "91e66ab07b20c79681de7af9ff797d75e86c4225ac08a8fa21697f770067340e"
}

@Suite("A casebook of format 1")
struct FirstFormatTests {
  @Test("still verifies, to the digest that was written down when it was made")
  func verifies() throws {
    let scratch = try FirstFormat.casebook()
    let casebook = try scratch.open()
    guard case .intact(let entries, let head, _) = try casebook.verify() else { throw Example.Missing() }
    #expect(entries == 14)
    #expect(head == FirstFormat.head)
    #expect(try casebook.entries(after: 0, limit: 99).allSatisfy { $0.format == 1 })
  }

  @Test("is listed, counted and read as it was")
  func reads() throws {
    let scratch = try FirstFormat.casebook()
    let casebook = try scratch.open(as: "root")
    let counts: [CaseStage: Int] = [.all: 4, .new: 1, .scored: 0, .inReview: 1, .signed: 2]
    #expect(try casebook.counts() == CaseCounts(stages: counts, hasDemonstration: true))
    let page = try casebook.page(CaseQuery(key: .probability), after: nil, limit: 9)
    #expect(page.cases.map(\.id) == ["S26-3", "S26-2", "S26-1", "S26-4"])
    let overridden = try casebook.caseFile("S26-3")
    #expect(overridden.signOff?.finalCall == .noCall)
    #expect(overridden.signOff?.reason == .override(.histologyDisagrees))
    #expect(overridden.signOff?.meaning == .reviewedAndReplaced)
    #expect(overridden.finding?.flags.map(\.kind) == [.pen, .receptorsNotGiven, .sampledTiles])
    #expect(overridden.finding?.flags.first?.text(.text)?.hasPrefix("Pen or black marks cover") == true)
    #expect(overridden.signOff?.findingID == overridden.finding?.id)
    let confirmed = try casebook.caseFile("S26-1")
    #expect(confirmed.signOff?.meaning == .reviewedAndConfirmed)
    #expect(confirmed.finding?.tiles == 40 && confirmed.newerFinding?.tiles == 30)
    let draft = SignOffDraft(decision: .override, finalCall: .noCall, reason: .override(.histologyDisagrees))
    #expect(try casebook.caseFile("S26-2").draft == draft)
  }

  @Test("goes on in format 2, in one chain")
  func goesOn() throws {
    let scratch = try FirstFormat.casebook()
    let casebook = try scratch.open()
    try casebook.record(Example.finding(), for: "S26-4")
    try casebook.sign("S26-4", Example.override, reviewer: "Ann Rey", findingID: "f-1")
    let entries = try casebook.entries(after: 13, limit: 99)
    #expect(entries.map(\.format) == [1, 2, 2, 2])
    #expect(entries[1].previous == FirstFormat.head)
    #expect(try casebook.verify().isIntact)
    try casebook.rebuildProjection()
    #expect(try casebook.verify().isIntact)
    #expect(try casebook.counts().stages[.signed] == 3)
  }

  @Test("stays as it is where an entry or a listed case was changed, and that is said")
  func broken() throws {
    let changes: [(String, LedgerBreak)] = [
      (
        "DROP TRIGGER ledger_is_not_updated; UPDATE ledger SET actor = 'Eve' WHERE sequence = 6",
        LedgerBreak(sequence: 6, caseID: "S26-1", fault: .contentChanged)
      ),
      (
        "UPDATE case_file SET reviewer = 'Eve' WHERE case_id = 'S26-3'",
        LedgerBreak(sequence: 13, caseID: "S26-3", fault: .projectionDiffers(column: "reviewer"))
      ),
      (
        "UPDATE case_file SET finding = (SELECT newer_finding FROM case_file WHERE case_id = 'S26-1') "
          + "WHERE case_id = 'S26-1'",
        LedgerBreak(sequence: 10, caseID: "S26-1", fault: .projectionDiffers(column: "finding"))
      ),
      (
        "DELETE FROM case_file WHERE case_id = 'S26-4'",
        LedgerBreak(sequence: 5, caseID: "S26-4", fault: .projectionMissing)
      ),
    ]
    for (statement, found) in changes {
      let scratch = try FirstFormat.casebook()
      try scratch.tamper { db in try db.execute(sql: statement) }
      #expect(throws: CasebookFailure.ledgerBroken(found)) { try scratch.open() }
      try scratch.tamper { db in
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version")
        #expect(version == 2)
      }
    }
  }
}
