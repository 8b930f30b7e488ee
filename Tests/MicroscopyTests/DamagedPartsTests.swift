import Basics
import Testing

@testable import Microscopy

@Suite("Damaged parts")
struct DamagedPartsTests {
  private let tile = PixelSize(width: 64, height: 64)
  private let bad = SlideRegion(x: 70, y: 70, width: 4, height: 4)

  private func slide() -> CountingSlide {
    let white = RGBAImage(size: PixelSize(width: 256, height: 192), filledWith: (255, 255, 255, 255))
    return CountingSlide(MemorySlide(levels: [white], mpp: nil), tile: tile, damaged: bad)
  }

  @Test("a picture loses the tile that is damaged and nothing else")
  func picture() throws {
    let output = PixelSize(width: 16, height: 12)
    let (image, unreadable) = try slide().picture(of: SlideRegion(x: 0, y: 0, width: 256, height: 192), output: output)
    #expect(unreadable == 1)
    let drawn = (0..<12).map { y in String((0..<16).map { x in image[x, y].alpha == 255 ? "#" : "." }) }
    #expect(
      drawn == [
        "################",
        "################",
        "################",
        "################",
        "####....########",
        "####....########",
        "####....########",
        "####....########",
        "################",
        "################",
        "################",
        "################",
      ])
  }

  @Test("also where the picture needs no resampling")
  func exactPicture() throws {
    let whole = PixelSize(width: 256, height: 192)
    let (image, unreadable) = try slide().picture(of: SlideRegion(whole: whole), output: whole)
    #expect(unreadable == 1)
    #expect(image[69, 69].alpha == 0)
    #expect(image[63, 69].alpha == 255)
    #expect(image[128, 100].alpha == 255)
  }

  @Test("pixels that are measured are read whole or not at all")
  func strict() throws {
    let slide = slide()
    let part = SlidePart.region(SlideRegion(x: 60, y: 60, width: 30, height: 30), level: 0)
    #expect(throws: SlideReadFailure.damaged(part, detail: "bad tile")) {
      try slide.read(SlideRegion(x: 60, y: 60, width: 30, height: 30), output: PixelSize(width: 10, height: 10))
    }
    _ = try slide.read(SlideRegion(x: 0, y: 0, width: 30, height: 30), output: PixelSize(width: 10, height: 10))
  }

  @Test("a slide that is damaged throughout is a failure, and soon", arguments: [1000, 60_000, 2_000_000])
  func hopeless(side: Int) throws {
    let slide = CountingSlide(claiming: PixelSize(width: side, height: side), damaged: true)
    #expect {
      try slide.picture(of: SlideRegion(whole: slide.description.size), output: PixelSize(width: 64, height: 64))
    } throws: { error in
      if case .damaged(_, detail: "bad tile")? = error as? SlideReadFailure { true } else { false }
    }
    #expect(slide.reads < 300)
  }

  @Test("a header with nothing behind it is an empty picture, without reading what it claims")
  func nothingThere() throws {
    let slide = CountingSlide(claiming: PixelSize(width: 2_000_000, height: 2_000_000), damaged: false)
    let (image, unreadable) = try slide.picture(
      of: SlideRegion(whole: slide.description.size), output: PixelSize(width: 64, height: 64))
    #expect(unreadable == 0)
    #expect(image.pixels.allSatisfy { $0 == 0 })
    #expect(slide.pixelsRead <= 64 * 64)
  }

  @Test("no picture is larger than a read may be")
  func tooLarge() {
    let slide = slide()
    #expect(throws: SlideReadFailure.tooLarge(pixels: 25_000_000, limit: 1 << 24)) {
      try slide.read(SlideRegion(x: 0, y: 0, width: 9, height: 9), output: PixelSize(width: 5000, height: 5000))
    }
  }
}
