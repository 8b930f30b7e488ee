import Basics
import TerminalKit
import Testing

@testable import SlidePictures

@Suite("The hatch over what was not read")
struct HatchTests {
  private static let pink = RGB(230, 180, 210)
  private static let glass = RGB(243, 243, 243)

  /// Four cells, pink; tiles of a cell: the first read, the second hatched, the third neither, the fourth glass.
  private static let picture: RGBAImage = {
    var picture = RGBAImage(width: 32, height: 16, filledWith: pink)
    for y in 0..<16 { for x in 24..<32 { picture[color: x, y] = glass } }
    return picture
  }()
  private static let read = HeatGrid(columns: 1, rows: 1, values: [0], left: 0, tileWidth: 8, tileHeight: 16)
  private static let unread = HeatGrid(columns: 1, rows: 1, values: [1], left: 8, tileWidth: 8, tileHeight: 16)
  private static let size = TerminalSize(columns: 4, rows: 1)

  private func cells(_ depth: ColorDepth) -> [Cell] {
    let picture = Self.picture.overlaid(by: Self.read, colors: .cividis, opacity: 0.5).hatched(over: Self.unread)
    let cells = BlockRenderer.render(picture, size: Self.size, depth: depth)
    return Hatch.strokes(cells, size: Self.size, over: Self.unread, depth: depth)
  }

  @Test("takes the colour out of its tiles, darkens every other quadrant, and leaves all else")
  func pixels() {
    let hatched = Self.picture.hatched(over: Self.unread)
    // (230 * 54 + 180 * 183 + 210 * 19) / 256, and three quarters of it.
    let (grey, dark) = (RGB(192, 192, 192), RGB(144, 144, 144))
    #expect([8, 11, 12, 15].map { hatched[color: $0, 0] } == [grey, grey, dark, dark])
    #expect([8, 11, 12, 15].map { hatched[color: $0, 8] } == [dark, dark, grey, grey])
    #expect(hatched[color: 7, 0] == Self.pink)
    #expect(hatched[color: 16, 15] == Self.pink)
  }

  @Test("is a quadrant glyph of two greys in true colour; a read tile, bare tissue and glass are plain")
  func trueColor() {
    let cells = cells(.trueColor)
    #expect("▚▞".contains(cells[1].glyph))
    for color in [cells[1].style.foreground, cells[1].style.background] {
      #expect(color.map { $0.red == $0.green && $0.green == $0.blue } == true)
    }
    #expect([0, 2, 3].allSatisfy { !"▚▞/".contains(cells[$0].glyph) })
    #expect(Hatch.swatch(.trueColor).glyph == "▚")
  }

  @Test("is a stroke with 16 colours and without, there alone", arguments: [ColorDepth.palette16, .monochrome])
  func strokes(depth: ColorDepth) {
    let cells = cells(depth)
    #expect(cells.map { $0 == Hatch.swatch(depth) } == [false, true, false, false])
    #expect(cells[1].glyph == "/")
    #expect(!cells.enumerated().contains { $0 != 1 && $1.glyph == "/" })
  }

  @Test("keeps the dark nuclei of the tissue under it")
  func detail() {
    var picture = Self.picture
    for y in 0..<16 { for x in 8..<12 { picture[color: x, y] = RGB(60, 20, 90) } }
    let cell = BlockRenderer.render(picture.hatched(over: Self.unread), size: Self.size)[1]
    #expect(cell.glyph == "▌" || cell.glyph == "▐")
  }

  @Test("a cell with less than half of a hatched tile is not stroked")
  func half() {
    let narrow = HeatGrid(columns: 1, rows: 1, values: [1], left: 8, tileWidth: 3, tileHeight: 16)
    let cells = [Cell](repeating: Cell("░"), count: 4)
    #expect(Hatch.strokes(cells, size: Self.size, over: narrow, depth: .monochrome) == cells)
  }
}
