import Casework
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("The tour of the attention tiles")
struct TileTourTests {
  private static func tile(_ x: Int, _ y: Int, _ attention: Float, slide: Int = 0, side: Int = 448) -> TileFinding {
    TileFinding(slide: slide, x: x, y: y, side: side, attention: attention, contribution: attention / 10)
  }

  /// Three by three tiles, the middle one the highest.
  private static let patch = (0..<9).map { index in
    tile(10_000 + 448 * (index % 3), 10_000 + 448 * (index / 3), index == 4 ? 0.3 : 0.2 - Float(index) / 100)
  }

  @Test("has one tile of a patch, then what lies elsewhere, and the neighbours only where nothing else is left")
  func patches() {
    let (far, further) = (Self.tile(20_000, 5000, 0.02), Self.tile(448, 448, 0.01))
    let tour = TileTour.tiles(of: [far, further] + Self.patch, by: .attention)
    #expect(tour.prefix(3) == [Self.patch[4], far, further])
    #expect(tour.dropFirst(3) == Self.patch[...3] + Self.patch[5...7], "of eleven tiles the lowest is left out")
  }

  @Test("tiles touch by a side or a corner, on one slide, whatever a grid rounds")
  func touching() {
    let middle = Self.patch[4]
    #expect(Self.patch.allSatisfy { middle.touches($0) })
    #expect(middle.touches(Self.tile(middle.x + 449, middle.y - 449, 1)))
    #expect(!middle.touches(Self.tile(middle.x + 896, middle.y, 1)))
    #expect(!middle.touches(Self.tile(middle.x, middle.y, 1, slide: 1)))
  }

  @Test("no two of a large field touch")
  func field() {
    let tiles = (0..<400).map { index in
      Self.tile(448 * (index % 20), 448 * (index / 20), Float((index * 7919) % 401) / 401)
    }
    let tour = TileTour.tiles(of: tiles, by: .attention)
    #expect(tour.count == 10)
    for (index, tile) in tour.enumerated() { #expect(!tour[..<index].contains(where: tile.touches)) }
    #expect(tour.map(\.attention) == tour.map(\.attention).sorted(by: >))
  }

  // MARK: On the screen

  /// On 80 x 24 a picture of 44 by 19 cells of which the upper left one is at column 1, row 2.
  private static func touring(_ tile: TileFinding) -> Bench {
    var bench = Bench(cases: [Sketch.high])
    bench.press(.enter)
    bench.send(.tilesLoaded(caseID: "S-12", [tile]))
    bench.press("n")
    bench.drawPictures()
    return bench
  }

  private static func glyph(_ bench: Bench, _ column: Int, _ row: Int) -> Character {
    Array(bench.lines[2 + row])[1 + column]
  }

  @Test("at the edge of the slide a tile is in the middle of the picture, marked, and stays there however close or far")
  func edge() {
    var bench = Self.touring(Self.tile(0, 0, 1))
    // 14 by 7 cells of 44 by 19.
    #expect(Self.glyph(bench, 15, 6) == "┏" && Self.glyph(bench, 28, 6) == "┓")
    #expect(Self.glyph(bench, 15, 12) == "┗" && Self.glyph(bench, 28, 12) == "┛")
    for key: Key in ["+", "+", "+", "+", "+", "-", "-", "-", "6", "2", "5"] {
      bench.press(key)
      #expect(bench.viewport?.centerX == 224 && bench.viewport?.centerY == 224)
    }
    bench.press("h")
    #expect(bench.viewport?.centerX == 224, "no further beside the slide, and not to the other side")
    bench.press("l")
    #expect(bench.viewport.map { $0.centerX > 224 } == true)
  }

  @Test("in the corner of the whole slide the mark of a tile smaller than a cell is whole")
  func corner() {
    var bench = Self.touring(Self.tile(40_000 - 448, 30_000 - 448, 1))
    bench.press("1")
    bench.drawPictures()
    #expect(Self.glyph(bench, 42, 17) == "┏" && Self.glyph(bench, 43, 17) == "┓")
    #expect(Self.glyph(bench, 42, 18) == "┗" && Self.glyph(bench, 43, 18) == "┛")
  }

  @Test("the wheel zooms about the mouse, or about the marked tile while that is on the screen")
  func wheel() throws {
    var bench = Bench(cases: [Sketch.high])
    bench.press(.enter)
    let cell = PictureCell(column: 9, row: 3)
    let before = try #require(bench.viewport.map { cell.place(in: $0, of: bench.pane) })
    bench.send(.mousePressed(column: 10, row: 5, wheel: -1))
    let after = try #require(bench.viewport.map { cell.place(in: $0, of: bench.pane) })
    #expect(abs(before.x - after.x) < 1e-6 && abs(before.y - after.y) < 1e-6)

    bench = Self.touring(Self.tile(20_000, 15_000, 1))
    bench.send(.mousePressed(column: 10, row: 5, wheel: -1))
    #expect(bench.viewport?.centerX == 20_224 && bench.viewport?.centerY == 15_224)
    for _ in 0..<9 { bench.press("l") }
    let panned = bench.viewport?.centerX
    bench.press("+")
    #expect(bench.viewport?.centerX == panned, "a tile that is not on the screen holds nothing")
  }
}
