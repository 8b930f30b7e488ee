import Basics
import Casework
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("How the screen of a case is arranged")
struct CaseArrangementTests {
  private static func open(columns: Int = 80, rows: Int = 24, cases: [CaseFile] = [Sketch.high]) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: cases)
    bench.press(.enter)
    bench.drawPictures()
    return bench
  }

  @Test(
    "the map with its frame takes at most a quarter of the picture's columns and rows",
    arguments: [(40_000, 30_000), (100_000, 20_000), (20_000, 100_000)])
  func map(width: Int, height: Int) {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
      let layout = CaseLayout(TerminalSize(columns: columns, rows: rows))
      let map = layout.overview(of: PixelSize(width: width, height: height))
      #expect((map.columns + 2) * 4 <= layout.picture.columns, "\(columns) x \(rows)")
      #expect((map.rows + 2) * 4 <= layout.picture.rows, "\(columns) x \(rows)")
    }
  }

  @Test("M hides the map and brings it back")
  func hiddenMap() {
    var bench = Self.open()
    bench.press("4")
    bench.drawPictures()
    #expect(bench.lines[2].hasSuffix("╭─────╮│" + String(bench.lines[2].suffix(34))))
    bench.press("M")
    _ = bench.take()
    #expect(bench.lines[2].hasPrefix("│" + String(repeating: "░", count: 44) + "│"))
    bench.press("M")
    let wanted = bench.take().compactMap { if case .drawPicture(let request) = $0 { request.slot } else { nil } }
    #expect(wanted == [.overview])
  }

  @Test("f makes the side panel wide, hides it, and makes it narrow again; the picture takes the rest")
  func panel() {
    var bench = Self.open()
    #expect(bench.pane.columns == 44)
    bench.press("f")
    #expect(bench.pane.columns == 38 && bench.text.contains("HIGH RISK"))
    bench.press("f")
    #expect(bench.pane.columns == 78 && !bench.text.contains("HIGH RISK"))
    #expect(bench.lines[1].hasPrefix("╭─ Slide S-12.svs ") && bench.lines[1].hasSuffix("╮"))
    bench.press("f")
    #expect(bench.pane.columns == 44 && bench.text.contains("HIGH RISK"))
  }

  @Test("the next case is arranged as the one before it")
  func nextCase() {
    var bench = Self.open(cases: [Sketch.high, Sketch.low])
    bench.press("f", "f", "M", "J")
    if bench.state.reading?.file.id == "S-12" { bench.press("K") }
    #expect(bench.state.reading?.file.id == "S-09")
    #expect(bench.state.reading?.panelWidth == .hidden && bench.state.reading?.showsOverview == false)
  }

  @Test("where there is room the head says where the middle of the picture is, in mm and close by in µm")
  func position() {
    var bench = Self.open(columns: 120, rows: 40)
    bench.press("3")
    bench.drawPictures()
    #expect(bench.lines[1].contains(" 5x · 16 µm a sample at 5.00, 3.75 mm ─╮"))
    bench.press("5")
    bench.drawPictures()
    #expect(bench.lines[1].contains(" 20x · 4.0 µm a sample at 5\u{202F}000, 3\u{202F}750 µm ─╮"))
    bench.send(.resized(TerminalSize(columns: 80, rows: 24)))
    bench.drawPictures()
    #expect(bench.lines[1].contains(" 20x · 4.0 µm ─╮"))
  }
}
