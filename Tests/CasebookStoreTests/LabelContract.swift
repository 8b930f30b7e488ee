import Casework
import Cryptography
import GRDB
import Microscopy
import Testing

@testable import CasebookStore

@Suite("Every casebook, where a label is not its case's")
struct LabelContract {
  private let ann = TestKey()
  private let cy = TestKey()

  private static func check(_ text: String = "S26-2") throws -> LabelCheck {
    LabelCheck(
      expected: try LabelPattern("{case}").expectation(for: try Example.record()),
      found: LabelText(text, property: "aperio.Barcode"))
  }

  private static func draft(_ text: String = "S26-2") throws -> LabelResolutionDraft {
    LabelResolutionDraft(
      slide: 0, slideDigest: nil, check: try check(text), reason: .misread, comment: "the 1 is smeared")
  }

  private static var confirmation: SignOffDraft {
    SignOffDraft(decision: .confirm, finalCall: .high, shown: .every)
  }

  /// Ann and the resident Cy, and a scored case whose label is another's.
  private func laboratory(_ store: any CaseStore) async throws {
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.admit(try cy.reviewer("Cy", .resident), signer: ann.signer)
    try await store.register([try Example.record()])
    var finding = Example.finding()
    finding.labels = [try Self.check()]
    try await store.record(finding, for: "S26-1")
  }

  private func sign(_ store: any CaseStore, _ draft: SignOffDraft = confirmation) async throws -> SignOff {
    try await store.sign("S26-1", draft, reviewer: "Ann Rey", findingID: "f-1", signer: ann.signer)
  }

  @Test(
    "takes no call before it is resolved, in the transaction that signs, and writes nothing",
    arguments: StoreKind.allCases)
  func refuses(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let before = try await store.entries(after: 0, limit: 99)
    await #expect(throws: CaseStoreFailure.label(.unresolved(slides: ["S26-1.svs"]))) { try await sign(store) }
    #expect(try await store.entries(after: 0, limit: 99) == before)
    #expect(try await store.caseFile("S26-1").status == .scored)
    let rejected = try await sign(store, SignOffDraft(decision: .reject, reason: .rejection(.wrongSlide)))
    #expect(rejected.labels == [SlideLabel(try Self.check())] && rejected.reason?.code == "wrong-slide")
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test(
    "keeps who resolved it, and why; then it is signed, names the entry, and verifies",
    arguments: StoreKind.allCases)
  func resolves(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let resolution = try await store.resolveLabel(
      "S26-1", try Self.draft(), reviewer: " Ann Rey ", signer: ann.signer)
    #expect(resolution.reviewer == "Ann Rey" && resolution.comment == "the 1 is smeared")
    let file = try await store.caseFile("S26-1")
    #expect(file.labelResolutions == [resolution] && file.openLabels.isEmpty)
    #expect(file.status == .scored && file.claim == nil)
    #expect(try await store.page(CaseQuery(), after: nil, limit: 9).cases.first?.labelResolutions == [resolution])
    let entry = try #require(try await store.entries(after: 0, limit: 99).last)
    #expect(entry.kind == "label-resolved" && entry.signer == ann.fingerprint)
    #expect(entry.digest == resolution.entryDigest)
    let signed = try await sign(store)
    #expect(signed.labels == [SlideLabel(try Self.check(), resolvedBy: entry.digest)])
    #expect(try await store.caseFile("S26-1").signOff == signed)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("takes it of a key that may sign alone, by the rules, once", arguments: StoreKind.allCases)
  func rules(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let (annSigns, cySigns, draft) = (ann.signer, cy.signer, try Self.draft())
    let before = try await store.entries(after: 0, limit: 99).count
    await #expect(throws: CaseStoreFailure.identity(.unsigned)) {
      try await store.resolveLabel("S26-1", draft, reviewer: "Ann Rey", signer: nil)
    }
    await #expect(throws: CaseStoreFailure.identity(.otherName(given: "Cy", key: "Ann Rey"))) {
      try await store.resolveLabel("S26-1", draft, reviewer: "Cy", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.identity(.noRight(.sign, .resident))) {
      try await store.resolveLabel("S26-1", draft, reviewer: "Cy", signer: cySigns)
    }
    await #expect(throws: CaseStoreFailure.label(.noMismatch(slide: "S26-1.svs"))) {
      try await store.resolveLabel("S26-1", try Self.draft("S26-1"), reviewer: "Ann Rey", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.noSuchCase(id: "S26-9", nearest: ["S26-1"])) {
      try await store.resolveLabel("S26-9", draft, reviewer: "Ann Rey", signer: annSigns)
    }
    #expect(try await store.entries(after: 0, limit: 99).count == before)
    try await store.resolveLabel("S26-1", draft, reviewer: "Ann Rey", signer: annSigns)
    await #expect(throws: CaseStoreFailure.label(.resolved(by: "Ann Rey"))) {
      try await store.resolveLabel("S26-1", draft, reviewer: "Ann Rey", signer: annSigns)
    }
  }

