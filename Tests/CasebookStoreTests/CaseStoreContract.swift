import CasebookStore
import Casework
import Cryptography
import Foundation
import Prognosis
import Synchronization
import Testing

/// A clock that a test sets.
final class TestClock: Sendable {
  private let time = Mutex("2026-11-02T11:00:00Z")
  var now: @Sendable () -> String { { self.time.withLock { $0 } } }
  func set(_ text: String) { time.withLock { $0 = text } }
}

/// An empty casebook of one kind, for the rules that hold for every kind.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
  case memory, file

  var testDescription: String { rawValue }

  func make() throws -> StoreGround {
    switch self {
    case .memory: .memory(try MemoryGround())
    case .file: .file(try FileGround())
    }
  }
}

enum StoreGround {
  case memory(MemoryGround)
  case file(FileGround)

  var clock: TestClock {
    switch self {
    case .memory(let ground): ground.clock
    case .file(let ground): ground.clock
    }
  }

  /// The casebook, opened by `actor`.
  func open(as actor: String = "Ann Rey") throws -> any CaseStore {
    switch self {
    case .memory(let ground): MemoryCaseStore(actor: actor, sharing: ground.store)
    case .file(let ground): try ground.open(actor)
    }
  }

  /// Makes the casebook fail from now on.
  func breakDown() throws {
    switch self {
    case .memory(let ground): ground.store.fail(with: .busy(path: "memory"))
    case .file(let ground): try FileManager.default.removeItem(atPath: ground.scratch.path)
    }
  }
}

struct MemoryGround {
  let clock = TestClock()
  let store: MemoryCaseStore

  init() throws {
    store = MemoryCaseStore(
      actor: "nobody", now: clock.now, digest: SHA256Hex.digest, signatures: Ed25519.isSignature)
  }
}

struct FileGround {
  let clock = TestClock()
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  func open(_ actor: String) throws -> Casebook {
    try Casebook.open(path: scratch.path, createIfMissing: true, now: clock.now, actor: actor)
  }
}

extension CaseStore {
  /// Names of all cases of `query`, read in pages of `limit`, and how often a page was asked for.
  func names(_ query: CaseQuery, by limit: Int) async throws -> [String] {
    var (names, place) = ([String](), CasePlace?.none)
    while true {
      let page = try await page(query, after: place, limit: limit)
      guard page.cases.count <= limit, page.cases.count == page.places.count else { throw Example.Missing() }
      guard let last = page.places.last else { return names }
      names += page.cases.map(\.id)
      place = last
    }
  }
}

@Suite("Every casebook")
struct CaseStoreContract {
  // MARK: Lists

  /// Cases with ties and without values: received days, probabilities, stages.
  private func fill(_ store: any CaseStore) async throws {
    let days: [(String, String?)] = [
      ("B", "2025-12-31"), ("Z", nil), ("a", "2026-01-02"), ("b", "2026-01-02"), ("c", nil), ("zz", "2026-01-01"),
      ("é", "2026-01-01"),
    ]
    var cases: [Case] = []
    for (name, day) in days {
      var record = try Example.record(name)
      record.received = day
      cases.append(record)
    }
    try await store.register(cases)
    try await score("a", .high, 0.5, store)
    try await score("b", .high, 0.5, store)
    try await score("c", .low, 0.01, store)
    try await score("é", .noCall, 0.9, store)
    try await score("Z", .low, 1e-9, store)
    try await store.openReview("b", reviewer: "Ann Rey")
    try await store.sign(
      "c", SignOffDraft(decision: .confirm, finalCall: .low), reviewer: "Ann Rey", findingID: "f-c", signer: nil)
  }

  private func score(_ name: String, _ call: Call, _ probability: Double, _ store: any CaseStore) async throws {
    var finding = Example.finding("f-\(name)", call: call)
    finding.probability5y = probability
    try await store.record(finding, for: name)
  }

