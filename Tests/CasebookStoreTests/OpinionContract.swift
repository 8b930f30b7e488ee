import Casework
import GRDB
import Testing

@testable import CasebookStore

@Suite("Every casebook, asked for a second opinion")
struct OpinionContract {
  private let ann = TestKey()
  private let bo = TestKey()
  private let cy = TestKey()

  private static func question(
    _ text: String = "S26-1@120,80,20x", of colleague: String? = "Bo"
  ) throws -> OpinionDraft {
    .question(place: try #require(SlidePlace(parsing: text)), text: "Mitosis?", colleague: colleague)
  }

  private static func answer(_ opinion: SecondOpinion, _ text: String = "Apoptosis.") -> OpinionDraft {
    .answer(number: opinion.id, to: opinion.request.entryDigest ?? "", text: text, call: .low, nonce: "n")
  }

  /// Ann, Bo and the resident Cy, and two scored cases.
  private func laboratory(_ store: any CaseStore) async throws {
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.admit(try bo.reviewer("Bo"), signer: ann.signer)
    try await store.admit(try cy.reviewer("Cy", .resident), signer: ann.signer)
    try await store.register([try Example.record(), try Example.record("S26-2")])
    for name in ["S26-1", "S26-2"] { try await store.record(Example.finding("f-\(name)"), for: name) }
  }

  private func waiting(_ store: any CaseStore, for name: String) async throws -> (names: [String], count: Int) {
    let told = store.opened(for: .reviewer(name))
    let query = CaseQuery(waitingFor: name)
    let names = try await told.names(query, by: 1)
    #expect(try await told.count(query, before: nil).all == names.count)
    return (names, try await told.counts().waiting)
  }

  @Test(
    "keeps question, answer and that it was read, tells for whom each waits, and verifies",
    arguments: StoreKind.allCases)
  func way(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let asked = try await store.opine("S26-1", try Self.question(), reviewer: " Ann Rey", signer: ann.signer)
    #expect(asked.request.place.text == "S26-1@120,80,20x" && asked.request.asker == "Ann Rey")
    #expect(try await waiting(store, for: "Bo") == (["S26-1"], 1))
    #expect(try await waiting(store, for: "Ann Rey") == ([], 0))
    #expect(try await store.counts().waiting == 0, "a command is nobody")
    #expect(try await store.names(CaseQuery(words: ["asked", "bo"]), by: 9) == ["S26-1"])
    let given = try await store.opine("S26-1", Self.answer(asked), reviewer: "Bo", signer: bo.signer)
    #expect(given.answer?.text == "Apoptosis." && given.answer?.call == .low && given.answer?.isBlinded == false)
    #expect(try await waiting(store, for: "Bo") == ([], 0))
    #expect(try await waiting(store, for: "Ann Rey") == (["S26-1"], 1))
    let read = try await store.noteRead("S26-1", opinion: 1, reviewer: "Ann Rey")
    #expect(read.opinions.map { read.standing(of: $0) } == [.read])
    #expect(try await waiting(store, for: "Ann Rey") == ([], 0))
    let file = try await store.caseFile("S26-1")
    #expect(file.status == .scored && file.claim == nil && file.opinions == read.opinions)
    #expect(try await store.page(CaseQuery(), after: nil, limit: 9).cases.first?.opinions == file.opinions)
    let entries = try await store.entries(after: 0, limit: 99).suffix(3)
    #expect(entries.map(\.kind) == ["opinion-asked", "opinion-given", "opinion-read"])
    #expect(entries.map(\.signer) == [ann.fingerprint, bo.fingerprint, nil])
    #expect(entries.first?.digest == asked.request.entryDigest)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("tells apart who asked anybody, and lists by stage, order and words as ever", arguments: StoreKind.allCases)
  func anybody(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    try await store.opine("S26-1", try Self.question(of: nil), reviewer: "Ann Rey", signer: ann.signer)
    try await store.opine("S26-2", try Self.question("S26-2@1,1,5x", of: nil), reviewer: "Cy", signer: cy.signer)
    #expect(try await waiting(store, for: "Ann Rey") == (["S26-2"], 1))
    #expect(try await waiting(store, for: "Cy") == (["S26-1"], 1))
    #expect(try await waiting(store, for: "Bo") == (["S26-1", "S26-2"], 2))
    let bo = store.opened(for: .reviewer("Bo"))
    for key in CaseOrderKey.allCases {
      let query = CaseQuery(stage: .scored, words: ["s26-2"], waitingFor: "Bo", key: key)
      #expect(try await bo.names(query, by: 9) == ["S26-2"])
      #expect(try await bo.place(of: "S26-2", in: query)?.caseID == "S26-2")
      #expect(try await bo.names(CaseQuery(stage: .signed, waitingFor: "Bo", key: key), by: 9).isEmpty)
    }
  }

  @Test("takes each act of a key that may do it alone, and writes nothing else", arguments: StoreKind.allCases)
  func rights(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let (annSigns, boSigns, cySigns) = (ann.signer, bo.signer, cy.signer)
    let draft = try Self.question()
    await #expect(throws: CaseStoreFailure.identity(.unsigned)) {
      try await store.opine("S26-1", draft, reviewer: "Ann Rey", signer: nil)
    }
    await #expect(throws: CaseStoreFailure.identity(.otherName(given: "Bo", key: "Ann Rey"))) {
      try await store.opine("S26-1", try Self.question(of: nil), reviewer: "Bo", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.identity(.noRight(.giveOpinion, .resident))) {
      try await store.opine("S26-1", try Self.question(of: "Cy"), reviewer: "Ann Rey", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.identity(.noSuchReviewer(name: "Bob", nearest: ["Bo"]))) {
      try await store.opine("S26-1", try Self.question(of: "Bob"), reviewer: "Ann Rey", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.noSuchCase(id: "S26-9", nearest: ["S26-1", "S26-2"])) {
      try await store.opine("S26-9", draft, reviewer: "Ann Rey", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.opinion(.place(.otherCase("S26-1")))) {
      try await store.opine("S26-2", draft, reviewer: "Ann Rey", signer: annSigns)
    }
    let open = try await store.opine("S26-1", try Self.question(of: nil), reviewer: "Cy", signer: cySigns)
    let own = try await store.opine("S26-2", try Self.question("S26-2@1,1,5x"), reviewer: "Ann Rey", signer: annSigns)
    await #expect(throws: CaseStoreFailure.opinion(.ownQuestion)) {
      try await store.opine("S26-2", Self.answer(own), reviewer: "Ann Rey", signer: annSigns)
    }
    await #expect(throws: CaseStoreFailure.identity(.noRight(.giveOpinion, .resident))) {
      try await store.opine("S26-2", Self.answer(own), reviewer: "Cy", signer: cySigns)
    }
    await #expect(throws: CaseStoreFailure.opinion(.askedBy(asker: "Cy"))) {
      try await store.opine(
        "S26-1", .withdrawal(number: 1, to: open.request.entryDigest ?? ""), reviewer: "Bo", signer: boSigns)
    }
    await #expect(throws: CaseStoreFailure.opinion(.nothingToRead)) {
      try await store.noteRead("S26-1", opinion: 1, reviewer: "Cy")
    }
    let back = try await store.opine(
      "S26-1", .withdrawal(number: 1, to: open.request.entryDigest ?? ""), reviewer: "Cy", signer: cySigns)
    #expect(back.withdrawal?.reviewer == "Cy")
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("closes what nobody has answered with the case", arguments: StoreKind.allCases)
  func lapsing(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let asked = try await store.opine("S26-1", try Self.question(), reviewer: "Ann Rey", signer: ann.signer)
    let signed = try await store.sign(
      "S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-S26-1", signer: ann.signer)
    #expect(try await waiting(store, for: "Bo") == ([], 0))
    let signer = bo.signer
    await #expect(throws: CaseStoreFailure.conflict(.alreadySigned(reviewer: "Ann Rey", signedAt: signed.signedAt))) {
      try await store.opine("S26-1", Self.answer(asked), reviewer: "Bo", signer: signer)
    }
    let file = try await store.caseFile("S26-1")
    #expect(file.opinions.map { file.standing(of: $0) } == [.lapsed])
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("read blinded, an answer reaches nobody before a first call of their own", arguments: StoreKind.allCases)
  func blinded(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await laboratory(store)
    let setting = ProtocolSetting(readingProtocol: .blindedFirst, reviewer: "Ann Rey")
    try await store.set(setting, for: nil, signer: ann.signer)
    let asked = try await store.opine("S26-1", try Self.question(), reviewer: "Ann Rey", signer: ann.signer)
    let (readsAnn, readsBo) = (store.opened(for: .reviewer("Ann Rey")), store.opened(for: .reviewer("Bo")))
    let seen = try await readsBo.caseFile("S26-1")
    #expect(seen.finding == nil && seen.opinions.map(\.request.question) == ["Mitosis?"])
    try await readsBo.opine("S26-1", Self.answer(asked, "planted"), reviewer: "Bo", signer: bo.signer)
    #expect(try await readsBo.caseFile("S26-1").opinions.first?.answer?.isBlinded == true)
    #expect(try await store.caseFile("S26-1").opinions.isEmpty)
    #expect(try await readsAnn.caseFile("S26-1").opinions.first?.answer == nil)
    #expect(try await waiting(store, for: "Ann Rey") == (["S26-1"], 1))
    let own = FirstRead(reviewer: "Ann Rey", call: .high, confidence: .high, readAt: "")
    #expect(try await readsAnn.commit(own, to: "S26-1").opinions.first?.answer?.text == "planted")
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }
}

@Suite("A casebook's file with second opinions")
struct OpinionFileTests {
  /// A signed casebook with a second case, about which Ann asked twice, and Bo answered once.
  private func casebook(_ scratch: Scratch) throws -> Casebook {
    let casebook = try scratch.signed()
    try casebook.register([try Example.record("S26-2")])
    let place = try #require(SlidePlace(parsing: "S26-2@1,2,20x"))
    let first = try casebook.opine(
      "S26-2", .question(place: place, text: "Mitosis?", colleague: "Bo"), reviewer: "Ann Rey")
    try casebook.opine("S26-2", .question(place: place, text: "Lymph?", colleague: nil), reviewer: "Ann Rey")
    try casebook.opine(
      "S26-2", .answer(number: 1, to: first.request.entryDigest ?? "", text: "No.", call: nil), reviewer: "Bo")
    return casebook
  }

