import CasebookStore
import Casework
import GRDB
import Testing

@Suite("Every casebook, where a reader is asked for their case")
struct HandOverContract {
  private static let start = "2026-11-02T11:00:00Z"

  /// A case that Ann reads.
  private func read(_ ground: StoreGround) async throws -> (ann: any CaseStore, bo: any CaseStore) {
    let (ann, bo) = (try ground.open(as: "Ann"), try ground.open(as: "Bo"))
    ground.clock.set(Self.start)
    try await ann.register([try Example.record()])
    try await ann.record(Example.finding(), for: "S26-1")
    try await ann.openReview("S26-1", reviewer: "Ann")
    return (ann, bo)
  }

  private func claim(_ store: any CaseStore) async throws -> ReadingClaim? { try await store.caseFile("S26-1").claim }

  @Test(
    "tells the reader who asks; given, the case is the asker's at once, and drafts stay", arguments: StoreKind.allCases)
  func given(kind: StoreKind) async throws {
    let ground = try kind.make()
    defer { withExtendedLifetime(ground) {} }
    let (ann, bo) = try await read(ground)
    let draft = SignOffDraft(decision: .confirm, finalCall: .high, comment: "mine")
    try await ann.saveDraft("S26-1", draft)
    ground.clock.set("2026-11-02T11:05:00Z")
    try await bo.askForReview("S26-1", reviewer: " Bo ")
    let request = HandOverRequest(asker: "Bo", at: "2026-11-02T11:05:00Z")
    #expect(try await claim(ann)?.request == request)
    #expect(try await bo.page(CaseQuery(), after: nil, limit: 9).cases.first?.claim?.request == request)
    ground.clock.set("2026-11-02T11:10:00Z")
    try await ann.openReview("S26-1", reviewer: "Ann")
    #expect(try await claim(ann)?.request == request, "the reader's own renewal changes nothing")
    try await ann.answerRequest("S26-1", reviewer: "Ann", gives: true)
    let expected = ReadingClaim(reviewer: "Bo", since: "2026-11-02T11:10:00Z", until: "2026-11-02T11:25:00Z")
    #expect(try await claim(bo) == expected)
    #expect(try await ann.caseFile("S26-1").reviewer == "Bo")
    #expect(try await ann.caseFile("S26-1").draft == draft)
    await #expect(throws: CaseStoreFailure.conflict(.claimedBy(expected))) {
      try await ann.openReview("S26-1", reviewer: "Ann")
    }
    let entries = try await ann.entries(after: 0, limit: 99)
    #expect(entries.map(\.kind).suffix(2) == ["review-opened", "review-opened"], "who reads it is in the ledger")
    try await bo.sign("S26-1", Example.override, reviewer: "Bo", findingID: "f-1", signer: nil)
    #expect(try await ann.verify(resultDigest: nil).isIntact)
  }

  @Test("kept, it tells the asker so; asked again it is a new request", arguments: StoreKind.allCases)
  func kept(kind: StoreKind) async throws {
    let ground = try kind.make()
    defer { withExtendedLifetime(ground) {} }
    let (ann, bo) = try await read(ground)
    try await bo.askForReview("S26-1", reviewer: "Bo")
    try await ann.answerRequest("S26-1", reviewer: "Ann", gives: false)
    #expect(try await claim(bo)?.reviewer == "Ann")
    #expect(try await claim(bo)?.request == HandOverRequest(asker: "Bo", at: Self.start, isKept: true))
    ground.clock.set("2026-11-02T11:01:00Z")
    try await bo.askForReview("S26-1", reviewer: "Bo")
    #expect(try await claim(ann)?.request == HandOverRequest(asker: "Bo", at: "2026-11-02T11:01:00Z"))
    try await bo.closeReview("S26-1", reviewer: "Bo")
    #expect(try await claim(ann)?.request == nil, "whoever goes away asks no more")
    #expect(try await claim(ann)?.reviewer == "Ann")
    let entries = try await ann.entries(after: 0, limit: 99)
    #expect(entries.count == 4, "a request is nobody's record")
  }

  @Test("one colleague asks at a time, and nobody is asked for what nobody reads", arguments: StoreKind.allCases)
  func one(kind: StoreKind) async throws {
    let ground = try kind.make()
    defer { withExtendedLifetime(ground) {} }
    let (ann, bo) = try await read(ground)
    try await bo.askForReview("S26-1", reviewer: "Bo")
    await #expect(throws: CaseStoreFailure.conflict(.askedBy(reviewer: "Bo"))) {
      try await bo.askForReview("S26-1", reviewer: "Cy")
    }
    try await ann.askForReview("S26-1", reviewer: "Ann")
    #expect(try await claim(ann)?.request?.asker == "Bo", "nobody asks themself")
    try await ann.answerRequest("S26-1", reviewer: "Cy", gives: true)
    #expect(try await claim(ann)?.reviewer == "Ann", "nobody answers for another one")
    try await ann.answerRequest("S26-1", reviewer: "Ann", gives: false)
    try await bo.askForReview("S26-1", reviewer: "Cy")
    #expect(try await claim(ann)?.request?.asker == "Cy")
    try await ann.closeReview("S26-1", reviewer: "Ann")
    #expect(try await claim(ann) == nil)
    try await bo.askForReview("S26-1", reviewer: "Bo")
    #expect(try await claim(ann) == nil)
    await #expect(throws: CaseStoreFailure.noSuchCase(id: "S26-9", nearest: ["S26-1"])) {
      try await bo.askForReview("S26-9", reviewer: "Bo")
    }
  }

  @Test("a request lapses with the claim, and is not asked of the next one", arguments: StoreKind.allCases)
  func lapses(kind: StoreKind) async throws {
    let ground = try kind.make()
    defer { withExtendedLifetime(ground) {} }
    let (ann, bo) = try await read(ground)
    try await bo.askForReview("S26-1", reviewer: "Bo")
    ground.clock.set("2026-11-02T11:15:00Z")
    #expect(try await claim(ann) == nil)
    try await ann.answerRequest("S26-1", reviewer: "Ann", gives: true)
    #expect(try await claim(ann) == nil)
    try await ann.openReview("S26-1", reviewer: "Ann")
    #expect(try await claim(ann)?.request == nil)
  }

  @Test("a request is gone with the workstation that made it")
  func dead() async throws {
    let ground = try FileGround()
    let (ann, bo) = try await read(.file(ground))
    try await bo.askForReview("S26-1", reviewer: "Bo")
    try ground.scratch.tamper { try $0.execute(sql: "UPDATE claim_request SET process = 2147483000") }
    #expect(try await claim(ann)?.reviewer == "Ann")
    #expect(try await claim(ann)?.request == nil)
    try await ann.answerRequest("S26-1", reviewer: "Ann", gives: true)
    #expect(try await claim(ann)?.reviewer == "Ann", "there is nobody to give it to")
    withExtendedLifetime(ground) {}
  }
}
