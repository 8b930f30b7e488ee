import Casework
import GRDB
import Microscopy
import Testing

@testable import CasebookStore

@Suite("Every casebook, once it is known what became of a patient")
struct OutcomeContract {
  private let ann = TestKey()
  private let cy = TestKey()
  private let quinn = TestKey()

  private static let draft = OutcomeDraft(event: .freeOfRelapse, days: 2000, source: .visit)

  /// Ann, the resident Cy, Quinn of quality, and a case that Ann has signed.
  private func laboratory(_ store: any CaseStore) async throws {
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.admit(try cy.reviewer("Cy", .resident), signer: ann.signer)
    try await store.admit(try quinn.reviewer("Quinn", .quality), signer: ann.signer)
    try await store.register([try Example.record()])
    try await store.record(Example.finding(), for: "S26-1")
    let draft = SignOffDraft(decision: .confirm, finalCall: .high, shown: .every)
    try await store.sign("S26-1", draft, reviewer: "Ann Rey", findingID: "f-1", signer: ann.signer)
  }

  @Test("keeps all of them beside the signed case, and the last one counts", arguments: StoreKind.allCases)
  func keeps(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let before = try await store.caseFile("S26-1")
    let first = try await store.recordOutcome("S26-1", Self.draft, reviewer: " Quinn ", signer: quinn.signer)
    var later = Self.draft
    (later.event, later.days) = (.metastaticRelapse, 2100)
    let second = try await store.recordOutcome("S26-1", later, reviewer: "Ann Rey", signer: ann.signer)
    let file = try await store.caseFile("S26-1")
    #expect(file.outcomes == [first, second] && file.outcome?.days == 2100)
    #expect(file.signOff == before.signOff && file.status == before.status)
    #expect(try await store.page(CaseQuery(), after: nil, limit: 9).cases.first?.outcomes == [first, second])
    let entry = try #require(try await store.entries(after: 0, limit: 99).last)
    #expect(entry.kind == "outcome-recorded" && entry.digest == second.entryDigest)
    #expect(entry.signer == ann.fingerprint)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("takes it of whoever may record outcomes, in their own name, of closed cases", arguments: StoreKind.allCases)
  func rules(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    try await store.register([try Example.record("S26-2")])
    let (annSigns, cySigns) = (ann.signer, cy.signer)
    let before = try await store.entries(after: 0, limit: 99).count
    await #expect(throws: CaseStoreFailure.identity(.unsigned)) {
      try await store.recordOutcome("S26-1", Self.draft, reviewer: "Ann Rey", signer: nil)
    }
    await #expect(throws: CaseStoreFailure.identity(.otherName(given: "Quinn", key: "Ann Rey"))) {
      try await store.recordOutcome("S26-1", Self.draft, reviewer: "Quinn", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.identity(.noRight(.recordOutcome, .resident))) {
      try await store.recordOutcome("S26-1", Self.draft, reviewer: "Cy", signer: cySigns)
    }
    await #expect(throws: CaseStoreFailure.outcome(.notClosed)) {
      try await store.recordOutcome("S26-2", Self.draft, reviewer: "Ann Rey", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.outcome(.noSource)) {
      try await store.recordOutcome(
        "S26-1", OutcomeDraft(event: .freeOfRelapse, days: 9), reviewer: "Ann Rey", signer: annSigns)
    }
    #expect(try await store.entries(after: 0, limit: 99).count == before)
  }
}

@Suite("A casebook's file, once it is known what became of a patient")
struct OutcomeFileTests {
  @Test("is listed as the ledger makes it, between labels that were resolved, also once that is folded anew")
  func rebuilt() throws {
    let scratch = try Scratch()
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    var finding = Example.finding()
    let check = LabelCheck(expected: LabelExpectation(manifest: "S26-1"), found: LabelText("S26-2", property: "p"))
    finding.labels = [check]
    try casebook.record(finding, for: "S26-1")
    try casebook.resolveLabel(
      "S26-1", LabelResolutionDraft(slide: 0, slideDigest: nil, check: check, reason: .labelWrong),
      reviewer: "Ann Rey")
    try casebook.sign(
      "S26-1", SignOffDraft(decision: .confirm, finalCall: .high, shown: .every), reviewer: "Ann Rey",
      findingID: "f-1")
    try casebook.recordOutcome(
      "S26-1", OutcomeDraft(event: .diedFreeOfRelapse, days: 400, source: .patientRecord), reviewer: "Ann Rey")
    let before = try casebook.caseFile("S26-1")
    #expect(before.labelResolutions.count == 1 && before.outcomes.count == 1)
    try casebook.rebuildProjection()
    #expect(try casebook.caseFile("S26-1") == before)
    #expect(try casebook.verify().isIntact)
  }
}
