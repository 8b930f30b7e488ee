import Casework
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("What is measured and marked in a case")
struct CaseMarkTests {
  private static let own = "Dr Ada Example"

  /// ``Sketch/high`` on the screen, at 20x: a column shows 4 um, a row 8.
  private static func opened(
    _ marks: [SlideMark] = [], closer: Key = "5", columns: Int = 80, rows: Int = 24
  ) -> Bench {
    var file = Sketch.high
    file.marks = marks
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter, closer)
    bench.drawPictures()
    _ = bench.take()
    return bench
  }

  /// ``Sketch/high`` as the casebook has it with these marks.
  private static func holding(_ marks: [SlideMark]) -> CaseFile {
    var file = Sketch.high
    file.marks = marks
    return file
  }

  private static func mark(
    _ id: String, _ kind: SlideMarkKind, _ shape: RegionShape, note: String = "", by reviewer: String = own
  ) -> SlideMark {
    var mark = SlideMark(id: id, slide: 0, kind: kind, shape: shape, note: note)
    (mark.reviewer, mark.madeAt) = (reviewer, "2025-06-01T10:00:00Z")
    return mark
  }

  private static func place(_ x: Double, _ y: Double) -> RegionShape { .points([RegionPoint(x: x, y: y)]) }

  private func kept(_ bench: Bench) -> [SlideMark] {
    bench.effects.compactMap { if case .keepMark("S-12", let mark) = $0 { mark } else { nil } }
  }

  private func wanted(_ bench: Bench) -> [NucleiRequest] {
    bench.effects.compactMap { if case .findNuclei(let request) = $0 { request } else { nil } }
  }

  // MARK: Ruler

  @Test("a ruler starts in the middle, keys move its end by cells, its length is there at once, Enter keeps it")
  func ruler() throws {
    var bench = Self.opened()
    bench.press("R")
    #expect(bench.text.contains("ruler 0.0 µm") && bench.lines[23].contains("end it"))
    for _ in 0..<10 { bench.press("l") }
    #expect(bench.text.contains("ruler 40.0 µm"))
    for _ in 0..<3 { bench.press(.down) }
    #expect(bench.text.contains("ruler 46.6 µm"), "40 across and 24 down")
    bench.press(.enter)
    let mark = try #require(kept(bench).first)
    #expect(mark.kind == .length && mark.id.isEmpty && mark.slide == 0)
    #expect(abs((mark.lengthUM ?? 0) - 46.648) < 0.001)
    #expect(mark.shape == .lines([[RegionPoint(x: 20_000, y: 15_000), RegionPoint(x: 20_160, y: 15_096)]]))
    #expect(!bench.text.contains("ruler") && bench.state.notice == nil, "the casebook does not have it yet")
    bench.send(.caseRead(Self.holding([mark])))
    #expect(bench.state.notice == "Kept: 46.6 µm. ' goes to what is marked.")
  }

  @Test("that a mark is kept, changed or taken away is said when the casebook has it so")
  func answered() throws {
    var bench = Self.opened()
    bench.press("B")
    bench.type("mitosis?")
    bench.press(.enter)
    let asked = try #require(kept(bench).first)
    bench.send(.caseRead(Self.holding([])))
    #expect(bench.state.notice == nil, "another workstation's change is no answer")
    let mark = Self.mark("a", .bookmark, asked.shape, note: "mitosis?")
    bench.send(.caseRead(Self.holding([mark])))
    #expect(bench.state.notice == "Kept: ' goes to what is marked.")
    bench.press("'", "B", .enter)
    #expect(bench.state.notice == nil)
    var later = mark
    later.madeAt = "2025-06-01T10:00:09Z"
    bench.send(.caseRead(Self.holding([later])))
    #expect(bench.state.notice == "Kept: ' goes to what is marked.")
    bench.press("'", "B", .control("x"))
    #expect(bench.state.notice == nil)
    bench.send(.caseRead(Self.holding([])))
    #expect(bench.state.notice == "Taken away.")
  }

  @Test("the picture follows an end that leaves it; Esc ends the ruler and keeps nothing")
  func follows() {
    var bench = Self.opened()
    bench.press("R", "L", "L", "L")
    #expect((bench.viewport?.centerX ?? 0) > 20_000 && bench.text.contains("ruler"))
    bench.press(.escape)
    #expect(bench.state.reading != nil && bench.state.reading?.activeTool == nil && kept(bench).isEmpty)
  }

  @Test("while a ruler is drawn, keys of the case do nothing else; an empty one is not kept")
  func holds() {
    var bench = Self.opened()
    bench.press("R", "s")
    #expect(bench.state.popup == nil && bench.state.notice == "Enter keeps what is drawn, Esc ends it.")
    bench.press(.enter)
    #expect(kept(bench).isEmpty && bench.state.notice?.hasPrefix("The ruler has no length yet") == true)
  }

  @Test("a click moves the end; where a person gave the size of the pixels, that is said")
  func click() {
    var file = Sketch.high
    file.record.slides[0].mppGiven = true
    var bench = Bench(cases: [file])
    bench.press(.enter, "5")
    bench.drawPictures()
    bench.press("R")
    bench.send(.mousePressed(column: 5, row: 5, wheel: 0))
    #expect(bench.text.contains("by the pixel size") && !bench.text.contains("ruler 0.0 µm"))
    #expect(bench.state.reading?.activeTool?.end.x ?? .infinity < 20_000)
  }

  @Test("what is measured stands beside the map of the whole slide, on two rows if need be")
  func words() throws {
    var file = Sketch.high
    file.record.slides[0].mppGiven = true
    var bench = Bench(cases: [file])
    bench.press(.enter, "5")
    bench.drawPictures()
    bench.press("R", "l")
    #expect(bench.lines[3].contains("ruler 4.0 µm, by the pixel size ") && bench.lines[4].contains(" that was given "))
    #expect(bench.lines[2].contains("╭") && bench.lines[3].contains("│"), "the map stays")
  }

  // MARK: Nuclei

  @Test("nuclei in a box are counted off the screen, and the count is kept with its density")
  func counts() throws {
    var bench = Self.opened()
    bench.press("C")
    for _ in 0..<10 { bench.press("l") }
    for _ in 0..<5 { bench.press("j") }
    #expect(bench.text.contains("box 0.0016 mm²"))
    bench.press(.enter)
    let request = try #require(wanted(bench).first)
    #expect(request.region == SlideRegion(x: 20_000, y: 15_000, width: 160, height: 160))
    let middles = (0..<8).map { RegionPoint(x: 20_010 + 10 * Double($0), y: 15_010) }
    bench.send(.nucleiFound(request, FoundNuclei(middles: middles, isHE: true)))
    let mark = try #require(kept(bench).first)
    #expect(mark.kind == .nuclei && mark.count?.nuclei == 8)
    #expect(abs((mark.count?.density ?? 0) - 5000) < 0.001)
    #expect(bench.state.notice?.hasPrefix("8 nuclei in 0.0016 mm²") == true)
    bench.send(.nucleiFound(request, FoundNuclei(middles: middles, isHE: true)))
    #expect(kept(bench).count == 1, "an answer that nobody waits for is not kept")
  }

  @Test("a box that is too large is refused in a sentence, and stays to be made smaller")
  func tooLarge() {
    var bench = Self.opened(closer: "1")
    bench.press("C", "L", "J", .enter)
    #expect(wanted(bench).isEmpty && bench.state.notice?.contains("at most 4.00 mm²") == true)
    #expect(bench.state.reading?.activeTool != nil)
  }

  @Test("nuclei of the picture are shown as found where they can be seen, and hidden again")
  func shown() throws {
    var bench = Self.opened(closer: "1")
    bench.press("Y")
    #expect(wanted(bench).isEmpty && bench.state.notice == "Nuclei are shown from 20x on: + comes closer.")
    bench.press("5", "Y")
    let request = try #require(wanted(bench).first)
    bench.drawPictures()
    bench.send(.nucleiFound(request, FoundNuclei(middles: [RegionPoint(x: 20_100, y: 15_000)], isHE: false)))
    #expect(bench.state.notice?.contains("not those of H&E") == true)
    bench.press("?", .escape)
    #expect(bench.text.contains("○") && kept(bench).isEmpty)
    bench.press("Y")
    #expect(!bench.text.contains("○"))
  }

  @Test("where nuclei cannot be looked for, that is said and nobody waits")
  func failed() throws {
    var bench = Self.opened()
    bench.press("Y")
    let request = try #require(wanted(bench).first)
    bench.send(.nucleiFailed(request, Problem(title: "No", detail: "gone", remedy: "look")))
    #expect(bench.state.problem?.title == "No" && bench.state.reading?.marking.showing == nil)
  }

  // MARK: Bookmarks

  @Test("a bookmark takes a note in the last line: all that is typed or pasted is text")
  func bookmark() throws {
    var bench = Self.opened()
    bench.press("B")
    bench.type("s mitosis?")
    bench.send(.pasted(" here"))
    #expect(bench.state.popup == nil && bench.lines[23].contains("bookmark: s mitosis? here"))
    bench.press(.enter)
    let mark = try #require(kept(bench).first)
    #expect(mark.note == "s mitosis? here" && mark.kind == .bookmark && mark.shape == Self.place(20_000, 15_000))
    bench.press("B", .escape)
    #expect(kept(bench).count == 1 && bench.state.reading?.marking.note == nil)
  }

  @Test("where the casebook does not keep a mark, nothing says that it was kept")
  func notKept() {
    var bench = Self.opened()
    bench.press("B", .enter)
    bench.send(.failed(Problem(title: "The mark is not kept", detail: "too many", remedy: "take some away")))
    #expect(bench.state.problem?.title == "The mark is not kept" && bench.state.notice == nil)
  }

  @Test("text that a note cannot take is not taken at all, which is said beside it until the next key")
  func refusedText() {
    var bench = Self.opened()
    bench.press("B", "a")
    bench.send(.pasted(String(repeating: "y", count: 10_000)))
    #expect(
      bench.lines[23].contains("bookmark: a") && bench.lines[23].contains("nothing taken: at most 200 characters"))
    bench.send(.pasted("b\u{1B}[31m"))
    #expect(bench.lines[23].contains("bookmark: a") && bench.lines[23].contains("nothing taken: it cannot be shown"))
    bench.press("c")
    #expect(bench.lines[23].contains("bookmark: ac") && bench.lines[23].contains("keep"))
  }

  @Test("one key goes round what is marked, and another one changes the note of a mark of one's own, or takes it away")
  func round() throws {
    let box = RegionShape.rectangle(SlideRegion(x: 20_000, y: 20_000, width: 8000, height: 4000))
    var bench = Self.opened([
      Self.mark("a", .bookmark, Self.place(10_000, 8000), note: "mitosis?"),
      Self.mark("b", .region, box, by: "Bo Lind"),
    ])
    bench.press("'")
    #expect(bench.state.notice == "1/2 bookmark \"mitosis?\", Dr Ada Example")
    #expect(bench.viewport?.centerX == 10_000 && bench.viewport?.centerY == 8000)
    bench.press("B")
    #expect(bench.lines[23].contains("note: mitosis?"))
    bench.type("!")
    bench.press(.enter)
    #expect(kept(bench).map(\.note) == ["mitosis?!"] && kept(bench).map(\.id) == ["a"])
    bench.press("B", .control("x"))
    #expect(bench.effects.contains(.removeMark(caseID: "S-12", id: "a")))
    bench.press("'")
    #expect(bench.state.notice == "2/2 region, Bo Lind" && bench.viewport?.centerX == 24_000)
    bench.press("B")
    #expect(bench.state.reading?.marking.note?.isNew == true, "another one's mark is not changed")
    bench.press(.escape, "'")
    #expect(bench.state.notice?.hasPrefix("1/2") == true)
  }

  @Test("a mark that was taken away is brought back by U")
  func broughtBack() {
    let mark = Self.mark("a", .bookmark, Self.place(10_000, 8000), note: "mitosis?")
    var bench = Self.opened([mark])
    bench.press("'", "B", .control("x"))
    _ = bench.take()
    bench.press("U")
    #expect(bench.take().contains(.keepMark(caseID: "S-12", mark)))
    bench.press("U")
    #expect(bench.state.notice == "There is nothing to undo.")
  }

  @Test("nothing marked is said, and how to mark")
  func none() {
    var bench = Self.opened()
    bench.press("'")
    #expect(bench.state.notice == "Nothing is marked yet: B sets a bookmark, R measures.")
  }

  @Test("marks stand on the picture and in the panel, with whose they are and when they were made")
  func drawn() {
    var length = Self.mark(
      "b", .length, .lines([[RegionPoint(x: 20_000, y: 15_200), RegionPoint(x: 20_400, y: 15_200)]]), by: "Bo Lind")
    length.lengthUM = 100
    let bench = Self.opened(
      [Self.mark("a", .bookmark, Self.place(20_000, 15_000), note: "mitosis?"), length], columns: 200, rows: 120)
    #expect(bench.text.contains("◆") && bench.text.contains("100 µm"))
    #expect(bench.text.contains("◆ bookmark \"mitosis?\"") && bench.text.contains("◆ 100 µm"))
    for name in [Self.own, "Bo Lind"] { #expect(bench.text.contains("\(name), 2025-06-01 10:00:00 UTC")) }
  }
}