  /// What each key makes of the cases of ``fill(_:)``. Typed: in the macro's argument its inference takes minutes.
  private static let orders: [(key: CaseOrderKey, names: [String])] = [
    (CaseOrderKey.name, ["B", "Z", "a", "b", "c", "zz", "é"]),
    (.received, ["B", "zz", "é", "a", "b", "Z", "c"]),
    (.probability, ["a", "b", "c", "Z", "B", "zz", "é"]),
    (.status, ["B", "zz", "Z", "a", "é", "b", "c"]),
  ]

  private static let searches: [(query: CaseQuery, names: [String])] = [
    (CaseQuery(stage: .new), ["B", "zz"]), (CaseQuery(stage: .scored), ["é", "a", "Z"]),
    (CaseQuery(stage: .inReview), ["b"]), (CaseQuery(stage: .signed), ["c"]),
    (CaseQuery(stage: .toDo), ["B", "zz", "é", "a", "b", "Z"]),
    (CaseQuery(stage: .toDo, key: .name, isReversed: true), ["é", "zz", "b", "a", "Z", "B"]),
    (CaseQuery(stage: .toDo, words: ["high"], key: .probability), ["a", "b"]),
    (CaseQuery(words: ["in", "review"]), ["b"]), (CaseQuery(words: ["z"]), ["zz", "Z"]),
    (CaseQuery(words: ["é"]), ["é"]), (CaseQuery(stage: .signed, words: ["a.svs"]), []),
    (CaseQuery(words: ["high"], key: .name), ["a", "b"]), (CaseQuery(words: ["no", "call"]), ["é"]),
    (CaseQuery(stage: .scored, words: ["svs", "p-17"], key: .name, isReversed: true), ["é", "a", "Z"]),
    (CaseQuery(words: ["nothing of this"]), []), (CaseQuery(words: ["%"]), []),
  ]

