import Basics
import Casework
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("Two pictures side by side")
struct SideBySideTests {
  private static let two = Sketch.file(
    "S-2", .new, slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs", width: 30_000)])

  private static func open(_ file: CaseFile, columns: Int = 80, rows: Int = 24) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    bench.press("|")
    bench.drawPictures()
    return bench
  }

  private static func wanted(_ bench: Bench, _ slot: PictureSlot) -> PictureRequest? {
    bench.state.pictures.wanted[slot]
  }

  @Test("the open slide without its overlay at the left, with it at the right", arguments: [(80, 24), (200, 60)])
  func overlay(columns: Int, rows: Int) throws {
    var bench = Self.open(Sketch.high, columns: columns, rows: rows)
    let layout = try #require(bench.state.reading?.layout(in: bench.state.surroundings))
    let beside = try #require(layout.beside)
    #expect(beside.column < layout.picture.column && beside.columns >= 16)
    #expect(beside.column + beside.columns + 1 == layout.picture.column, "a line between them")
    #expect(Self.wanted(bench, .pane)?.heat != nil && Self.wanted(bench, .beside)?.heat == nil)
    #expect(Self.wanted(bench, .beside)?.size == beside.size)
    let head = Array(bench.lines[1])
    #expect(String(head[...layout.picture.column]).contains(" no overlay "))
    #expect(String(head[layout.picture.column...]).contains(" overlay "))
    #expect(head[layout.picture.column - 1] == "┬" && Array(bench.lines[5])[layout.picture.column - 1] == "│")
    bench.press("|")
    #expect(bench.state.reading?.companion == nil && Self.wanted(bench, .beside) == nil)
  }

  @Test("both move and zoom together")
  func linked() {
    var bench = Self.open(Sketch.high)
    for key: Key in ["5", "l", "j", "-"] {
      bench.press(key)
      #expect(Self.wanted(bench, .pane)?.viewport == Self.wanted(bench, .beside)?.viewport)
      #expect(Self.wanted(bench, .pane)?.viewport == bench.viewport)
    }
  }

  @Test("the next slide of the case stands at the same place in um, as large as the open one")
  func nextSlide() {
    var bench = Self.open(Self.two)
    bench.press("5", "h")
    let (open, other) = (Self.wanted(bench, .pane), Self.wanted(bench, .beside))
    #expect(open?.slideIndex == 0 && other?.slideIndex == 1)
    #expect(open?.viewport.pixelsPerColumn == other?.viewport.pixelsPerColumn)
    #expect(abs((open?.viewport.centerX ?? 0) - (other?.viewport.centerX ?? 1)) < 1e-6)
    #expect(bench.lines[1].contains(" 1/2 ") && bench.lines[1].contains(" 2/2 "))
    bench.press("w")
    #expect(bench.state.notice == "Both slides are on the screen: Tab changes over.")
  }

