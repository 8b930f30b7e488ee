import Basics
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@Suite("What becomes of a slide's colours")
struct ColorTableTests {
  /// Red and blue exchanged.
  private static let exchanged = ColorTable { pixels in
    for offset in stride(from: 0, to: pixels.count, by: 4) { pixels.swapAt(offset, offset + 2) }
  }

  private func image(_ pixels: [UInt8]) -> RGBAImage {
    RGBAImage(size: PixelSize(width: pixels.count / 4, height: 1), pixels: pixels)
  }

  @Test("a table that changes nothing leaves every level within one of itself, black and white and alpha as they are")
  func nothing() {
    let table = ColorTable { _ in }
    let pixels = (0..<256).flatMap { value in
      let level = UInt8(value)
      return [level, 255 - level, level ^ 0x55, level]
    }
    let changed = table.changed(image(pixels)).pixels
    #expect(zip(pixels, changed).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    #expect(stride(from: 3, to: changed.count, by: 4).allSatisfy { changed[$0] == pixels[$0] })
    let ends: [UInt8] = [0, 0, 0, 255, 255, 255, 255, 0, 255, 0, 255, 128]
    #expect(table.changed(image(ends)).pixels == ends)
  }

  @Test("every channel goes its own way")
  func channels() {
    #expect(Self.exchanged.changed(image([255, 0, 0, 9, 0, 255, 0, 255])).pixels == [0, 0, 255, 9, 0, 255, 0, 255])
  }

  @Test("the slide's colours are changed, and those of the background around it are not")
  func background() throws {
    let drawing = PictureDrawing(depth: .trueColor, background: RGB(200, 0, 0))
    let red = RGBAImage(size: PixelSize(width: 160, height: 160), filledWith: (255, 0, 0, 255))
    let region = SlideRegion(x: 80, y: 0, width: 160, height: 160)
    let size = TerminalSize(columns: 2, rows: 1)
    let slide = MemorySlide(levels: [red], mpp: nil)
    let pixels = try drawing.pixels(of: slide, region, size: size, colors: Self.exchanged).pixels
    #expect(pixels[color: 0, 0] == RGB(0, 0, 255))
    #expect(pixels[color: pixels.width - 1, 0] == RGB(200, 0, 0))
    #expect(try drawing.pixels(of: slide, region, size: size).pixels[color: 0, 0] == RGB(255, 0, 0))
  }

  @Test("one key goes round the stains, another one between profile and scan")
  func round() {
    #expect(ShownStains.all.next == .hematoxylin && ShownStains.hematoxylin.next == .eosin)
    #expect(ShownStains.eosin.next == .all)
    #expect(ProfileUse.applied.other == .raw && ProfileUse.raw.other == .applied)
  }
}
