import Basics
import Casework
import Microscopy
import Testing

@testable import UseCases

@Suite("Opening a slide of a case")
struct SlideOpeningTests {
  private let world = MadeUpWorld()

  private func slide(mpp: MicronsPerPixel?, side: Int = 64) -> MemorySlide {
    MemorySlide(levels: [RGBAImage(size: PixelSize(width: side, height: side))], mpp: mpp)
  }

  private let half = MicronsPerPixel(x: 0.5, y: 0.5)

  private func failure(_ body: () throws -> Void) -> SlideFailure? {
    do {
      try body()
      return nil
    } catch { return error as? SlideFailure }
  }

  @Test("notes size, scale and content when it is registered")
  func registers() throws {
    world.put(slide(mpp: half), at: "/a.svs", content: "x")
    let record = try world.access.record("/a.svs")
    #expect(record.size == PixelSize(width: 64, height: 64))
    #expect(record.mpp == half)
    #expect(!record.mppGiven)
    #expect(record.quickDigest == "quick x")
  }

  @Test("keeps the size of its pixels that a person gave, and the file's own beside it")
  func given() throws {
    world.put(slide(mpp: half), at: "/a.svs")
    let record = try world.access.record("/a.svs", mpp: try MicronsPerPixel(given: 0.25))
    #expect(record.mpp.mean == 0.25)
    #expect(record.mppGiven)
    #expect(record.mppStated == half)
  }

  @Test("is refused where nobody knows how large its pixels are")
  func noScale() {
    world.put(slide(mpp: nil), at: "/a.svs")
    guard case .noScale("/a.svs")? = failure({ _ = try world.access.record("/a.svs") }) else {
      Issue.record("it was taken")
      return
    }
  }

  @Test("is refused where its pixels would not be square")
  func notSquare() {
    world.put(slide(mpp: MicronsPerPixel(x: 0.5, y: 0.6)), at: "/a.svs")
    guard case .notSquare("/a.svs", let mpp)? = failure({ _ = try world.access.record("/a.svs") }) else {
      Issue.record("it was taken")
      return
    }
    #expect(mpp.y == 0.6)
  }

  @Test("is refused where another content lies under its path, or one of another size")
  func notRegistered() throws {
    world.put(slide(mpp: half), at: "/a.svs", content: "x")
    let record = try world.access.record("/a.svs")
    _ = try world.access.open(record)
    world.put(slide(mpp: half), at: "/a.svs", content: "y")
    #expect(throws: SlideOpenFailure.notRegistered(path: "/a.svs", .content)) { _ = try world.access.open(record) }
    #expect(throws: SlideOpenFailure.notRegistered(path: "/a.svs", .content)) {
      try world.access.requireRegistered(record)
    }
    world.put(slide(mpp: half, side: 65), at: "/a.svs", content: "x")
    let size = PixelSize(width: 65, height: 65)
    #expect(throws: SlideOpenFailure.notRegistered(path: "/a.svs", .size(size))) { _ = try world.access.open(record) }
  }

  @Test("no slide has pixels of 100 um", arguments: [0, -1, 100, .nan] as [Double])
  func impossible(value: Double) {
    guard case .impossibleScale? = failure({ _ = try MicronsPerPixel(given: value) }) else {
      Issue.record("\(value) um was taken")
      return
    }
  }

  @Test("that was changed while it was read is told")
  func changedMeanwhile() throws {
    world.put(slide(mpp: half), at: "/a.svs", content: "x")
    let record = try world.access.record("/a.svs")
    let identities = try SlideIdentities([record], world.access)
    world.put(slide(mpp: half), at: "/a.svs", content: "y")
    guard case .changedMeanwhile("/a.svs")? = failure({ _ = try identities.finish() }) else {
      Issue.record("the change was not seen")
      return
    }
  }
}
