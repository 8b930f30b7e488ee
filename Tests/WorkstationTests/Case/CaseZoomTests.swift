import Casework
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("How close a slide is looked at")
struct CaseZoomTests {
  private static func open(_ file: CaseFile) -> Bench {
    var bench = Bench(cases: [file])
    bench.press(.enter)
    return bench
  }

  @Test("zooms from step to step until a sample is one pixel of the scan, and back to the whole slide")
  func zoom() {
    var bench = Self.open(Sketch.high)
    var seen: [Double] = []
    let ladder = MagnificationLadder(mpp: 0.25)
    for _ in 0..<8 {
      bench.press("+")
      seen.append(ladder.magnification(of: bench.viewport?.pixelsPerColumn ?? 0))
    }
    #expect(seen == [2.5, 5, 10, 20, 40, 80, 160, 320])
    #expect(bench.viewport?.pixelsPerColumn == 1, "a quadrant is half a column wide and half a row, one column, high")
    bench.press("+")
    #expect(bench.state.notice == "No closer: the scan shows no more than this.")
    for _ in 0..<8 { bench.press("-") }
    #expect(bench.state.reading?.viewport == nil)
  }

  @Test("1 is the whole slide, 6 the scan's own pixels; the head says what a sample shows")
  func magnify() {
    var bench = Self.open(Sketch.high)
    bench.press("6")
    #expect(bench.lines[1].contains(" 320x · 0.25 µm ─╮"))
    bench.press("+")
    #expect(bench.state.notice == "No closer: the scan shows no more than this.")
    bench.press("5")
    #expect(bench.lines[1].contains(" 20x · 4.0 µm ─╮"))
    bench.press("2")
    #expect(bench.lines[1].contains(" 2.5x · 32 µm ─╮"))
    bench.press("1")
    #expect(bench.lines[1].contains("whole"))
  }

  @Test("finer glyphs show the scan's pixels at a lower magnification", arguments: PictureSymbols.allCases)
  func samples(symbols: PictureSymbols) {
    var bench = Self.open(Sketch.high)
    bench.state.symbols = symbols
    bench.press("6")
    #expect(bench.lines[1].contains(" · 0.25 µm ─╮"))
    let shown = bench.viewport?.pixelsPerColumn ?? 0
    #expect(abs(shown - symbols.samplesPerColumn(.trueColor)) < 1e-9)
  }

  @Test("a long name takes the room of what a sample shows")
  func longName() {
    var bench = Self.open(
      Sketch.file(
        "S-12", .scored, Sketch.finding(.low, 0.02), slides: [Sketch.slide("a-very-long-name-of-a-slide.svs")]))
    bench.press("4")
    #expect(bench.lines[1].contains(" 10x ─╮") && !bench.lines[1].contains("µm"))
    bench.send(.resized(TerminalSize(columns: 120, rows: 40)))
    #expect(bench.lines[1].contains(" 10x · 8.0 µm "))
  }
}
