import Basics
import Testing

@testable import TerminalKit

@Suite("Text in a picture of pixels")
struct PixelTextTests {
  private static func written(_ text: String, width: Int = 16, x: Int = 0, y: Int = 0) -> RGBAImage {
    var image = RGBAImage(width: width, height: 16, filledWith: RGB(255, 255, 255))
    PixelText.write(Line(text), on: &image, x: x, y: y, columns: 8)
    return image
  }

  @Test("draws every sign of ASCII in a way of its own")
  func letters() {
    let signs = (33...126).map { String(Character(Unicode.Scalar(UInt8($0)))) }
    let images = Set(signs.map { Self.written($0) })
    #expect(images.count == signs.count)
    #expect(!images.contains(Self.written("\u{4E00}")))
  }

  @Test("is cut at the edges of the picture, and leaves out accents")
  func edges() {
    #expect(Self.written("A", width: 4, x: -2, y: 10).width == 4)
    #expect(Self.written("\u{E9}") == Self.written("e"))
    #expect(Self.written(" ") == RGBAImage(width: 16, height: 16, filledWith: RGB(255, 255, 255)))
  }

  @Test("has the colours of its style")
  func colors() {
    var image = RGBAImage(width: 8, height: 16, filledWith: RGB(255, 255, 255))
    let style = Style(foreground: RGB(255, 0, 0), background: RGB(0, 0, 255))
    PixelText.write(Line("|", style), on: &image, x: 0, y: 0, columns: 1)
    #expect(image[color: 0, 0] == RGB(0, 0, 255))
    #expect(image[color: 3, 8] == RGB(255, 0, 0))
  }
}