  @Test("is made anew from the ledger as it was")
  func rebuilt() throws {
    let scratch = try Scratch()
    let casebook = try casebook(scratch)
    let before = try casebook.caseFiles()
    #expect(before.map(\.opinions.count) == [0, 2])
    try casebook.rebuildProjection()
    #expect(try casebook.caseFiles() == before)
    #expect(try casebook.verify().isIntact)
  }

  @Test(
    "says where what is listed is not what the ledger makes of it",
    arguments: [
      ("opinions", "''"), ("opinions", "'7 8'"), ("opinions", "'7 9 8'"), ("waiting", "''"),
      ("waiting", #"'["anybody Ann Rey"]'"#),
    ])
  func altered(column: String, value: String) throws {
    let scratch = try Scratch()
    do { _ = try casebook(scratch) }
    try scratch.tamper { try $0.execute(sql: "UPDATE case_file SET \(column) = \(value) WHERE case_id = 'S26-2'") }
    let found = try scratch.open().verify().found
    #expect(found?.fault == .projectionDiffers(column: column) && found?.caseID == "S26-2")
    withExtendedLifetime(scratch) {}
  }

  @Test("of version 6 gets its columns and keeps what it holds")
  func migration() throws {
    let scratch = try Scratch()
    do { _ = try scratch.signed() }
    try scratch.downgrade(to: 6)
    let casebook = try scratch.open()
    #expect(casebook.migration?.version == 6)
    #expect(try casebook.verify().isIntact)
    #expect(try casebook.caseFile("S26-1").signOff?.finalCall == .low)
  }

  @Test("counts what waits along an index that has no other case")
  func plan() throws {
    let scratch = try Scratch()
    let casebook = try casebook(scratch)
    let request = CaseList(CaseQuery(waitingFor: "Bo")).count()
    let steps = try casebook.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + request.sql, arguments: request.arguments).map { row in
        try row.decode(String.self, forColumn: "detail")
      }
    }
    #expect(steps.first?.contains("INDEX case_waiting") == true, "\(steps)")
  }
}
