import Casework
import Cryptography
import Prognosis
import ReadingQuality
import Synchronization
import TerminalKit
import Testing
import Workstation

@testable import UseCases

/// A casebook in memory whose time the test says, with cases that Ada has signed high on 1 February.
private final class SignedCases: Sendable {
  static let ada = "Dr Ada Example"
  private let time = Mutex("2026-02-01T12:00:00Z")
  let world = MadeUpWorld()
  let keys = ReviewLoopTests.keys
  let words = Passphrase(ReviewLoopTests.words)

  var clock: WallClock {
    WallClock(
      timestamp: { self.time.withLock { $0 } },
      seconds: { self.time.withLock { Timestamp($0)?.seconds ?? 0 } }, milliseconds: { 0 }, pause: { _ in })
  }

  func set(_ text: String) { time.withLock { $0 = text } }

  /// Cases S-1 to S-`count`, signed; and S-9, which nobody has signed.
  func store(_ count: Int) async throws -> MemoryCaseStore {
    let store = MemoryCaseStore(
      actor: "ada", now: clock.timestamp, digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
    try await AdmitReviewers(store: store, keys: keys)
      .admit(.init(name: Self.ada, role: .pathologist, passphrase: words), by: nil)
    for name in (1...count).map({ "S-\($0)" }) + ["S-9"] {
      world.put(.tissue(side: 64), at: "/slides/\(name).svs", content: name)
      let slide = try world.access.record("/slides/\(name).svs")
      try store.register([Case(id: name, received: "2026-01-20", slides: [slide])])
      try store.record(Self.finding(name), for: name)
      if name == "S-9" { continue }
      try await SignCase(store: store, keys: keys, slides: world.access, pattern: nil).sign(
        name, SignOffDraft(decision: .confirm, finalCall: .high), findingID: name, reviewer: Self.ada,
        passphrase: words)
    }
    return store
  }

  private static func finding(_ id: String) -> Finding {
    Finding(
      id: id,
      model: ModelIdentity(
        name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
        threshold: 0.05),
      software: "test 1", computedAt: "2026-02-01T10:00:00Z", tiles: 480, tilesAvailable: 480, tissueMM2: 31.2,
      basis: .slideAndClinical, probability5y: 0.184, call: .high)
  }
}

@Suite("A casebook as it is told to whoever reads cases again")
struct RepeatStoreTests {
  private let cases = SignedCases()

  private func names(_ store: RepeatStore, _ query: CaseQuery = CaseQuery()) async throws -> [String] {
    try await store.page(query, after: nil, limit: 99).cases.map(\.id)
  }

  @Test("lists what is due, as it was registered, and takes the repeated call, with where it was given")
  func calls() async throws {
    let casebook = try await cases.store(2)
    let store = RepeatStore(casebook, reviewer: SignedCases.ada, clock: cases.clock)
    #expect(try await names(store).isEmpty, "the washout is not over")
    cases.set("2026-02-15T12:00:00Z")
    #expect(try await Set(names(store)) == ["S-1", "S-2"])
    #expect(try await store.counts().stages == [.all: 2, .scored: 2])
    for audience in [Audience.anybody, .reviewer(SignedCases.ada), .repeating("Bo")] {
      let told = try await store.opened(for: audience).caseFile("S-1")
      #expect(told.isToRepeat && told.finding == nil && told.signOff == nil, "\(audience)")
    }
    #expect(try await store.opened(for: .program).caseFile("S-1").finding != nil)
    let draft = RepeatDraft(call: .low, confidence: .high, grade: 2, diagnosisRead: .glass)
    let entry = try casebook.entries(after: 0, limit: 99).count
    try await store.repeatReading("S-1", draft, reviewer: SignedCases.ada, signer: nil)
    let kept = try await store.caseFile("S-1")
    #expect(kept.isToRepeat && kept.finding == nil && kept.status == .signed && kept.repeats.isEmpty)
    #expect(try await names(store) == ["S-2"])
    #expect(try await store.changes(since: entry, limit: 9).caseIDs == ["S-1"])
    let file = try casebook.caseFile("S-1")
    #expect(file.repeats.map(\.call) == [.low] && file.repeats.first?.grade == 2)
    #expect(file.repeats.first?.diagnosisRead == .glass)
    #expect(file.finalCall(of: SignedCases.ada) == .high && file.firstReads.isEmpty)
  }

