import Basics
import Casework
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("A slide that is turned, and one that is dragged")
struct TurnedSlideTests {
  private static func open(_ keys: Key..., columns: Int = 120, rows: Int = 40) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [Sketch.high])
    bench.press(.enter)
    for key in keys { bench.press(key) }
    bench.drawPictures()
    return bench
  }

  @Test("T turns it by quarters and F mirrors it; the head says so, and four turns bring it back")
  func turn() {
    var bench = Self.open("5", "T")
    #expect(bench.lines[1].contains("turned 90° · "))
    bench.press("F")
    #expect(bench.lines[1].contains("turned 90°, mirrored · "))
    bench.press("F", "T", "T", "T")
    #expect(!bench.lines[1].contains("turned") && bench.viewport?.orientation == .upright)
    #expect(bench.viewport?.centerX == 20_000 && bench.viewport?.centerY == 15_000)
  }

  @Test("what l pans to is at the right of the screen")
  func pan() {
    var bench = Self.open("5", "T", "l")
    #expect(bench.viewport?.centerX == 20_000 && (bench.viewport?.centerY ?? 20_000) < 15_000)
    bench.press("h", "F", "l")
    #expect((bench.viewport?.centerY ?? 0) > 15_000)
  }

  @Test("the whole slide and its map lie as it does")
  func whole() {
    let bench = Self.open("T")
    let region = bench.viewport?.region(in: bench.pane)
    #expect((region?.width ?? 0) > 39_999 && (region?.height ?? 0) > 29_999)
    let map = bench.state.pictures.wanted[.overview]
    #expect(map?.viewport.orientation == Orientation(quarters: 1))
    #expect((map?.frame.height ?? 0) > 39_999)
  }

  @Test(
    "a click moves what it is on into the middle, on the map too",
    arguments: [[], ["T"], ["T", "F"], ["F"]] as [[Key]])
  func click(keys: [Key]) throws {
    var bench = Self.open("4")
    for key in keys { bench.press(key) }
    let before = try #require(bench.viewport)
    let layout = try #require(bench.state.reading?.layout(in: bench.state.surroundings))
    let place = PictureCell(column: 20, row: 12).place(in: before, of: bench.pane)
    bench.click(layout.picture.column + 20, layout.picture.row + 12)
    #expect(abs((bench.viewport?.centerX ?? 0) - place.x) < 1e-6)
    #expect(abs((bench.viewport?.centerY ?? 0) - place.y) < 1e-6)

    let map = layout.overview(of: before.orientation.shown(PixelSize(width: 40_000, height: 30_000)))
    bench.click(map.column + map.columns - 1, map.row)
    let after = try #require(bench.viewport)
    let frame = after.orientation.shown(after.centerX, after.centerY)
    let whole = before.orientation.shown(SlideRegion(x: 0, y: 0, width: 40_000, height: 30_000))
    #expect(frame.x > whole.x + whole.width * 0.8 && frame.y < whole.y + whole.height * 0.2)
  }

  @Test("each slide lies by itself, and the next one as it was scanned")
  func slides() {
    let file = Sketch.file("S-2", .new, slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs")])
    var bench = Bench(cases: [file])
    bench.press(.enter, "T", "w")
    #expect(bench.viewport?.orientation == .upright)
    bench.press("w")
    #expect(bench.viewport?.orientation == Orientation(quarters: 1))
  }

  @Test("linked pictures stay where they are when one is turned, and move alike on the screen")
  func linked() {
    let file = Sketch.file("S-2", .new, slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs")])
    var bench = Bench(cases: [file])
    bench.press(.enter, "|", "5", "T")
    let other = bench.state.pictures.wanted[.beside]?.viewport
    #expect(abs((other?.centerX ?? 0) - 20_000) < 1e-6 && abs((other?.centerY ?? 0) - 15_000) < 1e-6)
    bench.press("l")
    let moved = bench.state.pictures.wanted[.beside]?.viewport
    #expect((moved?.centerX ?? 0) > 20_000 && abs((moved?.centerY ?? 0) - 15_000) < 1e-6)
    #expect((bench.viewport?.centerY ?? 20_000) < 15_000)
  }

  // MARK: The drag

  @Test("what the mouse holds stays under it; where it is let go nothing else happens")
  func drag() {
    var bench = Self.open("5")
    let before = bench.viewport
    bench.send(.mousePressed(column: 20, row: 10, wheel: 0))
    #expect(bench.viewport == before, "a press alone moves nothing")
    bench.send(.mouseDragged(column: 18, row: 10), .mouseDragged(column: 15, row: 12), .mouseReleased)
    #expect(bench.viewport == before?.moved(columns: 5, rows: -2))
    bench.send(.mouseDragged(column: 0, row: 5), .mouseReleased)
    #expect(bench.viewport == before?.moved(columns: 5, rows: -2))
    bench.press(.control("o"))
    #expect(bench.viewport == before)
  }

  @Test("on the map it takes the picture along")
  func dragOnMap() throws {
    var bench = Self.open("5")
    let layout = try #require(bench.state.reading?.layout(in: bench.state.surroundings))
    let map = layout.overview(of: PixelSize(width: 40_000, height: 30_000))
    bench.send(.mousePressed(column: map.column, row: map.row, wheel: 0))
    let first = bench.viewport
    bench.send(.mouseDragged(column: map.column + map.columns - 1, row: map.row), .mouseReleased)
    #expect((bench.viewport?.centerX ?? 0) > 30_000 && bench.viewport?.centerY == first?.centerY)
  }

  @Test("a drag under a dialog moves nothing")
  func covered() {
    var bench = Self.open("5")
    let before = bench.viewport
    bench.send(.mousePressed(column: 20, row: 10, wheel: 0))
    bench.press("?")
    bench.send(.mouseDragged(column: 10, row: 10), .mouseReleased)
    bench.press(.escape)
    bench.send(.mouseDragged(column: 10, row: 10))
    #expect(bench.viewport == before)
  }
}
