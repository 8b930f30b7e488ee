import CasebookStore
import Casework
import Microscopy
import Testing

@Suite("Every casebook, on whose slides readers mark")
struct MarkContract {
  private let ann = TestKey()

  private static func bookmark(_ id: String, _ note: String = "mitosis?", x: Double = 120) -> SlideMark {
    SlideMark(id: id, slide: 0, kind: .bookmark, shape: .points([RegionPoint(x: x, y: 80.5)]), note: note)
  }

  private static let box = SlideMark(
    id: "c", slide: 0, kind: .nuclei, shape: .rectangle(SlideRegion(x: 10, y: 10, width: 400, height: 400)),
    count: NucleusCount(nuclei: 211, areaMM2: 0.04))
  private static let length = SlideMark(
    id: "b", slide: 0, kind: .length, shape: .lines([[RegionPoint(x: 1, y: 2), RegionPoint(x: 4, y: 6)]]),
    lengthUM: 2.5)

  private func scored(_ kind: StoreKind) async throws -> (StoreGround, any CaseStore) {
    let ground = try kind.make()
    let store = try ground.open()
    try await store.register([try Example.record(), try Example.record("S26-2")])
    try await store.record(Example.finding(), for: "S26-1")
    return (ground, store)
  }

  @Test("keeps what was marked, by whom and when, in its order, and no entry of it", arguments: StoreKind.allCases)
  func kept(kind: StoreKind) async throws {
    let (ground, store) = try await scored(kind)
    defer { withExtendedLifetime(ground) {} }
    let entries = try await store.entries(after: 0, limit: 99).count
    try await store.keep([Self.bookmark("a", "  mitosis?\n")], on: "S26-1", reviewer: " Ann Rey")
    ground.clock.set("2026-11-02T12:00:00Z")
    let file = try await store.keep([Self.length, Self.box], on: "S26-1", reviewer: "Bo")
    #expect(file.marks.map(\.id) == ["a", "b", "c"] && file.marks.map(\.reviewer) == ["Ann Rey", "Bo", "Bo"])
    #expect(file.marks.map(\.madeAt) == ["2026-11-02T11:00:00Z", "2026-11-02T12:00:00Z", "2026-11-02T12:00:00Z"])
    #expect(file.marks[0].note == "mitosis?" && file.marks[1].lengthUM == 2.5 && file.marks[2].count == Self.box.count)
    #expect(file.marks.map(\.shape) == [Self.bookmark("a").shape, Self.length.shape, Self.box.shape])
    #expect(try await store.caseFile("S26-1") == file)
    #expect(try await store.caseFile("S26-2").marks.isEmpty)
    #expect(try await store.entries(after: 0, limit: 99).count == entries)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("lets its author change a mark and take it away, and nobody else", arguments: StoreKind.allCases)
  func own(kind: StoreKind) async throws {
    let (ground, store) = try await scored(kind)
    defer { withExtendedLifetime(ground) {} }
    try await store.keep([Self.bookmark("a"), Self.length], on: "S26-1", reviewer: "Ann Rey")
    let file = try await store.keep([Self.bookmark("a", "apoptosis")], on: "S26-1", reviewer: "Ann Rey")
    #expect(file.marks.map(\.id) == ["a", "b"] && file.marks[0].note == "apoptosis")
    let notOwn = CaseStoreFailure.mark(.notOwn(reviewer: "Ann Rey"))
    await #expect(throws: notOwn) { try await store.keep([Self.bookmark("a")], on: "S26-1", reviewer: "Bo") }
    await #expect(throws: notOwn) { try await store.removeMark("a", from: "S26-1", reviewer: "Bo") }
    #expect(try await store.removeMark("a", from: "S26-1", reviewer: "Ann Rey").marks.map(\.id) == ["b"])
    await #expect(throws: CaseStoreFailure.mark(.noSuchMark)) {
      try await store.removeMark("a", from: "S26-1", reviewer: "Ann Rey")
    }
  }

