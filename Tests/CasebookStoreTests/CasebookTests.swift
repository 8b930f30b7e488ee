import Casework
import CasebookStore
import Cryptography
import Foundation
import GRDB
import Testing

@Suite("A casebook")
struct CasebookTests {
  @Test("carries a case from its registration to the signature, and verifies")
  func journey() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.open()
    try casebook.register([try Example.record("B"), try Example.record("A")])
    #expect(try casebook.caseFiles().map(\.id) == ["A", "B"])
    #expect(try casebook.record(Example.finding(), for: "A").status == .scored)
    #expect(try casebook.openReview("A", reviewer: "Ann Rey").status == .inReview)
    let signOff = try casebook.sign("A", Example.override, reviewer: "Ann Rey", findingID: "f-1")
    let file = try casebook.caseFile("A")
    #expect(file.status == .signed)
    #expect(file.signOff == signOff)
    #expect(signOff.finalCall == .low)
    #expect(signOff.signedAt == "2026-11-02T11:00:00Z")
    #expect(file.record == (try Example.record("A")))
    #expect(file.finding == Example.finding())
    #expect(try casebook.verify() == .intact(entries: 6, head: try #require(signOff.entryDigest)))
  }

  @Test("opened again holds the same")
  func reopened() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let before = try scratch.signed().caseFiles()
    let again = try scratch.open(create: false)
    #expect(try again.caseFiles() == before)
    #expect(try again.verify().isIntact)
    #expect(try again.lastEntry() == 5)
  }

  @Test("registers all cases or none")
  func allOrNone() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.open()
    try casebook.register([try Example.record("A")])
    #expect(throws: CaseStoreFailure.caseExists(id: "A")) {
      try casebook.register([try Example.record("B"), try Example.record("A")])
    }
    #expect(throws: CaseStoreFailure.caseExists(id: "C")) {
      try casebook.register([try Example.record("C"), try Example.record("C")])
    }
    #expect(throws: CaseStoreFailure.refused(id: "a\u{1B}", .badName)) {
      try casebook.register([try Example.record("D"), try Example.record("a\u{1B}")])
    }
    #expect(try casebook.caseFiles().map(\.id) == ["A"])
    #expect(try casebook.lastEntry() == 2)
  }

  @Test("helps with a mistyped case")
  func mistyped() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.signed()
    #expect(throws: CaseStoreFailure.noSuchCase(id: "S26-2", nearest: ["S26-1"])) { try casebook.caseFile("S26-2") }
    #expect(throws: CaseStoreFailure.noSuchCase(id: "S26-2", nearest: ["S26-1"])) {
      try casebook.record(Example.finding(), for: "S26-2")
    }
    #expect(throws: CaseStoreFailure.noSuchCase(id: "Q", nearest: [])) { try casebook.saveDraft("Q", nil) }
  }

  @Test("does not sign twice, and keeps a later finding beside the signed one")
  func signedStays() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.signed()
    let before = try casebook.caseFile("S26-1")
    let again = CaseConflict.alreadySigned(reviewer: "Ann Rey", signedAt: "2026-11-02T11:00:00Z")
    #expect(throws: CaseStoreFailure.conflict(again)) {
      try casebook.sign("S26-1", Example.override, reviewer: "Bo", findingID: "f-1")
    }
    #expect(throws: CaseStoreFailure.conflict(again)) { try casebook.openReview("S26-1", reviewer: "Bo") }
    let after = try casebook.record(Example.finding("f-2"), for: "S26-1")
    #expect(after.finding == before.finding)
    #expect(after.signOff == before.signOff)
    #expect(after.newerFinding?.id == "f-2")
    #expect(try casebook.verify().isIntact)
  }

  @Test("does not sign for a reviewer whose case was taken over or scored again")
  func staleScreen() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    #expect(throws: CaseStoreFailure.signOff(.notScored)) { try casebook.openReview("S26-1", reviewer: "Ann") }
    try casebook.record(Example.finding(), for: "S26-1")
    try casebook.openReview("S26-1", reviewer: "Ann")
    try casebook.closeReview("S26-1", reviewer: "Ann")
    try casebook.openReview("S26-1", reviewer: "Bo")
    try casebook.closeReview("S26-1", reviewer: "Bo")
    #expect(throws: CaseStoreFailure.conflict(.inReviewBy(reviewer: "Bo"))) {
      try casebook.sign("S26-1", Example.override, reviewer: "Ann", findingID: "f-1")
    }
    try casebook.record(Example.finding("f-2"), for: "S26-1")
    #expect(throws: CaseStoreFailure.conflict(.findingChanged(seen: "f-1", now: "f-2"))) {
      try casebook.sign("S26-1", Example.override, reviewer: "Bo", findingID: "f-1")
    }
    #expect(try casebook.caseFile("S26-1").status == .inReview)
  }

  @Test("keeps the drafts of colleagues apart who are at one account, each through restarts")
  func draftsOfReviewers() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    try casebook.record(Example.finding(), for: "S26-1")
    let (ann, bo) = (casebook.opened(for: .reviewer("Ann Rey")), casebook.opened(for: .reviewer("Bo Lind")))
    try ann.saveDraft("S26-1", Example.override)
    #expect(try bo.caseFile("S26-1").draft == nil)
    try bo.saveDraft("S26-1", SignOffDraft(decision: .defer, comment: "ask Ann"))
    #expect(try scratch.open().opened(for: .reviewer("Ann Rey")).caseFile("S26-1").draft == Example.override)
    try ann.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1")
    #expect(try ann.caseFile("S26-1").draft == nil)
    #expect(try bo.caseFile("S26-1").draft?.comment == "ask Ann", "a colleague's words stay")
    #expect(ann.actor == casebook.actor, "the account stands beside it in the ledger")
  }

  @Test("opens the review with the signature where nobody has, and adds nothing where the reviewer has it")
  func implicitReview() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    try casebook.record(Example.finding(), for: "S26-1")
    try casebook.sign("S26-1", Example.override, reviewer: "Ann", findingID: "f-1")
    #expect(try casebook.lastEntry() == 5)
    try casebook.register([try Example.record("T")])
    try casebook.record(Example.finding("f-3"), for: "T")
    try casebook.openReview("T", reviewer: "Ann")
    try casebook.openReview("T", reviewer: "Ann")
    #expect(try casebook.lastEntry() == 8)
  }

  @Test("adds nothing when a draft breaks a rule")
  func badDraft() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    try casebook.record(Example.finding(), for: "S26-1")
    #expect(throws: CaseStoreFailure.signOff(.noDecision)) {
      try casebook.sign("S26-1", SignOffDraft(), reviewer: "Ann", findingID: "f-1")
    }
    #expect(try casebook.caseFile("S26-1").status == .scored)
    #expect(try casebook.lastEntry() == 3)
  }

  @Test("refuses a finding with a number that is none")
  func notFinite() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    var finding = Example.finding()
    finding.probability5y = .infinity
    #expect(throws: CaseStoreFailure.refused(id: "S26-1", .notFinite)) {
      try casebook.record(finding, for: "S26-1")
    }
  }

  @Test("keeps each reviewer's draft through a crash, and drops it with the reviewer's own signature alone")
  func drafts() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let ann = try scratch.open(as: "Ann")
    try ann.register([try Example.record()])
    try ann.record(Example.finding(), for: "S26-1")
    try ann.saveDraft("S26-1", Example.override)
    let (survived, other) = (try scratch.open(as: "Ann"), try scratch.open(as: "Bo"))
    #expect(try survived.caseFile("S26-1").draft == Example.override)
    #expect(try survived.caseFiles().map(\.draft) == [Example.override])
    #expect(try other.caseFile("S26-1").draft == nil)
    try survived.saveDraft("S26-1", nil)
    #expect(try ann.caseFile("S26-1").draft == nil)
    try ann.saveDraft("S26-1", Example.override)
    try other.saveDraft("S26-1", SignOffDraft(decision: .confirm, comment: "Bo's words"))
    try ann.sign("S26-1", Example.override, reviewer: "Ann", findingID: "f-1")
    #expect(try ann.caseFile("S26-1").draft == nil)
    #expect(try other.caseFile("S26-1").draft?.comment == "Bo's words")
  }

  @Test("exports one line an entry, each with its digest")
  func export() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.signed()
    let lines = try casebook.exportLines()
    #expect(lines.count == 5)
    #expect(lines.first?.contains(#""kind":"casebook-created","payload":{"format":2}"#) == true)
    let signed = try #require(lines.last)
    let digest = try #require(try casebook.caseFile("S26-1").signOff?.entryDigest)
    #expect(signed.contains("\"digest\":\"\(digest)\""))
  }

  @Test("chains the entries by SHA-256 of their fields")
  func chain() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.signed()
    try scratch.tamper { db in
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM ledger ORDER BY sequence")
      var previous = String(repeating: "0", count: 64)
      for row in rows {
        #expect(row["previous"] as String == previous)
        previous = row["digest"]
      }
      #expect(previous.count == 64)
    }
    #expect(try casebook.verify().isIntact)
    #expect(
      SHA256Hex.digest(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("lets no SQL change or drop an entry, or add one out of turn")
  func triggers() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.signed()
    let statements = [
      "UPDATE ledger SET actor = 'Eve' WHERE sequence = 5", "DELETE FROM ledger WHERE sequence = 5",
      "DELETE FROM ledger",
      "INSERT OR REPLACE INTO ledger SELECT 5, time, 'Eve', kind, case_id, payload, previous, digest, 2, NULL, NULL "
        + "FROM ledger LIMIT 1",
      "INSERT INTO ledger SELECT 9, time, 'Eve', kind, case_id, payload, previous, digest, 2, NULL, NULL "
        + "FROM ledger LIMIT 1",
    ]
    try scratch.tamper { db in
      for statement in statements {
        #expect(throws: DatabaseError.self, "\(statement)") { try db.execute(sql: statement) }
      }
    }
    #expect(try casebook.verify().isIntact)
  }

  @Test("makes its lists anew from the ledger")
  func rebuild() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.signed()
    let before = try casebook.caseFiles()
    try scratch.tamper { db in try db.execute(sql: "DELETE FROM case_file; UPDATE head SET sequence = 2") }
    #expect(try casebook.caseFiles().isEmpty)
    try casebook.rebuildProjection()
    #expect(try casebook.caseFiles() == before)
    #expect(try casebook.verify().isIntact)
  }

  @Test("keeps its lists where the ledger is broken")
  func noRebuild() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let casebook = try scratch.signed()
    try scratch.tamper { db in
      try db.dropGuards()
      try db.execute(sql: "UPDATE ledger SET actor = 'Eve' WHERE sequence = 3")
    }
    let broken = LedgerBreak(sequence: 3, caseID: "S26-1", fault: .contentChanged)
    #expect(throws: CaseStoreFailure.unavailable(.ledgerBroken(broken))) {
      try casebook.rebuildProjection()
    }
    #expect(try casebook.caseFiles().count == 1)
  }
}
