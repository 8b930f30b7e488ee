import CasebookStore
import Casework
import Foundation
import GRDB
import Prognosis
import Testing

@Suite("Every casebook, read by a protocol")
struct ProtocolContract {
  private let ann = TestKey()
  private let bo = TestKey()

  private static let blinded = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")
  private static let open = ProtocolSetting(readingProtocol: .open, reviewer: "Ann Rey")

  private func read(_ reviewer: String, _ call: FirstCall = .low) -> FirstRead {
    FirstRead(reviewer: reviewer, call: call, confidence: .high, grade: 1, readAt: "")
  }

  /// Three scored cases of rising risk.
  private func fill(_ store: any CaseStore) async throws {
    try await store.register(try ["A", "B", "C"].map { try Example.record($0) })
    for (index, name) in ["A", "B", "C"].enumerated() {
      var finding = Example.finding("f-\(name)", call: .high)
      finding.probability5y = 0.1 + Double(index) / 10
      try await store.record(finding, for: name)
    }
  }

  @Test(
    "tells nothing of the model before a reader's first call, and to commands nothing before it is signed",
    arguments: StoreKind.allCases)
  func blinded(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    try await store.set(Self.blinded, for: "B", signer: nil)
    let (reader, other) = (store.opened(for: .reviewer("Ann Rey")), store.opened(for: .reviewer("Bo")))
    #expect(try await reader.caseFile("B").withheld == .untilFirstCall)
    #expect(try await reader.openReview("B", reviewer: "Ann Rey").finding == nil)
    let page = try await reader.page(CaseQuery(key: .name), after: nil, limit: 9).cases
    #expect(page.map { $0.finding?.id } == ["f-A", nil, "f-C"])
    #expect(try await reader.record(Example.finding("f-2"), for: "B").finding == nil)

    let told = try await reader.commit(read("Ann Rey"), to: "B")
    #expect(told.finding?.id == "f-2" && told.withheld == nil)
    #expect(told.firstReads.map(\.readAt) == ["2026-11-02T11:00:00Z"])
    #expect(try await reader.caseFile("B").finding?.id == "f-2")
    #expect(try await other.caseFile("B").finding == nil)
    #expect(try await other.caseFile("B").firstReads.isEmpty)
    #expect(try await store.caseFile("B").withheld == .untilClosed)
    #expect(try await store.opened(for: .program).caseFile("B").finding?.id == "f-2")

    var draft = Example.override
    draft.shown = .every
    let signOff = try await reader.sign("B", draft, reviewer: "Ann Rey", findingID: "f-2", signer: nil)
    #expect(signOff.readingProtocol == .blindedFirst && signOff.firstRead == told.firstReads.first)
    for store in [store, other] {
      let file = try await store.caseFile("B")
      #expect(file.finding?.id == "f-2" && file.signOff == signOff && file.firstReads.count == 1)
    }
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("orders, searches and counts a case that is read blinded as if it had no call", arguments: StoreKind.allCases)
  func lists(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let (byRisk, high) = (CaseQuery(key: .probability), CaseQuery(words: ["high"], key: .name))
    #expect(try await store.names(byRisk, by: 2) == ["C", "B", "A"])
    #expect(try await store.names(high, by: 2) == ["A", "B", "C"])
    try await store.set(Self.blinded, for: "C", signer: nil)
    try await store.commit(read("Ann Rey"), to: "C")
    for audience in [Audience.anybody, .reviewer("Ann Rey"), .reviewer("Bo")] {
      let store = store.opened(for: audience)
      #expect(try await store.names(byRisk, by: 2) == ["B", "A", "C"])
      #expect(try await store.names(high, by: 2) == ["A", "B"])
      #expect(try await store.count(high, before: nil).all == 2)
      #expect(try await store.place(of: "C", in: high) == nil)
    }
    try await store.set(Self.open, for: "C", signer: nil)
    #expect(try await store.names(byRisk, by: 2) == ["C", "B", "A"])
    #expect(try await store.names(high, by: 2) == ["A", "B", "C"])
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test(
    "set for all, holds for cases that are there and that come, but for those with one of their own or closed",
    arguments: StoreKind.allCases)
  func house(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    try await store.sign(
      "A", SignOffDraft(decision: .confirm, finalCall: .high), reviewer: "Ann Rey", findingID: "f-A", signer: nil)
    try await store.set(Self.open, for: "B", signer: nil)
    #expect(try await store.houseProtocol() == .open)
    let before = try await store.changes(since: 0, limit: 9).entry
    try await store.set(Self.blinded, for: nil, signer: nil)
    try await store.register([try Example.record("D")])
    #expect(try await store.houseProtocol() == .blindedFirst)
    let files = try await store.page(CaseQuery(key: .name), after: nil, limit: 9).cases
    #expect(files.map(\.readingProtocol) == [.open, .open, .blindedFirst, .blindedFirst])
    #expect(files.map { $0.finding?.id } == ["f-A", "f-B", nil, nil])
    #expect(try await store.changes(since: before, limit: 9).caseIDs == ["C", "D"])
    #expect(try await store.verify(resultDigest: nil).isIntact)
    try await store.set(Self.open, for: nil, signer: nil)
    #expect(try await store.caseFile("C").finding?.id == "f-C")
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test(
    "refuses a first call that is not asked for, stands, or is given while another one reads",
    arguments: StoreKind.allCases)
  func refused(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let (ann, bo) = (read("Ann Rey"), read("Bo"))
    await #expect(throws: CaseStoreFailure.signOff(.firstCallNotAsked)) { try await store.commit(ann, to: "A") }
    try await store.closeReview("A", reviewer: "Ann Rey")
    try await store.set(Self.blinded, for: "A", signer: nil)
    await #expect(throws: CaseStoreFailure.signOff(.needsWorkstation(.blindedFirst))) {
      try await store.sign(
        "A", SignOffDraft(decision: .confirm, finalCall: .high, shown: .noPicture), reviewer: "Ann Rey",
        findingID: "f-A", signer: nil)
    }
    await #expect(throws: CaseStoreFailure.signOff(.firstCallAwaited)) {
      try await store.sign(
        "A", SignOffDraft(decision: .confirm, finalCall: .high), reviewer: "Ann Rey", findingID: "f-A", signer: nil)
    }
    try await store.commit(ann, to: "A")
    await #expect(throws: CaseStoreFailure.signOff(.firstCallStands)) { try await store.commit(ann, to: "A") }
    let claim = ReadingClaim(reviewer: "Ann Rey", since: "2026-11-02T11:00:00Z", until: "2026-11-02T11:15:00Z")
    await #expect(throws: CaseStoreFailure.conflict(.claimedBy(claim))) { try await store.commit(bo, to: "A") }
    await #expect(throws: CaseStoreFailure.self) {
      try await store.set(Self.blinded, for: "Z", signer: nil)
    }
  }