  @Test("refuses what lies beside the slide, is too long or on no slide, all or none", arguments: StoreKind.allCases)
  func refused(kind: StoreKind) async throws {
    let (ground, store) = try await scored(kind)
    defer { withExtendedLifetime(ground) {} }
    var other = Self.bookmark("a")
    other.slide = 1
    let long = Self.bookmark("a", String(repeating: "x", count: 201))
    let cases: [(SlideMark, MarkProblem)] = [
      (other, .noSuchSlide(2, count: 1)), (long, .noteTooLong(length: 201, limit: 200)),
      (Self.bookmark("a", x: 2220), .besideSlide(width: 2220, height: 2967)),
    ]
    for (mark, problem) in cases {
      await #expect(throws: CaseStoreFailure.mark(problem)) {
        try await store.keep([Self.length, mark], on: "S26-1", reviewer: "Ann Rey")
      }
    }
    #expect(try await store.caseFile("S26-1").marks.isEmpty)
    await #expect(throws: CaseStoreFailure.self) { try await store.keep([], on: "S26-9", reviewer: "Ann Rey") }
  }

  @Test("takes marks of those alone who may take a case up", arguments: StoreKind.allCases)
  func rights(kind: StoreKind) async throws {
    let (ground, store) = try await scored(kind)
    defer { withExtendedLifetime(ground) {} }
    try await store.admit(try ann.reviewer("Ann Rey"), signer: ann.signer)
    try await store.admit(try TestKey().reviewer("Eli", .engineer), signer: ann.signer)
    await #expect(throws: CaseStoreFailure.identity(.noRight(.takeUp, .engineer))) {
      try await store.keep([Self.length], on: "S26-1", reviewer: "Eli")
    }
    #expect(try await store.keep([Self.length], on: "S26-1", reviewer: "Ann Rey").marks.count == 1)
  }

  @Test(
    "tells colleagues' marks of a blinded case only once the reader is told what these say",
    arguments: StoreKind.allCases)
  func blinded(kind: StoreKind) async throws {
    let (ground, store) = try await scored(kind)
    defer { withExtendedLifetime(ground) {} }
    func told(_ audience: Audience) async throws -> [String] {
      try await store.opened(for: audience).caseFile("S26-1").marks.map(\.id)
    }
    try await store.keep([Self.bookmark("a")], on: "S26-1", reviewer: "Ann Rey")
    try await store.keep([Self.length], on: "S26-1", reviewer: "Bo")
    #expect(try await told(.anybody) == ["a", "b"])
    let setting = ProtocolSetting(readingProtocol: .double, reviewer: "Ann Rey")
    try await store.set(setting, for: nil, signer: nil)
    #expect(try await told(.reviewer("Ann Rey")) == ["a"])
    #expect(try await told(.reviewer("Bo")) == ["b"])
    #expect(try await told(.anybody).isEmpty)
    #expect(try await told(.program) == ["a", "b"])
    let read = FirstRead(reviewer: "Ann Rey", call: .high, confidence: .low, readAt: "")
    try await store.opened(for: .reviewer("Ann Rey")).commit(read, to: "S26-1")
    #expect(try await told(.reviewer("Ann Rey")) == ["a"], "until the other reader has signed too")
  }
}

@Suite("A casebook of before there were marks")
struct MarkMigrationTests {
  @Test("is copied, brought to the newest version, and takes marks then")
  func migrated() throws {
    let scratch = try Scratch()
    do {
      let casebook = try scratch.open()
      try casebook.register([try Example.record()])
    }
    try scratch.downgrade(to: 9)
    let casebook = try scratch.open()
    #expect(casebook.migration?.version == 9 && casebook.migration?.newVersion == 10)
    let mark = SlideMark(id: "a", slide: 0, kind: .bookmark, shape: .points([RegionPoint(x: 1, y: 1)]))
    #expect(try casebook.keep([mark], on: "S26-1", reviewer: "Ann Rey").marks.map(\.id) == ["a"])
    #expect(try casebook.verify().isIntact)
  }
}