  @Test("a scored case of two slides: its overlay, the next slide, one picture")
  func cycle() {
    let file = Sketch.file(
      "S-3", .scored, Sketch.finding(.low, 0.02), slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs")])
    var bench = Self.open(file)
    #expect(bench.state.reading?.companion?.subject == .openSlide)
    bench.press("|")
    #expect(bench.state.reading?.companion?.subject == .slide(1))
    #expect(Self.wanted(bench, .pane)?.heat != nil && Self.wanted(bench, .beside)?.heat != nil)
    bench.press("|")
    #expect(bench.state.reading?.companion == nil)
  }

  @Test("L lets each move by itself, Tab goes to the other; L links them as they lie")
  func unlinked() {
    var bench = Self.open(Self.two, columns: 120, rows: 40)
    bench.press("5", "L")
    let (open, other) = (Self.wanted(bench, .pane)?.viewport, Self.wanted(bench, .beside)?.viewport)
    bench.press("l")
    #expect(Self.wanted(bench, .pane)?.viewport != open && Self.wanted(bench, .beside)?.viewport == other)
    #expect(bench.lines[1].contains("unlinked"))
    let moved = bench.viewport
    bench.press(.tab)
    #expect(bench.state.reading?.slideIndex == 1 && bench.viewport == other)
    #expect(Self.wanted(bench, .beside)?.viewport == moved && Self.wanted(bench, .beside)?.slideIndex == 0)
    bench.press("L", "j")
    let (here, there) = (Self.wanted(bench, .pane)?.viewport, Self.wanted(bench, .beside)?.viewport)
    let down = (here?.centerY ?? 0) - (other?.centerY ?? 0)
    #expect(down > 0 && abs((there?.centerY ?? 0) - (moved?.centerY ?? 0) - down) < 1e-6)
    #expect(abs((there?.centerX ?? 0) - (moved?.centerX ?? 1)) < 1e-6)
  }

  @Test("what was drawn of both stays on the screen while Tab changes over")
  func exchange() {
    var bench = Self.open(Self.two)
    bench.press("5")
    bench.drawPictures()
    bench.press(.tab)
    #expect(bench.state.pictures.shows(.pane) && bench.state.pictures.shows(.beside))
    #expect(!bench.text.contains("drawing …"))
    for case .drawPicture(let request) in bench.take() where request.slot == .pane {
      let cells = Array(repeating: Cell("Ω"), count: request.size.columns * request.size.rows)
      bench.send(.pictureDrawn(request, Picture(size: request.size, cells: cells, isPreview: true)))
    }
    #expect(!bench.text.contains("Ω"), "nor does a small picture replace it")
  }

  @Test("the wheel and a click go to the picture that the mouse is over")
  func mouse() throws {
    var bench = Self.open(Self.two)
    let beside = try #require(bench.state.reading?.layout(in: bench.state.surroundings).beside)
    bench.send(.mousePressed(column: beside.column + 3, row: beside.row + 3, wheel: -1))
    #expect(bench.state.reading?.slideIndex == 1 && bench.state.reading?.viewport != nil)
    let layout = try #require(bench.state.reading?.layout(in: bench.state.surroundings))
    #expect(layout.picture == beside)
    let other = try #require(layout.beside)
    bench.click(other.column + 3, other.row + 3)
    #expect(bench.state.reading?.slideIndex == 0)
  }

  @Test("both count as seen once they were drawn")
  func seen() {
    let bench = Self.open(Self.two)
    #expect(bench.state.reading?.seen == [0, 1])
  }

  @Test("an attention tile of the slide beside is gone to in its picture")
  func tour() {
    let file = Sketch.file(
      "S-3", .scored, Sketch.finding(.low, 0.02), slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs")])
    var bench = Self.open(file)
    bench.press("|")
    let tile = TileFinding(slide: 1, x: 8000, y: 8000, side: 448, attention: 1, contribution: nil)
    bench.send(.tilesLoaded(caseID: "S-3", [tile]))
    bench.press("n")
    #expect(bench.state.reading?.slideIndex == 1 && bench.state.reading?.companionIndex == 0)
    #expect(bench.viewport?.centerX == 8224)
  }

  @Test("scale bars of one magnification are as long as each other", arguments: [(80, 24), (120, 40), (121, 40)])
  func scaleBars(columns: Int, rows: Int) throws {
    var bench = Self.open(Sketch.high, columns: columns, rows: rows)
    for key: Key in ["4", "5", "+"] {
      bench.press(key)
      bench.drawPictures()
      let row = try #require(bench.lines.last { $0.contains("├─") && $0.contains("┤ ") })
      let bars = row.split(separator: "├").dropFirst().map { $0.prefix { "─┤ 0123456789µm".contains($0) } }
      #expect(bars.count == 2 && Set(bars.map { $0.filter { $0 != " " } }).count == 1, "\(row)")
    }
  }

  @Test("the corners of an attention tile stand in both pictures of its slide")
  func corners() throws {
    var bench = Self.open(Sketch.high, columns: 120, rows: 40)
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.press("n")
    bench.drawPictures()
    let layout = try #require(bench.state.reading?.layout(in: bench.state.surroundings))
    for area in [layout.picture, try #require(layout.beside)] {
      let rows = bench.lines[area.row..<area.row + area.rows].map {
        String(Array($0).dropFirst(area.column).prefix(area.columns))
      }
      for corner: Character in ["┏", "┓", "┗", "┛"] { #expect(rows.count { $0.contains(corner) } == 1) }
    }
  }

  @Test("before the first call of a blinded reading there is no overlay to set beside")
  func blinded() {
    var file = Sketch.full
    file.ownProtocol = .blindedFirst
    let bench = Self.open(file.disclosed(to: .reviewer("Dr Ada Example")))
    #expect(bench.state.reading?.companion == nil)
    #expect(!bench.state.pictures.wanted.values.contains { $0.heat != nil })
  }
}
