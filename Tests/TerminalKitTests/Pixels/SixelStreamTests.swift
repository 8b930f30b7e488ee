import Basics
import Testing

@testable import TerminalKit

@Suite("A picture as sixels")
struct SixelStreamTests {
  @Test(
    "is what its stream paints, whatever its size",
    arguments: [(1, 1), (1, 7), (3, 6), (40, 13), (5, 12), (300, 18)])
  func painted(width: Int, height: Int) throws {
    let image = IndexedImage(reducing: IndexedImageTests.tissue(width, height), to: 40)
    #expect(try SlowSixels(SixelStream.bytes(image)).indices == image.indices.map { Int($0) })
  }

  @Test("says its size, and its colours in percent")
  func head() {
    let image = IndexedImage(
      size: PixelSize(width: 2, height: 1), palette: [RGB(0, 128, 255), RGB(1, 2, 254)], indices: [0, 1])
    let text = String(decoding: SixelStream.bytes(image), as: UTF8.self)
    #expect(text == "\u{1B}P9;1q\"1;1;2;1#0;2;0;50;100#1;2;0;1;100#0@$#1?@-\u{1B}\\")
  }

  @Test("names a run by its length where that is shorter")
  func runs() {
    let image = IndexedImage(
      size: PixelSize(width: 9, height: 1), palette: [RGB(0, 0, 0), RGB(255, 255, 255)],
      indices: [0, 0, 0, 1, 1, 1, 1, 1, 0])
    let text = String(decoding: SixelStream.bytes(image), as: UTF8.self)
    #expect(text.hasSuffix("#0@@@!5?@$#1???!5@-\u{1B}\\"))
  }
}

/// Paints a stream as a terminal does, a sixel after the other.
private struct SlowSixels {
  private(set) var indices: [Int] = []

  struct Malformed: Error {}

  init(_ bytes: [UInt8]) throws {
    var text = Substring(String(decoding: bytes, as: UTF8.self))
    guard let start = text.firstIndex(of: "\""), text.hasSuffix("\u{1B}\\") else { throw Malformed() }
    text = text[text.index(after: start)...].dropLast(2)
    let raster = Self.numbers(&text)
    guard raster.count == 4 else { throw Malformed() }
    let (width, height) = (raster[2], raster[3])
    indices = [Int](repeating: -1, count: width * height)
    var (x, band, color) = (0, 0, 0)
    while let sign = text.popFirst() {
      switch sign {
      case "#": color = Self.numbers(&text)[0]
      case "$": x = 0
      case "-": (x, band) = (0, band + 1)
      default:
        var count = 1
        var value = sign
        if sign == "!" {
          count = Self.numbers(&text)[0]
          value = text.removeFirst()
        }
        guard let bits = value.asciiValue.map({ Int($0) - 63 }), (0..<64).contains(bits) else { throw Malformed() }
        for column in x..<(x + count) {
          for row in 0..<6 where bits >> row & 1 == 1 { indices[(band * 6 + row) * width + column] = color }
        }
        x += count
      }
    }
  }

  private static func numbers(_ text: inout Substring) -> [Int] {
    let digits = text.prefix { $0.isNumber || $0 == ";" }
    text = text[digits.endIndex...]
    return digits.split(separator: ";").compactMap { Int($0) }
  }
}
