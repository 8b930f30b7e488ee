import CasebookStore
import Casework
import Testing

@Suite("Every casebook, with the record of a reading")
struct ReadingRecordContract {
  @Test("keeps it with the signature as it was given, and verifies", arguments: StoreKind.allCases)
  func kept(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record("A"), try Example.record("B")])
    for name in ["A", "B"] { try await store.record(Example.finding("f-\(name)", call: .high), for: name) }
    var draft = Example.override
    draft.shown = .every
    draft.diagnosisRead = .glass
    draft.grade = GradeReading(own: 3, model: 2, shift: RiskShift(model: 0.0625, own: 0.1))
    draft.reading = .record(
      ReadingRecord(
        since: "2026-11-02T10:55:00Z", seconds: 250,
        layers: [LayerShown(layer: .slide, first: "2026-11-02T10:55:00Z", seconds: 248)],
        tissue: TissueSeen(tiles: 100, sixteenths: 656),
        highest: HighestPlaces(
          ranking: .attention,
          places: [PlaceSeen(place: TissueSquare(slide: 0, x: 448, y: 896, side: 448), isSeen: true)])))
    let signOff = try await store.sign("A", draft, reviewer: "Ann Rey", findingID: "f-A", signer: nil)
    #expect(signOff.reading == draft.reading && signOff.diagnosisRead == .glass && signOff.grade == draft.grade)
    draft.reading = .off
    try await store.sign("B", draft, reviewer: "Ann Rey", findingID: "f-B", signer: nil)
    #expect(try await store.caseFile("A").signOff == signOff)
    #expect(try await store.caseFile("B").signOff?.reading == .off)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("keeps what was found of the slides' files as it was given, and verifies", arguments: StoreKind.allCases)
  func files(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open()
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record("A")])
    try await store.record(Example.finding("f-A", call: .high), for: "A")
    var draft = Example.override
    draft.files = [SlideFileCheck(.quick, digest: String(repeating: "d", count: 64))]
    try await store.sign("A", draft, reviewer: "Ann Rey", findingID: "f-A", signer: nil)
    #expect(try await store.caseFile("A").signOff?.files == draft.files)
    #expect(try await store.verify(resultDigest: nil).isIntact)
  }

  @Test("keeps in a draft what the reader says, and nothing of what was seen", arguments: StoreKind.allCases)
  func drafts(kind: StoreKind) async throws {
    let ground = try kind.make()
    let store = try ground.open().opened(for: .reviewer("Ann Rey"))
    defer { withExtendedLifetime(ground) {} }
    try await store.register([try Example.record("A")])
    try await store.record(Example.finding("f-A", call: .high), for: "A")
    var draft = Example.override
    draft.diagnosisRead = .pacs
    draft.grade = GradeReading(own: 1, model: 2)
    try await store.saveDraft("A", draft)
    #expect(try await store.caseFile("A").draft == draft)
  }
}