  @Test("is set by one who may admit, with their key; a first call needs none", arguments: StoreKind.allCases)
  func identities(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.admit(try bo.reviewer("Bo", .resident), signer: ann.signer)
    try await fill(store)
    let (annSigns, boSigns) = (ann.signer, bo.signer)
    let byBo = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Bo")
    for caseID in ["A", nil] {
      await #expect(throws: CaseStoreFailure.identity(.unsigned)) {
        try await store.set(Self.blinded, for: caseID, signer: nil)
      }
      await #expect(throws: CaseStoreFailure.identity(.noRight(.admit, .resident))) {
        try await store.set(byBo, for: caseID, signer: boSigns)
      }
      await #expect(throws: CaseStoreFailure.identity(.otherName(given: "Bo", key: "Ann Rey"))) {
        try await store.set(byBo, for: caseID, signer: annSigns)
      }
      try await store.set(Self.blinded, for: caseID, signer: annSigns)
    }
    try await store.commit(read("Ann Rey"), to: "A")
    var draft = Example.override
    draft.shown = .every
    try await store.sign("A", draft, reviewer: "Ann Rey", findingID: "f-A", signer: annSigns)
    let entries = try await store.entries(after: 0, limit: 99)
    let signed = try #require(entries.last)
    #expect(signed.signature != nil && String(decoding: signed.payload, as: UTF8.self).contains("firstRead"))
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }
}

@Suite("A casebook's file, read by a protocol")
struct ProtocolFileTests {
  private static let blinded = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")

  /// Two cases, one of them with a first call; the casebook's protocol is blinded first.
  private func casebook(_ scratch: Scratch) throws -> Casebook {
    let casebook = try scratch.open()
    try casebook.register([try Example.record("A"), try Example.record("B")])
    try casebook.record(Example.finding(), for: "A")
    try casebook.set(Self.blinded, for: nil, signer: nil)
    try casebook.commit(
      FirstRead(reviewer: "Ann Rey", call: .unsure, confidence: .low, readAt: ""), to: "A")
    return casebook
  }

  @Test("is made anew from the ledger as it was")
  func rebuilt() throws {
    let scratch = try Scratch()
    let casebook = try casebook(scratch).opened(for: .program)
    let before = try casebook.caseFiles()
    try casebook.rebuildProjection()
    #expect(try casebook.caseFiles() == before)
    #expect(before.map(\.firstReads.count) == [1, 0])
    #expect(try casebook.verify().isIntact)
  }

  @Test(
    "says where a listed protocol or first call is not what the ledger makes of it",
    arguments: [("own_protocol", "'open'"), ("house_protocol", "'open'"), ("readings", "''"), ("readings", "'4 4'")])
  func altered(column: String, value: String) throws {
    let scratch = try Scratch()
    do { _ = try casebook(scratch) }
    try scratch.tamper { db in
      try db.execute(sql: "UPDATE case_file SET \(column) = \(value) WHERE case_id = 'A'")
    }
    let found = try scratch.open().verify().found
    #expect(found?.fault == .projectionDiffers(column: column))
    #expect(found?.caseID == "A")
    withExtendedLifetime(scratch) {}
  }

  @Test("of version 5 gets its protocols and keeps what it holds")
  func migration() throws {
    let scratch = try Scratch()
    do { _ = try scratch.signed() }
    try scratch.downgrade(to: 5)
    let casebook = try scratch.open()
    #expect(try casebook.verify().isIntact)
    let file = try casebook.caseFile("S26-1")
    #expect(file.readingProtocol == .open && file.signOff?.finalCall == .low)
    #expect(try casebook.houseProtocol() == .open)
  }
}
