import Basics
import Foundation
import Microscopy
import Testing

@testable import SlideReading

/// The contract of ``SlideSource`` on files, held by every OpenSlide that is on this machine.
@Suite("Slide files")
struct OpenSlideSourceTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func open(
    _ tiff: TinyTIFF, mpp: MicronsPerPixel? = nil, _ library: OpenSlideLibrary
  ) throws -> OpenSlideSource {
    try OpenSlideSource(path: try folder.file("tiny.tif", tiff.bytes), mpp: mpp, library: library)
  }

  @Test("a slide says its size, its tiles and its vendor", arguments: OpenSlides.all)
  func description(library: OpenSlideLibrary) throws {
    let description = try open(TinyTIFF(), library).description
    let size = PixelSize(width: 100, height: 80)
    #expect(
      description.levels == [PyramidLevel(size: size, downsample: 1, tile: PixelSize(width: 64, height: 64))])
    #expect(description.vendor == "generic-tiff")
    #expect(description.objective == nil)
    #expect(description.associatedImages == [])
  }

  @Test("pixels arrive as they were written, across tiles and beyond the edges", arguments: OpenSlides.all)
  func pixels(library: OpenSlideLibrary) throws {
    let slide = try open(TinyTIFF(), library)
    let image = try slide.read(level: 0, x: -2, y: 60, size: PixelSize(width: 110, height: 30))
    for (x, y) in [(2, 0), (65, 3), (66, 4), (101, 19)] {
      let (slideX, slideY) = (x - 2, y + 60)
      let expected = TinyTIFF.color(slideX, slideY)
      #expect(image[x, y] == (expected.red, expected.green, expected.blue, 255), "slide pixel \(slideX), \(slideY)")
    }
    #expect(image[0, 0] == (0, 0, 0, 0))
    #expect(image[102, 0] == (0, 0, 0, 0))
    #expect(image[50, 20] == (0, 0, 0, 0))
  }

  @Test("a place that no coordinate system holds is transparent", arguments: OpenSlides.all)
  func farAway(library: OpenSlideLibrary) throws {
    let image = try open(TinyTIFF(), library).read(level: 0, x: .max - 5, y: .min, size: PixelSize(width: 2, height: 2))
    #expect(image == RGBAImage(size: PixelSize(width: 2, height: 2)))
  }

  @Test("what is not there, and what is too much, is refused by name", arguments: OpenSlides.all)
  func refusals(library: OpenSlideLibrary) throws {
    let slide = try open(TinyTIFF(), library)
    let pixel = PixelSize(width: 1, height: 1)
    #expect(throws: SlideReadFailure.noSuchLevel(1)) { try slide.read(level: 1, x: 0, y: 0, size: pixel) }
    #expect(throws: SlideReadFailure.noSuchImage("label")) { try slide.associatedImage("label") }
    #expect(throws: SlideReadFailure.tooLarge(pixels: 1 << 25, limit: 1 << 24)) {
      try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: 1 << 13, height: 1 << 12))
    }
    #expect(throws: SlideReadFailure.tooLarge(pixels: .max, limit: 1 << 24)) {
      try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: .max, height: .max))
    }
    #expect(try slide.read(level: 0, x: 0, y: 0, size: PixelSize(width: 0, height: 5)).pixels.isEmpty)
    #expect(slide.failedReads == 0)
  }

  @Test(
    "px per centimetre and per inch become um per px; a print resolution, no unit and nothing become none",
    arguments: OpenSlides.all)
  func physicalSize(library: OpenSlideLibrary) throws {
    #expect(
      try open(TinyTIFF(resolution: .perCentimeter(40_000)), library).description.mpp
        == MicronsPerPixel(x: 0.25, y: 0.25))
    #expect(
      try open(TinyTIFF(resolution: .perInch(50_800)), library).description.mpp == MicronsPerPixel(x: 0.5, y: 0.5))
    for resolution in [TinyTIFF.Resolution.perInch(72), .withoutUnit(40_000), .perCentimeter(0), .none] {
      #expect(try open(TinyTIFF(resolution: resolution), library).description.mpp == nil, "\(resolution)")
    }
  }

  @Test("a size given by hand wins over the slide's own", arguments: OpenSlides.all)
  func override(library: OpenSlideLibrary) throws {
    let given = try #require(MicronsPerPixel(x: 0.3, y: 0.3))
    #expect(try open(TinyTIFF(resolution: .perCentimeter(40_000)), mpp: given, library).description.mpp == given)
  }

  @Test(
    "escape sequences, C1, bidirectional marks and invalid UTF-8 do not come out of properties",
    arguments: OpenSlides.all)
  func properties(library: OpenSlideLibrary) throws {
    let nasty = Array("a\u{1B}]0;owned\u{07}b\u{9B}31mc\u{202E}d\u{7F}".utf8) + [0xFF, 0xFE] + Array("e\nf".utf8)
    let description = try open(TinyTIFF(description: nasty), library).description
    #expect(description.properties["tiff.ImageDescription"] == "a]0;ownedb31mcde f")
  }

  @Test("one bad tile fails, is counted, and leaves every other region readable", arguments: OpenSlides.all)
  func badTile(library: OpenSlideLibrary) throws {
    let slide = try open(TinyTIFF(cutTile: (index: 3, bytes: 10)), library)
    let size = PixelSize(width: 20, height: 10)
    #expect(throws: SlideReadFailure.self) { try slide.read(level: 0, x: 70, y: 66, size: size) }
    #expect(slide.failedReads == 1)
    let good = try slide.read(level: 0, x: 10, y: 10, size: size)
    #expect(good[0, 0] == (20, 30, 20, 255))
    #expect(throws: SlideReadFailure.self) { try slide.read(level: 0, x: 70, y: 66, size: size) }
    #expect(slide.failedReads == 2)
    let (_, unreadable) = try slide.picture(of: SlideRegion(x: 0, y: 0, width: 100, height: 80), output: size)
    #expect(unreadable == 1)
  }

  @Test(
    "threads that read side by side get what one thread gets, also while a bad tile fails beside them",
    arguments: OpenSlides.all)
  func concurrency(library: OpenSlideLibrary) async throws {
    let slide = try open(TinyTIFF(cutTile: (index: 3, bytes: 10)), library)
    let results = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<200 {
        group.addTask {
          guard index % 5 > 0 else {
            return (try? slide.read(level: 0, x: 70, y: 66, size: PixelSize(width: 8, height: 8))) == nil
          }
          let (x, y) = (index % 50, index % 40)
          let image = try? slide.read(level: 0, x: x, y: y, size: PixelSize(width: 8, height: 8))
          let expected = TinyTIFF.color(x + 7, y + 7)
          return image.map { $0[7, 7] == (expected.red, expected.green, expected.blue, 255) } ?? false
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.filter { $0 }.count == 200)
    #expect(slide.failedReads == 40)
  }
}

@Suite("Colour that was multiplied by alpha")
struct StraightPixelsTests {
  @Test("ARGB words become RGBA bytes, divided by their alpha and rounded")
  func convert() {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 4)
    defer { bytes.deallocate() }
    StraightPixels.write(into: bytes) { words in
      words[0] = 0xFF01_0203
      words[1] = 0x0000_0000
      words[2] = 0x8040_2000
      words[3] = 0x0102_0100
    }
    #expect(Array(bytes) == [1, 2, 3, 255, 0, 0, 0, 0, 128, 64, 0, 128, 255, 255, 0, 1])
  }
}