  @Test("takes an amendment of a case that was signed before by the same rule", arguments: StoreKind.allCases)
  func amendment(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record()])
    try await store.record(Example.finding(), for: "S26-1")
    let signed = try await store.sign(
      "S26-1", Self.confirmation, reviewer: "Ann Rey", findingID: "f-1", signer: nil)
    var reading = SignOffDraft(
      decision: .override, finalCall: .low, reason: .override(.histologyDisagrees), comment: "counted again")
    reading.labels = [try Self.check()]
    let draft = SupplementDraft.amendment(
      AmendmentDraft(
        kind: .misinterpretation, reading: reading, findingID: "f-1", amends: try #require(signed.entryDigest)))
    await #expect(throws: CaseStoreFailure.label(.unresolved(slides: ["S26-1.svs"]))) {
      try await store.supplement("S26-1", draft, reviewer: "Ann Rey", signer: nil)
    }
    try await store.resolveLabel("S26-1", try Self.draft(), reviewer: "Ann Rey", signer: nil)
    try await store.supplement("S26-1", draft, reviewer: "Ann Rey", signer: nil)
    let standing = try await store.caseFile("S26-1").standing
    #expect(standing?.labels.first?.resolvedBy != nil && standing?.finalCall == .low)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }
}

@Suite("A casebook's file, where a label is not its case's")
struct LabelFileTests {
  /// Entries: created 1, registered 2, scored 3, resolved 4.
  private func casebook(_ scratch: Scratch) throws -> Casebook {
    let casebook = try scratch.open()
    try casebook.register([try Example.record()])
    var finding = Example.finding()
    let check = LabelCheck(expected: LabelExpectation(manifest: "S26-1"), found: LabelText("S26-2", property: "p"))
    finding.labels = [check]
    try casebook.record(finding, for: "S26-1")
    let draft = LabelResolutionDraft(slide: 0, slideDigest: nil, check: check, reason: .labelWrong)
    try casebook.resolveLabel("S26-1", draft, reviewer: "Ann Rey")
    return casebook
  }

  @Test("is listed as the ledger makes it, also once that is folded anew")
  func rebuilt() throws {
    let scratch = try Scratch()
    let casebook = try casebook(scratch)
    let before = try casebook.caseFile("S26-1")
    #expect(before.openLabels.isEmpty && before.labelResolutions.count == 1)
    try casebook.rebuildProjection()
    #expect(try casebook.caseFile("S26-1") == before)
    #expect(try casebook.verify().isIntact)
  }

  @Test("says where what is listed is not what the ledger makes of it", arguments: ["''", "'3'", "'4 4'"])
  func altered(value: String) throws {
    let scratch = try Scratch()
    do { _ = try casebook(scratch) }
    try scratch.tamper { try $0.execute(sql: "UPDATE case_file SET labels = \(value)") }
    let found = try scratch.open().verify().found
    #expect(found?.fault == .projectionDiffers(column: "labels") && found?.caseID == "S26-1")
    withExtendedLifetime(scratch) {}
  }

  @Test("of version 7 gets its column, is copied before, and keeps what it holds")
  func migration() throws {
    let scratch = try Scratch()
    do { _ = try scratch.signed() }
    try scratch.downgrade(to: 7)
    let casebook = try scratch.open()
    #expect(casebook.migration?.version == 7)
    #expect(try casebook.verify().isIntact)
    let file = try casebook.caseFile("S26-1")
    #expect(file.signOff?.finalCall == .low && file.labelStanding == .notChecked && file.signOff?.labels == [])
    withExtendedLifetime(scratch) {}
  }
}
