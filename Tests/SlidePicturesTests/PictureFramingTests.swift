import Basics
import Microscopy
import Testing

@testable import SlidePictures

@Suite("The part and the size of a printed picture")
struct PictureFramingTests {
  private static func slide(mpp: Double? = 0.5) -> SlideDescription {
    SlideDescription(
      levels: [PyramidLevel(size: PixelSize(width: 4000, height: 2000), downsample: 1, tile: nil)],
      mpp: mpp.flatMap { MicronsPerPixel(x: $0, y: $0) }, objective: nil, vendor: "test")
  }

  private static let box = PixelSize(width: 1000, height: 1000)

  private func frame(
    _ framing: PictureFraming, in unit: PictureFraming.Unit = .pixels, box: PixelSize = box, mpp: Double? = 0.5
  ) throws -> PictureFraming.Frame {
    try framing.frame(of: Self.slide(mpp: mpp), in: unit, box: box)
  }

  @Test("are the whole slide in its own shape where pixels are wanted")
  func whole() throws {
    let frame = try frame(PictureFraming())
    #expect(frame.size == PixelSize(width: 1000, height: 500))
    #expect(frame.region == SlideRegion(x: 0, y: 0, width: 4000, height: 2000))
    #expect(try self.frame(PictureFraming(height: 100)).size == PixelSize(width: 200, height: 100))
  }

  @Test("fill the terminal with cells, and nothing is stretched")
  func cells() throws {
    let frame = try frame(
      PictureFraming(), in: .cells(samplesPerColumn: 1), box: PixelSize(width: 80, height: 24))
    #expect(frame.size == PixelSize(width: 80, height: 24))
    #expect(frame.region == SlideRegion(x: 0, y: -200, width: 4000, height: 2400))
  }

  @Test("follow from a magnification and a middle: at 20x a pixel shows half a micrometre")
  func middle() throws {
    let frame = try frame(PictureFraming(center: SIMD2(1000, 800), magnification: .power(20)))
    #expect(frame.size == Self.box)
    #expect(frame.region == SlideRegion(x: 500, y: 300, width: 1000, height: 1000))
  }

  @Test("follow from a magnification and a part")
  func part() throws {
    let part = SlideRegion(x: 100, y: 200, width: 1000, height: 500)
    let frame = try frame(PictureFraming(region: part, magnification: .power(10)))
    #expect(frame.size == PixelSize(width: 500, height: 250))
    #expect(frame.region == part)
    let scanned = PictureFraming(region: part, magnification: .scan)
    #expect(try self.frame(scanned).size == PixelSize(width: 1000, height: 500))
    let unit = PictureFraming.Unit.cells(samplesPerColumn: 2)
    #expect(try self.frame(scanned, in: unit, mpp: nil).size == PixelSize(width: 500, height: 125))
  }

  @Test("are refused where they cannot be had")
  func refused() {
    let part = SlideRegion(x: 0, y: 0, width: 1000, height: 500)
    #expect(throws: PictureFraming.Failure.noScale) { try frame(PictureFraming(magnification: .power(20)), mpp: nil) }
    #expect(throws: PictureFraming.Failure.sizeTwice) {
      try frame(PictureFraming(region: part, magnification: .scan, width: 10))
    }
    #expect(throws: PictureFraming.Failure.self) { try frame(PictureFraming(width: 100_000, height: 100_000)) }
  }

  @Test("have as many pixels, and cells of 8 x 16, as a slide is read at once")
  func most() throws {
    #expect(try frame(PictureFraming(width: 4096, height: 4096)).size == PixelSize(width: 4096, height: 4096))
    #expect(throws: PictureFraming.Failure.tooLarge(width: 4097, height: 4096, most: 1 << 24)) {
      try frame(PictureFraming(width: 4097, height: 4096))
    }
    #expect(throws: PictureFraming.Failure.tooLarge(width: 513, height: 256, most: 131_072)) {
      try frame(PictureFraming(width: 513, height: 256), in: .cells(samplesPerColumn: 1))
    }
  }
}