  @Test("tells no case that cannot be read again, so that nobody gives a call that is refused")
  func notDue() async throws {
    let casebook = try await cases.store(1)
    cases.set("2026-02-10T12:00:00Z")
    let store = RepeatStore(casebook, reviewer: SignedCases.ada, clock: cases.clock)
    let next = try #require(try await casebook.nextToRepeat(of: SignedCases.ada))
    #expect(next.text == "2026-02-15T12:00:00Z")
    await #expect(throws: CaseStoreFailure.repetition(.tooEarly(notBefore: next.text))) {
      try await store.caseFile("S-1")
    }
    await #expect(throws: CaseStoreFailure.repetition(.notClosed)) {
      try await store.openReview("S-9", reviewer: SignedCases.ada)
    }
    await #expect(throws: CaseStoreFailure.self) { try await casebook.nextToRepeat(of: "Bo") }
    let stranger = RepeatStore(casebook, reviewer: "Bo", clock: cases.clock)
    await #expect(throws: CaseStoreFailure.repetition(.nothingToRepeat)) { try await stranger.caseFile("S-1") }
    #expect(try await store.opened(for: .program).caseFile("S-1").finding != nil)
  }

  @Test("chooses none by a call: a search finds what is told")
  func search() async throws {
    let casebook = try await cases.store(2)
    cases.set("2026-02-15T12:00:00Z")
    let store = RepeatStore(casebook, reviewer: SignedCases.ada, clock: cases.clock)
    #expect(try await names(store, CaseQuery(words: ["high"])).isEmpty)
    #expect(try await names(store, CaseQuery(words: ["s-2"])) == ["S-2"])
    let high = try await casebook.repeatableCases(of: SignedCases.ada, passing: CaseQuery(words: ["high"]))
    #expect(high.candidates.isEmpty)
    #expect(try await casebook.repeatableCases(of: SignedCases.ada).candidates.map(\.caseID) == ["S-1", "S-2"])
  }

  @Test("keeps nothing but calls")
  func refuses() async throws {
    let casebook = try await cases.store(1)
    cases.set("2026-02-15T12:00:00Z")
    let store = RepeatStore(casebook, reviewer: SignedCases.ada, clock: cases.clock)
    let entries = try casebook.entries(after: 0, limit: 99).count
    await #expect(throws: CaseStoreFailure.repetition(.callsAlone)) {
      try await store.supplement("S-1", .addendum(text: "later", to: ""), reviewer: SignedCases.ada, signer: nil)
    }
    await #expect(throws: CaseStoreFailure.repetition(.callsAlone)) {
      try await store.removeMark("m", from: "S-1", reviewer: SignedCases.ada)
    }
    await #expect(throws: CaseStoreFailure.repetition(.callsAlone)) {
      try await store.commit(
        FirstRead(reviewer: SignedCases.ada, call: .low, confidence: .high, readAt: ""), to: "S-1")
    }
    await #expect(throws: CaseStoreFailure.repetition(.callsAlone)) {
      try await store.entries(after: 0, limit: 9)
    }
    try await store.openReview("S-1", reviewer: SignedCases.ada)
    #expect(try casebook.caseFile("S-1").claim == nil)
    #expect(try casebook.entries(after: 0, limit: 99).count == entries)
  }

  @Test("from a shell, is refused before a passphrase is asked for, and signed with the reader's key after it")
  func shell() async throws {
    let casebook = try await cases.store(1)
    let reading = RepeatReading(store: casebook, keys: cases.keys)
    let due = try #require(Timestamp("2026-02-15T12:00:00Z"))
    await #expect(throws: CaseStoreFailure.repetition(.tooEarly(notBefore: due.text))) {
      try await reading.check("S-1", by: SignedCases.ada, now: due.seconds - 1)
    }
    await #expect(throws: CaseStoreFailure.repetition(.notClosed)) {
      try await reading.check("S-9", by: SignedCases.ada, now: due.seconds)
    }
    await #expect(throws: CaseStoreFailure.self) { try await reading.check("S-1", by: "Bo", now: due.seconds) }
    try await reading.check("S-1", by: SignedCases.ada, now: due.seconds)
    cases.set(due.text)
    await #expect(throws: CaseStoreFailure.identity(.notOpened)) {
      try await reading.sign(
        "S-1", RepeatDraft(call: .high), reviewer: SignedCases.ada, passphrase: Passphrase("another one of theirs"))
    }
    // A wrong one makes the next try wait.
    cases.set("2026-02-15T12:00:02Z")
    let read = try await reading.sign(
      "S-1", RepeatDraft(call: .high), reviewer: SignedCases.ada, passphrase: cases.words)
    #expect(try casebook.caseFile("S-1").repeats == [read])
    #expect(try casebook.entries(after: 0, limit: 99).last?.signature != nil)
    let result = try await casebook.repeatableCases(of: SignedCases.ada).repeatability
    #expect(result.concordance == Share(1, of: 1) && result.casesMissing == 59 && result.sawModel == 1)
  }
}

extension CaseFile {
  fileprivate func finalCall(of reviewer: String) -> Call? { lastSigned(by: reviewer)?.finalCall }
}

extension ReviewLoopTests {
  @Test("a case that is due is read again in five keys, told nothing, and the next one follows until none is due")
  func repeats() async throws {
    let cases = SignedCases()
    let casebook = try await cases.store(1)
    cases.set("2026-02-15T12:00:00Z")
    let terminal = review(
      [
        .until("S-1"), .press(.enter), .until("Finding"), .untilGone("drawing"), .press(.character("s")),
        .until("Read again"), .until("validates no viewer"), .until("COMMIT"), .press(.character("u")),
        .until("◉ UNSURE"), .press(.character("3")), .until("◉ high"), .press(.enter), .until("no other case is due"),
        .report(.hangup),
      ], at: RepeatStore(casebook, reviewer: SignedCases.ada, clock: cases.clock))
    #expect(terminal.missed == nil, "\(terminal.text.joined(separator: "\n"))")
    #expect(!terminal.text.joined().contains("18.4"))
    let file = try casebook.caseFile("S-1")
    #expect(file.repeats.map(\.call) == [.unsure] && file.repeats.first?.confidence == .high)
    #expect(file.repeats.first?.diagnosisRead == .thisScreen)
    #expect(file.status == .signed && file.signOff?.finalCall == .high)
    #expect(try casebook.verify().isIntact)
  }
}
