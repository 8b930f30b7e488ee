import Casework
import Cryptography
import Testing
import Workstation

@testable import UseCases

@Suite("The case or place that an information system names")
struct FindPlaceTests {
  private let world = MadeUpWorld()
  private let store = MemoryCaseStore(
    actor: "account", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest, signatures: Ed25519.isSignature)

  /// Cases of one slide of 64 x 64 px, and one of two.
  init() throws {
    world.put(.tissue(side: 64), at: "/slides/one.svs", content: "one")
    let slide = try world.access.record("/slides/one.svs")
    try store.register(["A", "A@B,C", "A@9,9,20x", "A@999,9,20x", "B@1,2,5x"].map { Case(id: $0, slides: [slide]) })
    try store.register([Case(id: "two", slides: [slide, slide])])
  }

  private func find(_ text: String) async throws -> Landing { try await FindPlace(store: store)(text) }

  @Test("is a case, or a place of one, whatever the case's name holds")
  func found() async throws {
    for name in ["A", "A@B,C", "two", "B@1,2,5x", "A@9,9,20x", "A@999,9,20x"] {
      let landing = try await find(name)
      #expect(landing.file.id == name && landing.place == nil)
    }
    for text in ["A@1,2,20x", "A@B,C@63,0,2.5x", "two@2:1,1,40x", "B@1,2,5x@1,2,5x"] {
      let landing = try await find(text)
      #expect(landing.place?.text == text && landing.file.id == landing.place?.caseID)
    }
    #expect(try await find("A@1:1,2,20x").place?.text == "A@1,2,20x", "the one slide needs no number")
    #expect(try await find("A@1:9,9,20x").place?.text == "A@9,9,20x", "so a place is named that a case is called like")
  }

  @Test("is told apart from a place that is not written as one")
  func malformed() async throws {
    for text in ["A@12", "A@1,2", "A@1,2,20", "A@01,2,20x", "A@1, 2,20x", "A@", "A@x@y"] {
      await #expect(throws: PlaceFailure.malformed(text, caseID: "A")) { try await find(text) }
    }
    await #expect(throws: PlaceFailure.malformed("A@B,C@1,2", caseID: "A@B,C")) { try await find("A@B,C@1,2") }
    await #expect(throws: PlaceFailure.store(.noSuchCase(id: "Q@12", nearest: []))) { try await find("Q@12") }
  }

  @Test("is refused where there is no such case or place")
  func refused() async throws {
    await #expect(throws: PlaceFailure.store(.noSuchCase(id: "Q", nearest: ["A"]))) { try await find("Q@1,2,20x") }
    await #expect(throws: PlaceFailure.store(.noSuchCase(id: "twO", nearest: ["two"]))) { try await find("twO") }
    await #expect(throws: PlaceFailure.notThere("A@64,0,20x", .besideSlide(width: 64, height: 64))) {
      try await find("A@64,0,20x")
    }
    await #expect(throws: PlaceFailure.notThere("A@2:1,1,20x", .noSuchSlide(2, count: 1))) {
      try await find("A@2:1,1,20x")
    }
    await #expect(throws: PlaceFailure.notThere("two@1,1,20x", .noSlideNamed(count: 2))) {
      try await find("two@1,1,20x")
    }
    store.fail(with: .busy(path: "memory"))
    await #expect(throws: PlaceFailure.store(.unavailable(.busy(path: "memory")))) { try await find("A") }
  }
}
