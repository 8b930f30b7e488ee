import Basics
import Testing

@testable import TerminalKit

@Suite("A frame with pictures in pixels")
struct PixelPaintingTests {
  private static let size = TerminalSize(columns: 20, rows: 6)
  private static let area = Rect(column: 2, row: 1, columns: 8, rows: 3)

  private static func painting(_ takes: PixelProtocol, depth: ColorDepth = .trueColor) -> PixelPainting? {
    let capabilities = TerminalCapabilities(
      depth: depth, pixels: takes, cell: CellPixels(width: 4, height: 8))
    return PixelPainting(capabilities, coding: PixelCoding(png: { _ in [1, 2, 3] }, jpeg: { _ in [4, 5, 6] }))
  }

  private static func picture(_ id: Int, _ area: Rect = area) -> PlacedPicture {
    PlacedPicture(
      id: id, pixels: RGBAImage(size: PixelSize(width: 32, height: 24), filledWith: (200, 90, 140, 255)), area: area)
  }

  /// A frame with a word on the picture.
  private static func frame(_ pictures: [PlacedPicture], word: String = "") -> TerminalFrame {
    var screen = Screen(size: size)
    for (index, glyph) in word.enumerated() {
      screen[3 + index, 2] = Cell(glyph, style: Style(foreground: RGB(1, 2, 3)))
    }
    return TerminalFrame(screen, pictures: pictures)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("is none where the terminal takes none, or has too few colours to tell pictures apart")
  func none() {
    #expect(Self.painting(.none) == nil)
    #expect(Self.painting(.kitty, depth: .palette256) == nil)
    #expect(Self.painting(.sixel, depth: .palette256) != nil, "whose colours are its own")
    #expect(Self.painting(.sixel, depth: .monochrome) == nil)
    #expect(
      PixelPainting(TerminalCapabilities(pixels: .sixel), coding: PixelCoding(png: { _ in nil }, jpeg: { _ in nil }))
        == nil)
  }

  @Test("sends kitty a picture once, and has its parts stand where nothing is written")
  func kitty() throws {
    var painting = try #require(Self.painting(.kitty))
    let first = painting.frame(Self.frame([Self.picture(7)], word: "ab"), isKnown: true)
    #expect(Self.text(first.before) == "\u{1B}_Ga=T,U=1,i=12582919,c=8,r=3,f=100,q=2,m=0;AQID\u{1B}\\")
    #expect(first.after.isEmpty && first.stale.isEmpty)
    #expect(first.screen[2, 1] == KittyStream.placeholder(id: 12_582_919, column: 0, row: 0))
    #expect(first.screen[9, 3] == KittyStream.placeholder(id: 12_582_919, column: 7, row: 2))
    #expect(first.screen[3, 2].glyph == "a" && first.screen[10, 1] == Cell())
    let second = painting.frame(Self.frame([Self.picture(7)]), isKnown: true)
    #expect(second.before.isEmpty && second.after.isEmpty)
    let third = painting.frame(Self.frame([Self.picture(8)]), isKnown: true)
    #expect(Self.text(third.before).contains("i=12582920") && Self.text(third.after).contains("a=d,d=I,i=12582919"))
    #expect(Self.text(painting.farewell).contains("i=12582920"))
    let gone = painting.frame(Self.frame([]), isKnown: true)
    #expect(Self.text(gone.after).contains("i=12582920") && gone.screen == Screen(size: Self.size))
    #expect(painting.farewell.isEmpty)
  }

  @Test("writes sixels over the cells and what stands on them once more, again only where that changed")
  func sixel() throws {
    var painting = try #require(Self.painting(.sixel))
    let first = painting.frame(Self.frame([Self.picture(7)], word: "ab"), isKnown: true)
    let text = Self.text(first.after)
    #expect(text.hasPrefix("\u{1B}[2;3H\u{1B}P9;1q\"1;1;32;24#0;2;78;35;55"))
    #expect(text.contains("\u{1B}\\\u{1B}[2;11H \u{1B}[3;4H\u{1B}[38;2;1;2;3ma\u{1B}[3;5Hb"))
    #expect(first.before.isEmpty && first.screen == Self.frame([], word: "ab").screen)
    #expect(painting.frame(Self.frame([Self.picture(7)], word: "ab"), isKnown: true).after.isEmpty)
    #expect(!painting.frame(Self.frame([Self.picture(7)], word: "a"), isKnown: true).after.isEmpty)
    #expect(painting.frame(Self.frame([]), isKnown: true).stale == [Self.area])
  }

  @Test("writes the cells right of sixels and below them once more: Konsole erases one column and one row too many")
  func rim() throws {
    var painting = try #require(Self.painting(.sixel))
    var frame = Self.frame([Self.picture(7)])
    for column in 0..<Self.size.columns { frame.screen[column, 4] = Cell("=") }
    for row in 0..<5 { frame.screen[10, row] = Cell("|") }
    let text = Self.text(painting.frame(frame, isKnown: true).after)
    for row in 2...5 { #expect(text.contains("\u{1B}[\(row);11H|"), "the column right of it, row \(row)") }
    for column in 3...10 { #expect(text.contains("\u{1B}[5;\(column)H="), "the row below, column \(column)") }
    #expect(!text.contains("\u{1B}[1;11H|") && !text.contains("\u{1B}[5;2H=") && !text.contains("\u{1B}[5;12H="))
    var atEdge = try #require(Self.painting(.sixel))
    let whole = Self.picture(8, Rect(column: 0, row: 0, columns: Self.size.columns, rows: Self.size.rows))
    #expect(!atEdge.frame(Self.frame([whole]), isKnown: true).after.isEmpty, "where there is no rim")
  }

  @Test("gives iTerm2 a JPEG for the cells")
  func inline() throws {
    var painting = try #require(Self.painting(.iterm2))
    let first = painting.frame(Self.frame([Self.picture(7)]), isKnown: true)
    #expect(Self.text(first.after).hasPrefix("\u{1B}[2;3H\u{1B}]1337;File=inline=1;size=3;width=8;height=3;"))
  }

  @Test("sends everything again to a terminal of which nothing is known, and leaves out what reaches beyond it")
  func unknown() throws {
    var painting = try #require(Self.painting(.kitty))
    _ = painting.frame(Self.frame([Self.picture(7)]), isKnown: true)
    #expect(!painting.frame(Self.frame([Self.picture(7)]), isKnown: false).before.isEmpty)
    let beyond = Self.picture(9, Rect(column: 15, row: 1, columns: 8, rows: 3))
    #expect(painting.frame(Self.frame([beyond]), isKnown: true).before.isEmpty)
  }
}
