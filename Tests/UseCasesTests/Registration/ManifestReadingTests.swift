import Basics
import Casework
import Microscopy
import Testing

@testable import UseCases

@Suite("A manifest with its slides opened")
struct ManifestReadingTests {
  private let world = MadeUpWorld()

  private func put(_ path: String, mpp: MicronsPerPixel? = MicronsPerPixel(x: 0.5, y: 0.5)) {
    let image = RGBAImage(size: PixelSize(width: 64, height: 64), filledWith: (200, 150, 180, 255))
    world.put(MemorySlide(levels: [image], mpp: mpp), at: path, content: path)
  }

  private func read(
    _ text: String, _ leniency: Manifest.Leniency = .none, registered: Set<String> = []
  ) throws -> ManifestReading {
    try ManifestReading(
      path: "cases.csv", bytes: Array(text.utf8), folder: "/cohort", leniency, registered: registered,
      slides: world.access, environment: world.environment)
  }

  @Test("takes relative paths from its folder, and gathers the slides of a case")
  func whole() throws {
    for name in ["a", "b", "c"] { put("/cohort/slides/\(name).svs") }
    let reading = try read("case,slide,age\nA,slides/a.svs,60\nA,slides/b.svs,60\nB,/cohort/slides/c.svs,\n")
    #expect(reading.cases.map(\.id) == ["A", "B"])
    #expect(reading.cases[0].slides.map(\.path) == ["/cohort/slides/a.svs", "/cohort/slides/b.svs"])
    #expect(reading.cases[0].clinical.age == 60)
    #expect(reading.slides.count == 3)
    #expect(world.progress(.openingSlides).map(\.done) == [1, 2])
  }

  @Test("says of the specimen's column not that it is unknown: labels and screens use it")
  func specimen() throws {
    put("/cohort/a.svs")
    let reading = try read("case,slide,Specimen ID,ward\nA,a.svs,B1,7\n")
    #expect(reading.unknownColumns == ["ward"])
    #expect(reading.cases.first?.specimen == "B1")
  }

  @Test("tells everything that is wrong with its cases at once, in the order of the lines")
  func faults() throws {
    put("/cohort/a.svs")
    put("/cohort/b.svs", mpp: nil)
    do {
      _ = try read("case,slide,age\nA,a.svs,60\nB,b.svs,60\nC,c.svs,60\nD,a.svs,900\n", registered: ["A"])
      Issue.record("it was taken")
    } catch ManifestReadingFailure.cases(let path, let faults) {
      #expect(path == "cases.csv")
      #expect(faults.map(\.line) == faults.map(\.line).sorted())
      #expect(Set(faults.map(\.line)).isSuperset(of: [2, 3, 4]))
    }
  }

  @Test("leaves out the cases concerned where that is wanted, and refuses where nothing is left")
  func leavesOut() throws {
    put("/cohort/a.svs")
    let leniency = Manifest.Leniency(leavesOut: true)
    let reading = try read("case,slide\nA,a.svs\nB,b.svs\n", leniency)
    #expect(reading.cases.map(\.id) == ["A"])
    #expect(reading.leftOutCases == 1)
    #expect(reading.leftOut.map(\.line) == [3])
    do {
      _ = try read("case,slide\nB,b.svs\n", leniency)
      Issue.record("it was taken")
    } catch ManifestReadingFailure.nothingLeft(_, let faults) {
      #expect(faults.count == 1)
    }
  }

  @Test("is not read further where somebody wants it stopped")
  func cancelled() {
    put("/cohort/a.svs")
    world.cancellation.cancel()
    #expect(throws: Cancelled.self) { try read("case,slide\nA,a.svs\n") }
  }
}
