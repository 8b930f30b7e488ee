import Basics
import Testing

@testable import Microscopy

/// A level that is broken hides nothing that a finer level still has.
@Suite("A region that its level cannot give")
struct FinerLevelTests {
  private let size = PixelSize(width: 256, height: 128)
  private let output = PixelSize(width: 8, height: 4)

  private func level(_ downsample: Int, _ red: UInt8) -> RGBAImage {
    RGBAImage(
      size: PixelSize(width: size.width / downsample, height: size.height / downsample),
      filledWith: (red, 100, 150, 255))
  }

  /// With tiles of 16 px, whose levels fail where they are told to.
  private func slide(_ levels: [RGBAImage], failing: [Int: SlideRegion] = [:]) -> MemorySlide {
    MemorySlide(
      levels: levels, mpp: nil, tile: PixelSize(width: 16, height: 16),
      faults: failing.map { MemorySlide.Fault(.damaged(detail: "bad tile"), in: $1, level: $0) })
  }

  private func overview(_ slide: some SlideSource) throws -> (red: [UInt8], lost: Int) {
    let (image, unreadable) = try slide.picture(of: SlideRegion(whole: size), output: output, level: 1)
    return ((0..<8).map { image[$0, 1].red }, unreadable)
  }

  @Test("is averaged from the finer one, and nothing counts as unreadable")
  func fromFiner() throws {
    let slide = slide([level(1, 200), level(4, 60)], failing: [1: SlideRegion(x: 0, y: 0, width: 60, height: 128)])
    let (red, lost) = try overview(slide)
    #expect(red == [200, 200, 60, 60, 60, 60, 60, 60])
    #expect(lost == 0)
  }

  @Test("stays transparent and is counted where no level has it")
  func nowhere() throws {
    let bad = SlideRegion(x: 0, y: 0, width: 60, height: 128)
    let slide = slide([level(1, 200), level(4, 60)], failing: [0: bad, 1: bad])
    let (red, lost) = try overview(slide)
    #expect(red == [0, 0, 60, 60, 60, 60, 60, 60])
    #expect(lost > 0)
    let reading = try slide.streamRows(
      of: SlideRegion(whole: size), output: output, level: 1, damaged: .leftTransparent
    ) {
      _, _ in
    }
    #expect(reading.damaged.reduce(0) { $0 + $1.width * $1.height } == 64 * 128)
  }

  @Test("is found out where it comes back empty or black without an error", arguments: [(0, 0), (0, 255), (128, 255)])
  func hole(gray: UInt8, alpha: UInt8) throws {
    var torn = level(4, 60)
    for y in 0..<32 { for x in 0..<16 { torn[x, y] = (gray, gray, gray, alpha) } }
    let (red, lost) = try overview(slide([level(1, 200), torn]))
    #expect(red == [200, 200, 60, 60, 60, 60, 60, 60])
    #expect(lost == 0)
  }

  @Test("was never scanned where every level is empty there")
  func neverScanned() throws {
    var (fine, coarse) = (level(1, 200), level(4, 60))
    fine.clear(columns: 0..<64, rows: 0..<128)
    coarse.clear(columns: 0..<16, rows: 0..<32)
    let (red, lost) = try overview(slide([fine, coarse]))
    #expect(red == [0, 0, 60, 60, 60, 60, 60, 60])
    #expect(lost == 0)
  }

  @Test("missing pixels are the transparent, the black and the middle grey ones, and no other")
  func rule() {
    let isMissing = { (pixel: (UInt8, UInt8, UInt8, UInt8)) in
      MissingPixels.isMissing(red: pixel.0, green: pixel.1, blue: pixel.2, alpha: pixel.3)
    }
    #expect([(0, 0, 0, 255), (128, 128, 128, 255), (200, 100, 150, 127), (0, 0, 0, 0)].allSatisfy(isMissing))
    #expect(
      ![(1, 0, 0, 255), (127, 127, 127, 255), (200, 100, 150, 128), (255, 255, 255, 255)].contains(where: isMissing))
  }
}
