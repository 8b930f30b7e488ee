import Basics
import Casework
import Cryptography
import Microscopy
import Prognosis
import Testing

@testable import UseCases

@Suite("Slides that become cases")
struct SlideCasesTests {
  private let world = MadeUpWorld()

  private func cases(mpp: Double? = nil) -> SlideCases {
    SlideCases(
      mpp: mpp, clinical: ClinicalVariables(age: 60), slides: world.access, environment: world.environment)
  }

  private func put(_ path: String, content: String, mpp: MicronsPerPixel? = MicronsPerPixel(x: 0.5, y: 0.5)) {
    let image = RGBAImage(size: PixelSize(width: 64, height: 64), filledWith: (200, 150, 180, 255))
    world.put(MemorySlide(levels: [image], mpp: mpp), at: path, content: content)
  }

  @Test("are one case of that name, or each a case named after its file")
  func names() throws {
    put("/x/S-1.2.svs", content: "a")
    put("/x/S-2.svs", content: "b")
    let paths = ["/x/S-1.2.svs", "/x/S-2.svs"]
    let one = try cases().one("A", paths)
    #expect(one.cases.map(\.id) == ["A"])
    #expect(one.cases[0].slides.map(\.path) == paths)
    #expect(one.cases[0].received == "2026-03-01")
    #expect(one.cases[0].clinical.age == 60)
    #expect(try cases().each(paths).cases.map(\.id) == ["S-1.2", "S-2"])
  }

  @Test("one that cannot be read is left out, the others are cases")
  func leftOut() throws {
    put("/a.svs", content: "a")
    put("/b.svs", content: "b", mpp: nil)
    let found = try cases().each(["/b.svs", "/a.svs", "/c.svs"])
    #expect(found.cases.map(\.id) == ["a"])
    #expect(found.failures.count == 2)
    #expect(try cases(mpp: 0.5).each(["/b.svs"]).cases.map(\.id) == ["b"])
  }

  @Test("that stand in another case too are told of in both, and that the other was scored already")
  func twice() async throws {
    let store = MemoryCaseStore(actor: "lab", now: { "2026-03-01T12:00:00Z" }, digest: SHA256Hex.digest)
    put("/a.svs", content: "a")
    put("/copy.svs", content: "a")
    let register = RegisterCases(slides: world.access, notices: world.environment.notices)
    try await register(try cases().one("OLD", ["/a.svs"]).cases, in: store)
    try store.record(Self.finding, for: "OLD")
    try await register(try cases().one("NEW", ["/copy.svs"]).cases, in: store)
    #expect(try store.caseFile("NEW").status == .new)
    let told = world.notices.compactMap { notice -> String? in
      switch notice {
      case .registration(.flag(let id, let flag)) where flag.kind == .slideInOtherCase: "\(id) has it too"
      case .registration(.scoredBefore(let id)): "\(id) was scored"
      default: nil
      }
    }
    #expect(told == ["NEW has it too", "OLD has it too", "OLD was scored"])
  }

  private static let finding = Finding(
    id: "f", model: ModelIdentity(name: "m", version: "1", digest: "d", demonstration: true, threshold: 0.05),
    software: "test", computedAt: "2026-01-01T00:00:00Z", tiles: 1, tilesAvailable: 1, tissueMM2: 1, call: .low)
}