  @Test(
    "lists cases by each key, ties by the names' bytes, those without a value last, and reversed just so",
    arguments: StoreKind.allCases,
    orders)
  func order(kind: StoreKind, expected: (key: CaseOrderKey, names: [String])) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    try await fill(store)
    for limit in [1, 3, 7, 50] {
      #expect(try await store.names(CaseQuery(key: expected.key), by: limit) == expected.names)
      let reversed = CaseQuery(key: expected.key, isReversed: true)
      #expect(try await store.names(reversed, by: limit) == expected.names.reversed())
    }
  }

  @Test(
    "lists the cases of a stage and of a search, in pages that hold each case once", arguments: StoreKind.allCases,
    searches)
  func lists(kind: StoreKind, expected: (query: CaseQuery, names: [String])) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    try await fill(store)
    for limit in [1, 2, 50] { #expect(try await store.names(expected.query, by: limit) == expected.names) }
    let counted = try await store.count(expected.query, before: nil)
    #expect(counted.all == expected.names.count)
    #expect(counted.before == 0)
  }

  @Test("tells how many cases come before a place, whichever way the list runs", arguments: StoreKind.allCases)
  func positions(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    for key in CaseOrderKey.allCases {
      for stage in CaseStage.allCases {
        for isReversed in [false, true] {
          try await expectPositions(CaseQuery(stage: stage, key: key, isReversed: isReversed), store)
          try await expectPositions(CaseQuery(stage: stage, words: ["svs"], key: key, isReversed: isReversed), store)
        }
      }
    }
  }

  private func expectPositions(_ query: CaseQuery, _ store: any CaseStore) async throws {
    let page = try await store.page(query, after: nil, limit: 50)
    for (index, place) in page.places.enumerated() {
      let counted = try await store.count(query, before: place)
      #expect(counted.before == index, "\(query) at \(place)")
      #expect(counted.all == page.cases.count)
      #expect(place == CasePlace(of: page.cases[index], by: query.key))
    }
  }

  @Test(
    "goes on behind a place whose case has moved, and answers nothing to a limit of none", arguments: StoreKind.allCases
  )
  func movedPlace(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let query = CaseQuery(stage: .scored, key: .name)
    let page = try await store.page(query, after: nil, limit: 2)
    #expect(page.cases.map(\.id) == ["Z", "a"])
    try await store.sign(
      "a", SignOffDraft(decision: .confirm, finalCall: .high), reviewer: "Ann Rey", findingID: "f-a", signer: nil)
    #expect(try await store.page(query, after: page.places[1], limit: 2).cases.map(\.id) == ["é"])
    #expect(try await store.count(query, before: page.places[1]).before == 1)
    #expect(try await store.page(query, after: nil, limit: 0).cases.isEmpty)
  }

  @Test(
    "knows where a case is listed, and looks in names alone where only they are asked for",
    arguments: StoreKind.allCases)
  func places(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let place = try await store.place(of: "b", in: CaseQuery(stage: .inReview, key: .received))
    #expect(place == CasePlace(key: "02026-01-02", caseID: "b"))
    #expect(try await store.place(of: "b", in: CaseQuery(stage: .new)) == nil)
    #expect(try await store.place(of: "b", in: CaseQuery(words: ["nowhere"])) == nil)
    #expect(try await store.place(of: "none", in: CaseQuery()) == nil)
    #expect(try await store.names(CaseQuery(words: ["b"], isNameOnly: true, key: .name), by: 2) == ["B", "b"])
    #expect(try await store.names(CaseQuery(words: ["svs"], isNameOnly: true), by: 2).isEmpty)
  }

  @Test("shows a window around a case, in the middle and at both ends of a list", arguments: StoreKind.allCases)
  func window(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register(try (0..<30).map { try Example.record("S\($0 + 10)") })
    let query = CaseQuery(key: .name)
    let middle = try await store.window(query, at: .around("S25", instead: nil), limit: 9)
    #expect(middle.page.cases[middle.anchor - middle.start].id == "S25")
    #expect(middle.total == 30)
    #expect(try await store.window(query, at: .first, limit: 9).page.cases.first?.id == "S10")
    let last = try await store.window(query, at: .last, limit: 9)
    #expect(last.page.cases.last?.id == "S39")
    #expect(last.anchor == 29)
  }

  @Test("keeps counts by stage, and knows whether a demonstration model spoke", arguments: StoreKind.allCases)
  func counts(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    let none = Dictionary(uniqueKeysWithValues: CaseStage.tallied.map { ($0, 0) })
    #expect(try await store.counts() == CaseCounts(stages: none, hasDemonstration: false))
    try await store.register([try Example.record("S26-1")])
    #expect(try await !store.counts().hasDemonstration)
    try await fill(store)
    let expected: [CaseStage: Int] = [.all: 8, .new: 3, .scored: 3, .inReview: 1, .signed: 1]
    #expect(try await store.counts() == CaseCounts(stages: expected, hasDemonstration: true))
    #expect(try await store.counts().count(of: .toDo) == 7)
  }

  @Test("tells what changed since an entry, each case once, and whether that was all", arguments: StoreKind.allCases)
  func changes(kind: StoreKind) async throws {
    let (ground, names) = (try kind.make(), ["A", "B", "C"])
    let (ann, bo) = (try ground.open(), try ground.open(as: "Bo"))
    try await ann.register(try names.map { try Example.record($0) })
    let before = try await ann.changes(since: 0, limit: 10)
    #expect(before == CaseChanges(caseIDs: names, isPartial: false, entry: 4))
    #expect(try await ann.changes(since: 4, limit: 10) == CaseChanges(caseIDs: [], isPartial: false, entry: 4))
    try await bo.record(Example.finding("f-1"), for: "B")
    try await bo.record(Example.finding("f-2"), for: "A")
    try await bo.record(Example.finding("f-3"), for: "B")
    try await bo.saveDraft("C", Example.override)
    #expect(
      try await ann.changes(since: 4, limit: 10) == CaseChanges(caseIDs: ["A", "B"], isPartial: false, entry: 7))
    #expect(try await ann.changes(since: 4, limit: 1) == CaseChanges(caseIDs: ["A"], isPartial: true, entry: 7))
    #expect(try await ann.page(CaseQuery(), after: nil, limit: 1).entry == 7)
  }

  @Test("names the nearest cases where there is none of a name", arguments: StoreKind.allCases)
  func nearest(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record("S26-1")])
    let failure = CaseStoreFailure.noSuchCase(id: "S26-2", nearest: ["S26-1"])
    await #expect(throws: failure) { try await store.caseFile("S26-2") }
    await #expect(throws: failure) { try await store.record(Example.finding(), for: "S26-2") }
    await #expect(throws: failure) { try await store.openReview("S26-2", reviewer: "Ann") }
    await #expect(throws: failure) { try await store.saveDraft("S26-2", nil) }
    await #expect(throws: failure) { try await store.claim("S26-2", for: .scoring, lease: 60) }
    await #expect(throws: failure) {
      try await store.sign("S26-2", Example.override, reviewer: "Ann", findingID: "f-1", signer: nil)
    }
  }

  // MARK: Writing

  @Test("registers all cases or none", arguments: StoreKind.allCases)
  func register(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record("A")])
    let cases = [try Example.record("B"), try Example.record("A")]
    await #expect(throws: CaseStoreFailure.caseExists(id: "A")) { try await store.register(cases) }
    let twice = [try Example.record("C"), try Example.record("C")]
    await #expect(throws: CaseStoreFailure.caseExists(id: "C")) { try await store.register(twice) }
    let unnamed = [try Example.record("D"), try Example.record("a\u{1B}")]
    await #expect(throws: CaseStoreFailure.refused(id: "a\u{1B}", .badName)) { try await store.register(unnamed) }
    var bare = try Example.record("E")
    bare.slides = []
    let withoutSlides = [bare]
    await #expect(throws: CaseStoreFailure.refused(id: "E", .noSlides)) { try await store.register(withoutSlides) }
    #expect(try await store.names(CaseQuery(), by: 10) == ["A"])
    #expect(try await store.changes(since: 0, limit: 10).entry == 2)
  }

  @Test("refuses what has no room in an entry, and numbers that are none", arguments: StoreKind.allCases)
  func tooLarge(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    var record = try Example.record("A")
    record.note = String(repeating: "é", count: 32_768)
    let large = record
    let failure = await #expect(throws: CaseStoreFailure.self) { try await store.register([large]) }
    guard case .refused("A", .tooLarge(let length))? = failure else {
      Issue.record("an entry of more than 65,536 bytes was not refused so")
      return
    }
    #expect(length > 65_536)
    record.note = String(repeating: "é", count: 32_000)
    let fitting = record
    try await store.register([fitting])
    #expect(try await store.caseFile("A").record == fitting)
    var finding = Example.finding()
    finding.tissueMM2 = .infinity
    let infinite = finding
    await #expect(throws: CaseStoreFailure.refused(id: "A", .notFinite)) {
      try await store.record(infinite, for: "A")
    }
  }

  @Test("takes a case along its way, and gives back all that was put in", arguments: StoreKind.allCases)
  func way(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    let record = try Example.record()
    try await store.register([record])
    #expect(try await store.caseFile("S26-1") == CaseFile(record: record, status: .new))
    #expect(try await store.record(Example.finding(), for: "S26-1").status == .scored)
    #expect(try await store.openReview("S26-1", reviewer: " Ann Rey ").reviewer == "Ann Rey")
    let signOff = try await store.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1", signer: nil)
    let entries = try await store.entries(after: 0, limit: 100)
    let kinds: [LedgerKind] = [.casebookCreated, .caseRegistered, .caseScored, .reviewOpened, .signed]
    #expect(try entries.map { try $0.event().kind } == kinds)
    #expect(signOff.entryDigest == entries.last?.digest)
    #expect(signOff.finalCall == .low)
    try await store.record(Example.finding("f-2"), for: "S26-1")
    let file = try await store.caseFile("S26-1")
    #expect(file.signOff == signOff)
    #expect(file.finding == Example.finding())
    #expect(file.newerFinding == Example.finding("f-2"))
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("opens a review once for the same reviewer, and passes it on to another", arguments: StoreKind.allCases)
  func review(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record()])
    await #expect(throws: CaseStoreFailure.signOff(.notScored)) {
      try await store.openReview("S26-1", reviewer: "Ann")
    }
    try await store.record(Example.finding(), for: "S26-1")
    await #expect(throws: CaseStoreFailure.signOff(.noReviewer)) {
      try await store.openReview("S26-1", reviewer: "\u{7}")
    }
    try await store.openReview("S26-1", reviewer: "Ann")
    try await store.openReview("S26-1", reviewer: "Ann")
    #expect(try await store.changes(since: 0, limit: 1).entry == 4)
    try await store.closeReview("S26-1", reviewer: "Ann")
    #expect(try await store.openReview("S26-1", reviewer: "Bo").reviewer == "Bo")
  }

  @Test(
    "claims a case for who reads it: all see that, nobody else signs, until it is given back or lapses",
    arguments: StoreKind.allCases)
  func claims(kind: StoreKind) async throws {
    let ground = try kind.make()
    let (ann, bo) = (try ground.open(), try ground.open(as: "Bo"))
    defer { withExtendedLifetime(ground) {} }
    try await ann.register([try Example.record()])
    try await ann.record(Example.finding(), for: "S26-1")
    #expect(try await bo.caseFile("S26-1").claim == nil, "to look at a case claims nothing")
    ground.clock.set("2026-11-02T11:00:00Z")
    let claim = ReadingClaim(reviewer: "Ann", since: "2026-11-02T11:00:00Z", until: "2026-11-02T11:15:00Z")
    #expect(try await ann.openReview("S26-1", reviewer: "Ann").claim == claim)
    #expect(try await bo.caseFile("S26-1").claim == claim)
    #expect(try await bo.page(CaseQuery(), after: nil, limit: 9).cases.map(\.claim) == [claim])
    let refusal = CaseStoreFailure.conflict(.claimedBy(claim))
    await #expect(throws: refusal) { try await bo.openReview("S26-1", reviewer: "Bo") }
    await #expect(throws: refusal) {
      try await bo.sign("S26-1", Example.override, reviewer: "Bo", findingID: "f-1", signer: nil)
    }
    try await bo.closeReview("S26-1", reviewer: "Bo")
    #expect(try await bo.caseFile("S26-1").claim == claim, "nobody gives back what another one has")

    ground.clock.set("2026-11-02T11:14:00Z")
    try await ann.openReview("S26-1", reviewer: "Ann")
    let renewed = ReadingClaim(reviewer: "Ann", since: claim.since, until: "2026-11-02T11:29:00Z")
    #expect(try await bo.caseFile("S26-1").claim == renewed)
    ground.clock.set("2026-11-02T11:29:00Z")
    #expect(try await bo.caseFile("S26-1").claim == nil)
    #expect(try await bo.openReview("S26-1", reviewer: "Bo").claim?.since == "2026-11-02T11:29:00Z")
    try await bo.sign("S26-1", Example.override, reviewer: "Bo", findingID: "f-1", signer: nil)
    #expect(try await bo.caseFile("S26-1").claim == nil, "what is signed is read by nobody any more")
    #expect(try await ann.verify(resultDigest: nil).isIntact)
  }

  @Test("tells a stale reader what happened meanwhile, and writes nothing", arguments: StoreKind.allCases)
  func conflicts(kind: StoreKind) async throws {
    let ground = try kind.make()
    let (ann, bo) = (try ground.open(), try ground.open(as: "Bo"))
    try await ann.register([try Example.record()])
    try await ann.record(Example.finding(), for: "S26-1")
    try await ann.openReview("S26-1", reviewer: "Ann Rey")
    try await ann.closeReview("S26-1", reviewer: "Ann Rey")
    try await bo.openReview("S26-1", reviewer: "Bo")
    try await bo.closeReview("S26-1", reviewer: "Bo")
    await #expect(throws: CaseStoreFailure.conflict(.inReviewBy(reviewer: "Bo"))) {
      try await ann.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1", signer: nil)
    }
    try await ann.openReview("S26-1", reviewer: "Ann Rey")
    try await bo.record(Example.finding("f-2"), for: "S26-1")
    await #expect(throws: CaseStoreFailure.conflict(.findingChanged(seen: "f-1", now: "f-2"))) {
      try await ann.sign("S26-1", SignOffDraft(), reviewer: "Ann Rey", findingID: "f-1", signer: nil)
    }
    await #expect(throws: CaseStoreFailure.signOff(.noDecision)) {
      try await ann.sign("S26-1", SignOffDraft(), reviewer: "Ann Rey", findingID: "f-2", signer: nil)
    }
    #expect(try await ann.caseFile("S26-1").status == .inReview)
    try await ann.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-2", signer: nil)
    let again = CaseStoreFailure.conflict(.alreadySigned(reviewer: "Ann Rey", signedAt: "2026-11-02T11:00:00Z"))
    await #expect(throws: again) {
      try await bo.sign("S26-1", Example.override, reviewer: "Bo", findingID: "f-2", signer: nil)
    }
    await #expect(throws: again) { try await bo.openReview("S26-1", reviewer: "Bo") }
    #expect(try await bo.changes(since: 0, limit: 1).entry == 8)
  }

  @Test("keeps the drafts of each person apart, and takes away the signer's own", arguments: StoreKind.allCases)
  func drafts(kind: StoreKind) async throws {
    let ground = try kind.make()
    let (ann, bo) = (try ground.open(), try ground.open(as: "Bo"))
    try await ann.register([try Example.record()])
    try await ann.record(Example.finding(), for: "S26-1")
    try await ann.saveDraft("S26-1", Example.override)
    try await bo.saveDraft("S26-1", SignOffDraft(comment: "later"))
    #expect(try await ann.page(CaseQuery(), after: nil, limit: 1).cases.first?.draft == Example.override)
    try await ann.sign("S26-1", Example.override, reviewer: "Ann Rey", findingID: "f-1", signer: nil)
    #expect(try await ann.caseFile("S26-1").draft == nil)
    #expect(try await bo.caseFile("S26-1").draft == SignOffDraft(comment: "later"))
    try await bo.saveDraft("S26-1", nil)
    #expect(try await bo.caseFile("S26-1").draft == nil)
  }

  // MARK: Claims

  @Test("gives a claim to one of eight that ask at once", arguments: StoreKind.allCases)
  func race(kind: StoreKind) async throws {
    let ground = try kind.make()
    try await ground.open().register([try Example.record()])
    let stores = try (0..<8).map { try ground.open(as: "writer \($0)") }
    let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
      for store in stores {
        group.addTask { try await store.claim("S26-1", for: .scoring, lease: 60).claim != nil }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
  }

  @Test("lets a claim lapse with its lease by the store's clock, unless it is renewed", arguments: StoreKind.allCases)
  func lease(kind: StoreKind) async throws {
    let ground = try kind.make()
    let (ann, bo) = (try ground.open(as: "Ann"), try ground.open(as: "Bo"))
    try await ann.register([try Example.record()])
    let claim = try #require(try await ann.claim("S26-1", for: .scoring, lease: 60).claim)
    ground.clock.set("2026-11-02T11:00:50Z")
    try await ann.renew(claim)
    ground.clock.set("2026-11-02T11:01:40Z")
    guard case .held(let holder) = try await bo.claim("S26-1", for: .scoring, lease: 60) else {
      throw Example.Missing()
    }
    #expect(holder.name == "Ann")
    #expect(holder.since == "2026-11-02T11:00:00Z")
    ground.clock.set("2026-11-02T11:01:50Z")
    let next = try #require(try await bo.claim("S26-1", for: .scoring, lease: 60).claim)
    let lost = CaseStoreFailure.conflict(.claimLost(id: "S26-1"))
    await #expect(throws: lost) { try await ann.record(Example.finding(), under: claim) }
    await #expect(throws: lost) { try await ann.renew(claim) }
    try await ann.release(claim)
    #expect(try await ann.caseFile("S26-1").finding == nil)
    #expect(try await bo.record(Example.finding("f-2"), under: next).finding?.id == "f-2")
    #expect(try await ann.claim("S26-1", for: .scoring, lease: 60).claim != nil, "the finding gives the case back")
    #expect(try await ann.changes(since: 0, limit: 1).entry == 3, "claims are nobody's record")
  }

  @Test("gives a case that is released to the next one, as it stands then", arguments: StoreKind.allCases)
  func release(kind: StoreKind) async throws {
    let ground = try kind.make()
    let (ann, bo) = (try ground.open(as: "Ann"), try ground.open(as: "Bo"))
    try await ann.register([try Example.record()])
    let claim = try #require(try await ann.claim("S26-1", for: .scoring, lease: 60).claim)
    try await ann.record(Example.finding("f-7"), for: "S26-1")
    try await ann.release(claim)
    guard case .taken(_, let file) = try await bo.claim("S26-1", for: .scoring, lease: 60) else {
      throw Example.Missing()
    }
    #expect(file.finding?.id == "f-7")
  }

  // MARK: The ledger

  @Test("hands its ledger out page by page, whole and in order", arguments: StoreKind.allCases)
  func export(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await fill(store)
    let all = try await store.entries(after: 0, limit: 1000)
    #expect(all.map(\.sequence) == Array(1...16))
    #expect(try await store.entries(after: 3, limit: 2) == Array(all[3..<5]))
    #expect(try await store.entries(after: 16, limit: 2).isEmpty)
    var checker = LedgerChecker(digest: SHA256Hex.digest)
    for entry in all { try checker.check(entry) }
    let count = Mutex(0)
    try await store.forEachEntry { entry in
      count.withLock { $0 += 1 }
      return entry.sequence < 5
    }
    #expect(count.withLock { $0 } == 5)
  }

  @Test("names the result file that is gone or another one", arguments: StoreKind.allCases)
  func resultFiles(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record()])
    try await store.record(Example.finding(resultFile: "/r/1"), for: "S26-1")
    let digest = String(repeating: "b", count: 64)
    #expect(try await store.verify { _ in digest }.isIntact)
    #expect(
      try await store.verify { _ in nil }.found
        == LedgerBreak(sequence: 3, caseID: "S26-1", fault: .resultFileMissing(path: "/r/1")))
    #expect(
      try await store.verify { _ in "other" }.found
        == LedgerBreak(sequence: 3, caseID: "S26-1", fault: .resultFileChanged(path: "/r/1")))
  }

  @Test("says that it does not answer, whatever it is asked", arguments: StoreKind.allCases)
  func unavailable(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    try await store.register([try Example.record()])
    try ground.breakDown()
    let record = try Example.record("S26-2")
    try await expectSilence { _ = try await store.page(CaseQuery(), after: nil, limit: 1) }
    try await expectSilence { _ = try await store.count(CaseQuery(), before: nil) }
    try await expectSilence { _ = try await store.counts() }
    try await expectSilence { _ = try await store.caseFile("S26-1") }
    try await expectSilence { _ = try await store.changes(since: 0, limit: 1) }
    try await expectSilence { _ = try await store.entries(after: 0, limit: 1) }
    try await expectSilence { try await store.register([record]) }
    try await expectSilence { try await store.saveDraft("S26-1", nil) }
    try await expectSilence { _ = try await store.claim("S26-1", for: .scoring, lease: 60) }
  }

  private func expectSilence(_ call: () async throws -> Void) async throws {
    do {
      try await call()
      Issue.record("a casebook that is gone answered")
    } catch let failure as CaseStoreFailure {
      guard case .unavailable = failure else { throw failure }
    }
  }
}

extension ClaimAnswer {
  fileprivate var claim: CaseClaim? { if case .taken(let claim, _) = self { claim } else { nil } }
}
