import Evaluation
import SurvivalStatistics
import Casework
import Microscopy
import Prognosis
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("The case")
struct CaseScreenTests {
  private static func open(_ file: CaseFile, columns: Int = 80, rows: Int = 24) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter)
    return bench
  }

  @Test("opens at once, and wants the case as it is, the tiles, the slide and its map")
  func opening() {
    var bench = Self.open(Sketch.high)
    #expect(bench.text.contains("drawing …"))
    let effects = bench.take()
    #expect(
      effects.prefix(2) == [
        .readCase(caseID: "S-12"), .loadTiles(caseID: "S-12", resultFile: "/results/1.safetensors"),
      ])
    let slots = effects.compactMap { if case .drawPicture(let request) = $0 { request.slot } else { nil } }
    #expect(slots == [.pane, .overview])
  }

  @Test("shows the slide, its scale, the legend and the finding on 80 x 24")
  func screen() {
    var bench = Self.open(Sketch.high)
    bench.drawPictures()
    #expect(
      bench.text == """
         coverslip › queue › S-12        DEMO   Research use only, not a medical device
        ╭─ Slide S-12.svs ──── 0.35x · 227 µm whole ─╮╭─ Finding ───────── y next tab ─╮
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││▸Call Clinical Tiles History All│
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ patient  not named             │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││                                │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ ▲ HIGH RISK              DEMO  │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ 18.4 %  95 % CI 11.2–28.9 %    │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ metastatic relapse in 5 years  │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ ───────────╂─────━━━●━━━────   │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ 1    2     5   10   20    50 % │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ ╂ threshold 5.0 %              │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ s sign off                     │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ basis    slide + clinical      │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ tiles    480                   │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││ tissue   31.2 mm²              │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││                                │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││                                │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││                                │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││                                │
        │░ ├───────┤ 2 mm ░░░░░░░░░░░░░░░░░░░░░░░░░░░││                                │
        │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░││                                │
        │ attention, not risk  ▢ top 10 % of case    ││                                │
        ╰────────────────────────────────────────────╯╰────────────────────────────────╯
         h j k l pan   + - zoom   s sign off   a heat   n tile   Esc back   ? help
        """)
  }

  @Test("shows patient, specimen, note, picture, call on its scale and the reader's own key without scrolling")
  func firstScreen() {
    var bench = Self.open(Sketch.full)
    bench.drawPictures()
    let panel = bench.lines.map { String($0.suffix(34)) }
    #expect(panel[3] == "│ patient  P-17, 57 y            │")
    #expect(panel[4] == "│ specimen B2-4                  │")
    #expect(panel[5] == "│ note     out of focus, ask for │")
    for words in ["▲ HIGH RISK", "18.4 %", "──╂──", "s sign off", "░░░░"] {
      #expect(bench.text.contains(words), "\(words)")
    }
  }

  @Test("a refusal has no contributions, neither of the case nor of a tile")
  func noContributions() {
    var finding = Sketch.finding(.noCall, 0.31, 0.2, 0.4, reasons: [.outOfDistribution])
    finding.resultFile = "/results/1.safetensors"
    var bench = Self.open(Sketch.file("S-1", .scored, finding))
    bench.send(.tilesLoaded(caseID: "S-1", Sketch.tiles))
    bench.press(.backTab, "n", "A")
    #expect(!bench.text.contains("Contributions"))
    #expect(!bench.text.contains("contribution +") && !bench.text.contains("contribution −"))
    #expect(bench.text.contains("There is no contribution: the model makes no call"))
  }

  @Test("a refusal shows its reasons and no probability")
  func noCall() {
    let finding = Sketch.finding(.noCall, 0.31, 0.2, 0.4, reasons: [.outOfDistribution])
    let bench = Self.open(Sketch.file("S-1", .scored, finding))
    #expect(bench.text.contains("○ NO CALL"))
    #expect(bench.text.contains("• out of distribution"))
    #expect(!bench.text.contains("31.0 %"))
  }

  @Test("a borderline call says so in words and why")
  func borderline() {
    let bench = Self.open(Sketch.file("S-1", .scored, Sketch.finding(.high, 0.06, 0.04, 0.09, borderline: true)))
    #expect(bench.text.contains("◆ BORDERLINE HIGH RISK"))
    #expect(bench.text.contains("The interval crosses the"))
  }

  @Test("only a demonstration model is marked DEMO")
  func demonstration() {
    let file = Sketch.file("S-1", .scored, Sketch.finding(.low, 0.02, 0.01, 0.03, demonstration: false))
    #expect(!Self.open(file).text.contains("DEMO"))
    #expect(Self.open(Sketch.high).lines[0].contains("DEMO"))
  }

  @Test("pans by a third of the pane in whole cells, and stops at the edge of the slide")
  func pan() {
    var bench = Self.open(Sketch.high)
    bench.press("4")
    let before = bench.viewport
    bench.press("l")
    let after = bench.viewport
    let columns = ((after?.centerX ?? 0) - (before?.centerX ?? 0)) / (before?.pixelsPerColumn ?? 1)
    #expect(columns == 14)
    for _ in 0..<100 { bench.press(.left, .up) }
    let region = bench.viewport?.region(in: bench.pane)
    #expect(region?.x == 0)
    #expect(region?.y == 0)
  }

  @Test("while a new picture is drawn the old one stands where its pixels are now")
  func shifted() {
    var bench = Self.open(Sketch.high)
    bench.press("4")
    _ = bench.take()
    bench.press("l")
    guard case .drawPicture(let request)? = bench.effects.first(where: { $0.slot == .pane }) else { return }
    let cells = (0..<request.size.columns * request.size.rows).map { index in
      Cell(Character(String(index % request.size.columns % 10)))
    }
    bench.send(.pictureDrawn(request, Picture(size: request.size, cells: cells)))
    #expect(bench.lines[14].hasPrefix("│01234567890123456789"))
    bench.press("h")
    #expect(bench.lines[14].hasPrefix("│              01234567890123456789"))
    #expect(bench.lines[1].contains("… 10x"))
  }

  @Test("an answer to an older request is dropped")
  func stale() {
    var bench = Self.open(Sketch.high)
    let first = bench.take()
    bench.press("+")
    let second = bench.take()
    for effects in [second, first] {
      for case .drawPicture(let request) in effects where request.slot == .pane {
        let glyph: Character = effects == first ? "o" : "n"
        let cells = Array(repeating: Cell(glyph), count: request.size.columns * request.size.rows)
        bench.send(.pictureDrawn(request, Picture(size: request.size, cells: cells)))
      }
    }
    #expect(bench.lines[14].hasPrefix("│nnnn"))
    #expect(!bench.text.contains("oooo"))
  }

  @Test("a preview is shown and marked, and nothing was seen by it")
  func preview() {
    var bench = Self.open(Sketch.high)
    guard case .drawPicture(let request)? = bench.take().first(where: { $0.slot == .pane }) else { return }
    let cells = Array(repeating: Cell("p"), count: request.size.columns * request.size.rows)
    bench.send(.pictureDrawn(request, Picture(size: request.size, cells: cells, isPreview: true)))
    bench.look()
    #expect(bench.lines[14].hasPrefix("│pppp") && bench.lines[1].contains(" preview … 0.35x"))
    #expect(bench.state.reading?.seen == [])
    #expect(bench.state.reading?.trace.record?.layers.contains { $0.layer == .slide } == false)
    bench.send(.pictureDrawn(request, Picture(size: request.size, cells: cells)))
    bench.look()
    #expect(!bench.lines[1].contains("preview"))
    #expect(bench.state.reading?.seen == [0])
  }

  @Test("a picture that cannot be had leaves a sentence with the remedy in its place")
  func broken() {
    var bench = Self.open(Sketch.high)
    for case .drawPicture(let request) in bench.take() where request.slot == .pane {
      let problem = Problem(title: "The slide is gone", detail: "It was moved.", remedy: "Put it back.")
      bench.send(.pictureFailed(request, problem))
    }
    #expect(bench.text.contains("✗ The slide is gone"))
    #expect(bench.text.contains("Put it back."))
    #expect(!bench.text.contains("heat map …"), "no picture comes that it could be waited for")
  }

  @Test("the heat map starts as outlines; a leads through all its manners, [ and ] change how much colours cover")
  func heat() {
    var bench = Self.open(Sketch.high)
    #expect(bench.state.reading?.heat?.manner == .outlines)
    bench.drawPictures()
    #expect(bench.text.contains("attention, not risk  ▢ top 10 % of case"))
    bench.press("a", "a", "a", "a")
    #expect(
      bench.take().map { $0.heat?.manner } == [
        .contours, .colours(opacity: 0.5), .dimmed(opacity: 0.5), .tiles([]),
      ])
    bench.press("a")
    #expect(bench.take().map(\.heat) == [nil])
    #expect(bench.text.contains("heat map off"))
    bench.press("a", "]", "]")
    #expect(
      bench.take().map { $0.heat?.manner } == [.outlines, .colours(opacity: 0.6), .colours(opacity: 0.7)])
    for _ in 0..<9 { bench.press("]") }
    #expect(bench.state.reading?.opacity == 100)
  }

  @Test("0 hides the heat map and shows it again as it was")
  func hidden() {
    var bench = Self.open(Sketch.high)
    bench.press("a", "0")
    #expect(bench.text.contains("heat map off"))
    bench.press("0")
    #expect(bench.state.reading?.heatShown == .contours)
  }

  @Test("top tiles are those that n leads to, on the slide that is open")
  func topTiles() {
    var bench = Self.open(Sketch.high)
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.press("a", "a", "a", "a")
    let tour = bench.state.reading?.tour.map(\.site) ?? []
    #expect(tour.count == 10)
    #expect(bench.state.reading?.heat?.manner == .tiles(tour))
    bench.drawPictures()
    #expect(bench.lines[21].hasPrefix("│ attention, not risk  ▢ the 10 highest "))
  }

  @Test("% holds the numbers to themselves, to the slide or to the case, and the legend names it")
  func references() {
    var bench = Self.open(Sketch.high, columns: 120, rows: 40)
    bench.drawPictures()
    #expect(bench.lines[37].hasPrefix("│ attention, not risk  ▢ highest 10 % of the case "))
    bench.press("%")
    bench.drawPictures()
    #expect(bench.state.reading?.heat?.reference == .raw)
    #expect(bench.lines[37].hasPrefix("│ attention, not risk  ▢ highest 10 % of the case, from 0.00 % "))
    bench.press("%", "a", "a")
    bench.drawPictures()
    #expect(bench.lines[37].contains("100 percentile of the slide  at 50 %"))
    bench.press("A")
    #expect(bench.state.reading?.heat?.reference == .raw, "contributions are raw unless asked otherwise")
  }

  @Test("> and < change how many tiles stand out, ( and ) where the colours end")
  func limits() {
    var bench = Self.open(Sketch.high, columns: 120, rows: 40)
    bench.press(">", ">")
    bench.drawPictures()
    #expect(bench.lines[37].hasPrefix("│ attention, not risk  ▢ highest 2 % of the case "))
    bench.press("<", "a")
    bench.drawPictures()
    #expect(bench.lines[37].hasPrefix("│ attention, not risk  ━ highest 5 %  ━ 10 %  ━ 20 % of the case "))
    bench.press("(")
    bench.drawPictures()
    #expect(bench.state.reading?.heat?.limits == HeatLimits(share: 5, ceiling: 75))
    #expect(bench.state.reading?.heatShown == .colours)
    #expect(bench.lines[37].contains(" ≥100 percentile of the case  at 50 %"))
    bench.press("a")
    bench.drawPictures()
    #expect(bench.lines[37].contains("bright: highest 5 % of the case  the rest dimmed 50 %"))
    bench.press("a", ">")
    #expect(bench.state.notice?.contains("The top tiles are the same") == true)
  }

  @Test("n and N go round the tiles with most attention and name rank, attention and contribution")
  func attentionTiles() {
    var bench = Self.open(Sketch.high)
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.press("n")
    bench.drawPictures()
    #expect(bench.lines[3].hasPrefix("│░ attention tile 1/10 ░"))
    #expect(bench.lines[4].hasPrefix("│░ attention 15.38 %   ░"))
    #expect(bench.lines[5].hasPrefix("│░ contribution +0.060 ░"))
    #expect(bench.viewport?.centerX == 9152.0, "the middle of the last tile")
    bench.send(.resized(TerminalSize(columns: 120, rows: 40)))
    #expect(bench.lines[38].hasPrefix("╰─ attention tile 1/10  attention 15.38 %  contribution +0.060 ──"))
    bench.press("n", "N", "N")
    #expect(bench.state.reading?.marked == 9)
  }

  private static let unread = HeatLegend.Unread(tiles: 812, of: 1312, swatch: Cell("▚"))

  @Test("the border names the hatch and counts the tiles that were not read")
  func unreadTiles() {
    var bench = Self.open(Sketch.high)
    bench.drawPictures(unread: Self.unread)
    #expect(bench.lines[22].contains("─ not read: 812 of 1\u{202F}312 tiles ─╯"), "outlines hatch nothing")
    bench.press("a", "a")
    bench.drawPictures(unread: Self.unread)
    #expect(
      bench.lines.suffix(4).map { String($0.prefix(46)) } == [
        "│░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░│",
        "│ attention, not risk  0       100 % of case │",
        "╰─────────── ▚ not read: 812 of 1\u{202F}312 tiles ─╯",
        " h j k l pan   + - zoom   s sign off   a heat ",
      ])
    bench.press("0")
    bench.drawPictures()
    #expect(!bench.text.contains("not read"))
  }

  @Test("the legend says how contributions were found where there is room, and only there")
  func contributionMethod() {
    var bench = Self.open(Sketch.high, columns: 120, rows: 40)
    bench.press("A", "a", "a")
    bench.drawPictures(note: "leave one out")
    #expect(
      bench.lines[37].hasPrefix("│ contribution (leave one out)  +0.000          +100.000 of the score  at 50 % │"))
    bench.send(.resized(TerminalSize(columns: 80, rows: 24)))
    bench.drawPictures(note: "leave one out")
    #expect(bench.lines[21].hasPrefix("│ contribution  +0.000          +100.000 raw │"))
  }

  @Test("the legend says what digits mean where there are too few colours")
  func digits() {
    var bench = Self.open(Sketch.high)
    bench.press("a", "a")
    bench.drawPictures(signs: .digits)
    #expect(bench.lines[21].hasPrefix("│ attention, not risk  0 lowest to 9 highest │"))
    bench.press("A")
    bench.drawPictures(signs: .digits)
    #expect(bench.lines[21].hasPrefix("│ contribution  0 lowers it to 9 raises it "))
  }

  @Test("the tile's words make room for it")
  func unreadBesideTile() {
    var bench = Self.open(Sketch.high, columns: 120, rows: 40)
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.press("n", "a", "a")
    bench.drawPictures(unread: Self.unread)
    #expect(bench.lines[38].contains("─ ▚ not read: 812 of 1\u{202F}312 tiles ─╯"))
    #expect(bench.lines[3].contains("attention tile 1/10"))
    bench.send(.resized(TerminalSize(columns: 180, rows: 40)))
    bench.drawPictures(unread: Self.unread)
    #expect(
      bench.lines[38].hasPrefix("╰─ attention tile 1/10  attention 15.38 %  contribution +0.060 ──"))
    #expect(bench.lines[38].contains("─ ▚ not read: 812 of 1\u{202F}312 tiles ─╯"))
  }

  @Test("tiles of another case are not taken for attention tiles")
  func otherTiles() {
    var bench = Self.open(Sketch.high)
    bench.send(.tilesLoaded(caseID: "S-99", Sketch.tiles))
    bench.press("n")
    #expect(bench.state.reading?.marked == nil)
    #expect(bench.state.notice?.contains("no attention tiles") == true)
  }

  @Test("w goes to the next slide, whole")
  func slides() {
    var bench = Self.open(
      Sketch.file("S-1", .scored, Sketch.finding(.low, 0.02), slides: [Sketch.slide("a.svs"), Sketch.slide("b.svs")]))
    bench.press("5", "w")
    #expect(bench.lines[1].hasPrefix("╭─ Slide 2/2 b.svs"))
    #expect(bench.state.reading?.viewport == nil)
    bench.press("w")
    #expect(bench.state.reading?.slideIndex == 0)
  }

  @Test("J and K go to the neighbours in the list as it is sorted")
  func neighbours() {
    var bench = Bench()
    bench.press(.enter, "J")
    #expect(bench.state.reading?.file.id == "S-12")
    bench.press("K", "K")
    #expect(bench.state.reading?.file.id == "S-09")
    #expect(bench.state.notice == "This is the first case of the list.")
  }

  @Test("Esc goes back to the queue, the case still selected")
  func back() {
    var bench = Bench()
    bench.press("j", .enter, .escape)
    #expect(bench.state.reading == nil)
    #expect(bench.state.queue.selectedID == "S-12")
    #expect(bench.take().contains(.lookForChanges(since: 1)))
  }

  @Test("the scale bar is a round length and no longer than its place")
  func scaleBar() {
    #expect(ScaleBar(micronsPerColumn: 8, columns: 14) == ScaleBar(micronsPerColumn: 8.0, columns: 14))
    #expect(ScaleBar(micronsPerColumn: 8, columns: 14).label == "100 µm")
    #expect(ScaleBar(micronsPerColumn: 8, columns: 14).columns == 13)
    #expect(ScaleBar(micronsPerColumn: 227, columns: 14).label == "2 mm")
  }

  private static let courses: ModelSummary = {
    func curve(_ group: SurvivalCurve.Group, _ count: Int, _ steps: [(Double, Double)]) -> SurvivalCurve {
      SurvivalCurve(
        group, count: count, events: 9, points: steps.map { .init(time: $0.0, survival: $0.1) }, isComplete: false)
    }
    let low = curve(.low, 1512, [(2, 0.98), (8, 0.95)])
    let high = curve(.high, 488, [(1, 0.95), (3, 0.85), (9, 0.7)])
    return Sketch.summary(curves: [low, high])
  }()

  @Test("curves of both groups stand below the panel, with this case marked", arguments: [36, 40, 60])
  func curves(rows: Int) {
    var bench = Bench(columns: 200, rows: rows, cases: [Sketch.high], model: Self.courses)
    bench.press(.enter)
    let text = bench.text
    #expect(text.contains("Free of metastasis, by group"))
    #expect(text.contains("━━ low n 1\u{202F}512   ╍╍ high n 488   ● this case"))
  }

  @Test("a curve has no ground of its own without colours either: it would hide what is drawn")
  func curvesWithoutColors() {
    var bench = Bench(columns: 200, rows: 60, cases: [Sketch.high], model: Self.courses)
    bench.send(.terminalKnown(TerminalCapabilities(depth: .monochrome)))
    bench.press(.enter)
    let cells = view(bench.state).cells
    #expect(bench.state.theme.name == "monochrome" && cells.contains { $0.glyph == "╍" })
    #expect(cells.allSatisfy { $0.glyph != "╍" || !$0.style.attributes.contains(.reverse) })
  }

  @Test("curves stand neither on a low screen nor beside a case in no group", arguments: [24, 35, 60])
  func noCurves(rows: Int) {
    let refused = Sketch.file("S-1", .scored, Sketch.finding(.noCall, 0.31, reasons: [.outOfDistribution]))
    for file in [refused, Sketch.new] + (rows < 36 ? [Sketch.high] : []) {
      var bench = Bench(columns: 200, rows: rows, cases: [file], model: Self.courses)
      bench.press(.enter)
      #expect(!bench.text.contains("Free of metastasis, by group"), "\(file.id)")
    }
  }
}

extension Effect {
  fileprivate var slot: PictureSlot? { if case .drawPicture(let request) = self { request.slot } else { nil } }
  fileprivate var heat: HeatOverlay? { if case .drawPicture(let request) = self { request.heat } else { nil } }
}
