import Casework
import Microscopy
import Testing

@testable import CasebookStore

@Suite("Every casebook, where a reader reads a case again")
struct RepeatContract {
  private let ann = TestKey()
  private let quinn = TestKey()

  /// Ann, Quinn of quality, and a case that Ann has signed high at eleven on 2 November.
  private func laboratory(_ store: any CaseStore) async throws {
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.admit(try quinn.reviewer("Quinn", .quality), signer: ann.signer)
    try await store.register([try Example.record()])
    try await store.record(Example.finding(), for: "S26-1")
    let draft = SignOffDraft(decision: .confirm, finalCall: .high, shown: .every)
    try await store.sign("S26-1", draft, reviewer: "Ann Rey", findingID: "f-1", signer: ann.signer)
  }

  @Test("keeps the call beside the signed case, once, signed or under the name alone", arguments: StoreKind.allCases)
  func keeps(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let before = try await store.caseFile("S26-1")
    ground.clock.set("2026-11-20T09:00:00Z")
    let draft = RepeatDraft(call: .low, confidence: .high)
    let read = try await store.repeatReading("S26-1", draft, reviewer: " Ann Rey ", signer: ann.signer)
    #expect(read.call == .low && read.readAt == "2026-11-20T09:00:00Z" && read.entryDigest != nil)
    let file = try await store.caseFile("S26-1")
    #expect(file.repeats == [read] && file.signOff == before.signOff && file.status == before.status)
    #expect(try await store.page(CaseQuery(), after: nil, limit: 9).cases.first?.repeats == [read])
    let entry = try #require(try await store.entries(after: 0, limit: 99).last)
    #expect(entry.kind == "reading-repeated" && entry.digest == read.entryDigest && entry.signer == ann.fingerprint)
    await #expect(throws: CaseStoreFailure.repetition(.repeatedAlready(at: read.readAt))) {
      try await store.repeatReading("S26-1", draft, reviewer: "Ann Rey", signer: nil)
    }
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("takes it of nobody else, not too early, and of no other key", arguments: StoreKind.allCases)
  func rules(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let before = try await store.entries(after: 0, limit: 99).count
    let draft = RepeatDraft(call: .high)
    await #expect(throws: CaseStoreFailure.repetition(.tooEarly(notBefore: "2026-11-16T11:00:00Z"))) {
      try await store.repeatReading("S26-1", draft, reviewer: "Ann Rey", signer: nil)
    }
    ground.clock.set("2026-11-16T11:00:00Z")
    let quinnSigns = quinn.signer
    await #expect(throws: CaseStoreFailure.identity(.noRight(.takeUp, .quality))) {
      try await store.repeatReading("S26-1", draft, reviewer: "Quinn", signer: quinnSigns)
    }
    await #expect(throws: CaseStoreFailure.identity(.noRight(.takeUp, .quality))) {
      try await store.repeatReading("S26-1", draft, reviewer: "Ann Rey", signer: quinnSigns)
    }
    #expect(try await store.entries(after: 0, limit: 99).count == before)
    try await store.repeatReading("S26-1", draft, reviewer: "Ann Rey", signer: nil)
    #expect(try await store.entries(after: 0, limit: 99).last?.signer == nil)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("tells whoever reads again what was registered, and nothing since", arguments: StoreKind.allCases)
  func told(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let told = try await store.opened(for: .repeating("Ann Rey")).caseFile("S26-1")
    #expect(told.isToRepeat && told.finding == nil && told.signOff == nil && told.reviewer == nil)
    #expect(told.claim == nil && told.draft == nil && told.readerMay(.takeUp))
  }
}

@Suite("A casebook's file, where a reader reads a case again")
struct RepeatFileTests {
  @Test("is listed as the ledger makes it, beside what became of the patient, also once that is folded anew")
  func rebuilt() throws {
    let ground = try FileGround()
    let casebook = try ground.open("Ann Rey")
    try casebook.register([try Example.record()])
    try casebook.record(Example.finding(), for: "S26-1")
    try casebook.sign(
      "S26-1", SignOffDraft(decision: .confirm, finalCall: .high, shown: .every), reviewer: "Ann Rey",
      findingID: "f-1")
    try casebook.recordOutcome(
      "S26-1", OutcomeDraft(event: .diedFreeOfRelapse, days: 400, source: .patientRecord), reviewer: "Bo")
    ground.clock.set("2027-01-01T00:00:00Z")
    try casebook.repeatReading("S26-1", RepeatDraft(call: .unsure), reviewer: "Ann Rey")
    let before = try casebook.caseFile("S26-1")
    #expect(before.repeats.count == 1 && before.outcomes.count == 1)
    try casebook.rebuildProjection()
    #expect(try casebook.caseFile("S26-1") == before)
    #expect(try casebook.verify().isIntact)
  }
}