@Suite("Lengths, areas and counts in words")
struct LengthTextTests {
  @Test("have the unit that shows them, and round over to the next one")
  func units() {
    #expect(
      [0, 8.44, 99.96, 412.4, 999.4, 999.6, 1240].map(LengthText.length) == [
        "0.0 µm", "8.4 µm", "100 µm", "412 µm", "999 µm", "1.00 mm", "1.24 mm",
      ])
    #expect(
      [0, 4.6e-6, 4.6e-5, 0.0016, 0.412, 2.31].map(LengthText.area) == [
        "0.0 µm²", "4.6 µm²", "46 µm²", "0.0016 mm²", "0.412 mm²", "2.31 mm²",
      ])
  }

  @Test("one nucleus is one")
  func one() {
    #expect(LengthText.count(NucleusCount(nuclei: 1, areaMM2: 0.01)) == "1 nucleus in 0.0100 mm², 100 per mm²")
    #expect(LengthText.count(NucleusCount(nuclei: 0, areaMM2: 0.01)) == "0 nuclei in 0.0100 mm², 0 per mm²")
  }
}

@Suite("The cells that a shape on the slide lies on")
struct ShapeCellsTests {
  /// Four columns and three rows, a pixel a column.
  private let cells = ShapeCells(
    Viewport(centerX: 2, centerY: 3, pixelsPerColumn: 1), in: TerminalSize(columns: 4, rows: 3))

  private func places(_ shape: RegionShape) -> [String] {
    cells.cells(of: shape).map { "\($0.column),\($0.row)" }.sorted()
  }

  @Test("are those that a line goes through, cut at the edges of the pane")
  func lines() {
    #expect(places(.points([RegionPoint(x: 3.5, y: 5), RegionPoint(x: 4, y: 5)])) == ["3,2"])
    #expect(
      places(.lines([[RegionPoint(x: -50, y: 2.5), RegionPoint(x: 70, y: 2.5)]])) == ["0,1", "1,1", "2,1", "3,1"])
    #expect(places(.lines([[RegionPoint(x: -5, y: 0), RegionPoint(x: -5, y: 9)]])).isEmpty)
    let whole = SlideRegion(x: 0.5, y: 1, width: 3, height: 4)
    #expect(places(.rectangle(whole)).count == 10, "all but the two inside")
    #expect(places(.rectangle(SlideRegion(x: -9, y: -9, width: 50, height: 50))).isEmpty, "it goes round the pane")
  }
}
