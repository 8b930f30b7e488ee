import Casework
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("Back and forward through the places of a case")
struct VisitedPlacesTests {
  private static let two = Sketch.file(
    "S-2", .scored, Sketch.finding(.low, 0.02), slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs")])

  private static func open(_ file: CaseFile = Sketch.high) -> Bench {
    var bench = Bench(cases: [file])
    bench.press(.enter)
    return bench
  }

  @Test("^O goes back to where a jump led from, ^F forward again; at the ends they say so")
  func backAndForward() {
    var bench = Self.open()
    bench.press("4")
    let jumped = bench.viewport
    bench.press("l")
    let panned = bench.viewport
    bench.press(.control("o"))
    #expect(bench.viewport == jumped)
    bench.press(.control("o"))
    #expect(bench.state.reading?.viewport == nil, "where the case was opened")
    bench.press(.control("o"))
    #expect(bench.state.notice == "No place was looked at before this one.")
    bench.press(.control("f"), .control("f"))
    #expect(bench.viewport == panned)
    bench.press(.control("f"))
    #expect(bench.state.notice == "There is no later place: ^O goes back.")
  }

  @Test("a place is kept where the reader rests, not each that is passed on the way")
  func rest() {
    var bench = Self.open()
    bench.press("4", "l")
    let passed = bench.viewport
    bench.press("l")
    bench.wait(seconds: 1)
    bench.wait(seconds: VisitedPlaces.rest)
    let rested = bench.viewport
    bench.press("j", .control("o"))
    #expect(bench.viewport == rested)
    bench.press(.control("o"))
    #expect(bench.viewport != passed && bench.viewport?.centerX == 20_000)
  }

  @Test("goes across the slides of the case")
  func slides() {
    var bench = Self.open(Self.two)
    bench.press("4")
    let first = bench.viewport
    bench.press("w", "5", .control("o"), .control("o"))
    #expect(bench.state.reading?.slideIndex == 0 && bench.viewport == first)
    bench.press(.control("f"), .control("f"))
    #expect(bench.state.reading?.slideIndex == 1 && bench.viewport != first)
  }

  @Test("whoever goes on from an earlier place leaves the later ones behind")
  func anew() {
    var bench = Self.open()
    bench.press("4", "5", .control("o"), "3", .control("f"))
    #expect(bench.state.notice == "There is no later place: ^O goes back.")
    bench.press(.control("o"))
    #expect(bench.lines[1].contains(" 10x "))
  }

  @Test("keeps a hundred places")
  func limit() {
    var visited = VisitedPlaces()
    for slide in 0..<120 { visited.visit(VisitedPlaces.Place(slide: slide, viewport: nil)) }
    #expect(visited.places.count == 100 && visited.places.first?.slide == 20)
    #expect(visited.back(from: VisitedPlaces.Place(slide: 119, viewport: nil))?.slide == 118)
  }

  @Test("/ and * zoom by half a step, arrows with Shift pan by a cell")
  func fine() {
    var bench = Self.open()
    bench.press("4", "*")
    #expect(bench.lines[1].contains(" 14x "))
    bench.press("*")
    #expect(bench.lines[1].contains(" 20x "))
    bench.press("/", "/")
    #expect(bench.lines[1].contains(" 10x "))
    let before = bench.viewport
    bench.press(.shiftRight, .shiftDown)
    let after = bench.viewport
    #expect(after == before?.moved(columns: 1, rows: 1))
    bench.press(.shiftLeft, .shiftUp)
    #expect(bench.viewport == before)
  }
}
