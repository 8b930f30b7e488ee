import Basics
import Microscopy
import Testing

@testable import Casework

@Suite("The scale that a slide was registered with")
struct SlideScaleTests {
  private func slide(_ x: Double, _ y: Double, objective: Double? = nil, stated: Double? = nil) throws -> CaseSlide {
    var slide = CaseSlide(
      path: "/a.svs", size: PixelSize(width: 10, height: 10), mpp: try #require(MicronsPerPixel(x: x, y: y)),
      mppGiven: stated != nil, objective: objective, vendor: "aperio")
    slide.mppStated = stated.flatMap { MicronsPerPixel(x: $0, y: $0) }
    return slide
  }

  @Test(
    "agrees with the objective as scanners are built",
    arguments: [(0.2271, 40.0), (0.4990, 20), (0.465, 20), (0.3889, 20), (0.2525, 40), (0.1945, 40), (1, 10)])
  func usual(mpp: Double, objective: Double) throws {
    #expect(try slide(mpp, mpp, objective: objective).scaleFlags.isEmpty)
  }

  @Test("is flagged where the objective says another", arguments: [(0.5, 40.0), (0.25, 20), (0.5, 5)])
  func unusual(mpp: Double, objective: Double) throws {
    #expect(try slide(mpp, mpp, objective: objective).scaleFlags.map(\.kind) == [.magnificationDisagrees])
  }

  @Test("is flagged where a person said another than the file, and where pixels are not square")
  func others() throws {
    #expect(try slide(0.25, 0.25, stated: 0.5).scaleFlags.map(\.kind) == [.mppDisagrees])
    #expect(try slide(0.25, 0.25, stated: 0.2527).scaleFlags.isEmpty)
    #expect(try slide(0.25, 0.26).scaleFlags.map(\.kind) == [.unequalPixels])
    #expect(try slide(0.2274, 0.2268).scaleFlags.isEmpty)
  }

  @Test("stands in the ledger only where it is known: older records keep their bytes")
  func ledger() throws {
    let plain = try slide(0.25, 0.25)
    let text = String(decoding: plain.json.canonicalBytes, as: UTF8.self)
    #expect(!text.contains("quickDigest") && !text.contains("mppStated"))
    var full = try slide(0.25, 0.25, stated: 0.5)
    full.quickDigest = String(repeating: "c", count: 64)
    for record in [plain, full] {
      #expect(try CaseSlide(try JSONReader(record.json, path: "slide")) == record)
    }
  }

  @Test("a case of an older casebook is held to the digest of its finding")
  func held() throws {
    var finding = Example.finding()
    finding.slideDigests = [SlideDigests(quick: "q", whole: "w")]
    let file = CaseFile(record: try Example.record(), status: .scored, finding: finding)
    #expect(file.slide(0)?.quickDigest == "q")
    #expect(file.slide(1) == nil)
    var registered = file
    registered.record.slides[0].quickDigest = "r"
    #expect(registered.slides.map(\.quickDigest) == ["r"])
  }
}
