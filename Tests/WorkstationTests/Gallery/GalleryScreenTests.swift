import Casework
import Microscopy
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("The gallery of attention tiles")
struct GalleryScreenTests {
  private static func opened(
    _ file: CaseFile = Sketch.high, _ tiles: [TileFinding] = Sketch.tiles, measured: MeasuredTiles? = nil,
    columns: Int = 80, rows: Int = 24
  ) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter)
    bench.send(.tilesLoaded(caseID: file.id, tiles, measured: measured))
    bench.drawPictures()
    bench.press("g")
    return bench
  }

  /// All tiles of the end that is shown are drawn.
  private static func draw(_ bench: inout Bench) { for _ in 0..<14 { bench.drawPictures() } }

  private static func drawn() -> Bench {
    var bench = opened()
    draw(&bench)
    return bench
  }

  private func requests(_ bench: inout Bench) -> [PictureRequest] {
    bench.take().compactMap { effect in
      guard case .drawPicture(let request) = effect, case .tile = request.slot else { return nil }
      return request
    }
  }

  private func chosen(_ bench: Bench) -> TileFinding? {
    guard let reading = bench.state.reading, let gallery = reading.gallery else { return nil }
    return reading.galleryTiles[gallery.chosen].tile
  }

  // MARK: Which tiles

  @Test("shows the highest tiles by attention, with rank, attention and contribution, a page at a time")
  func highest() {
    let bench = Self.drawn()
    #expect(bench.state.room == .gallery)
    #expect(bench.text.contains("Gallery the highest 12 by attention, neighbours left out"))
    #expect(bench.text.contains("20x  page 1/6"))
    #expect(bench.text.contains("1/12  attention 15.38 %") && bench.text.contains("2/12  attention 14.10 %"))
    #expect(bench.text.contains("contribution +0.060"))
    #expect(!bench.text.contains("3/12"))
    #expect(bench.lines[0].contains("coverslip › S-12 › gallery"), "the case's name stays at 80 columns")
  }

  @Test("Tab leads to the lowest and back, A to contribution and back, each from its first tile")
  func ends() {
    var bench = Self.drawn()
    bench.press("l", .tab)
    #expect(bench.text.contains("the lowest 12 by attention"))
    #expect(chosen(bench) == Sketch.tiles[0] && bench.text.contains("12/12  attention"))
    bench.press("A")
    #expect(bench.text.contains("the lowest 12 by contribution"))
    #expect(chosen(bench) == Sketch.tiles[0], "what lowers the score most")
    bench.press(.tab, "A")
    #expect(bench.text.contains("the highest 12 by attention") && chosen(bench) == Sketch.tiles[11])
  }

  @Test("of many tiles shows twelve of each end that do not touch, by their rank among all")
  func apart() throws {
    let tiles = (0..<400).map { index in
      TileFinding(
        slide: 0, x: 448 * (index % 20), y: 448 * (index / 20), side: 448,
        attention: Float((index * 7919) % 401) / 80_000, contribution: Float((index * 101) % 401) - 200)
    }
    let bench = Self.opened(tiles: tiles)
    let ends = try #require(bench.state.reading?.ends)
    for shown in [ends.attention.highest, ends.attention.lowest, ends.contribution.highest, ends.contribution.lowest] {
      #expect(shown.count == 12)
      for (index, one) in shown.enumerated() {
        #expect(!shown[..<index].contains { $0.tile.touches(one.tile) })
      }
    }
    #expect(ends.attention.highest.first?.rank == 1 && ends.attention.lowest.first?.rank == 400)
    #expect(ends.contribution.highest.first?.tile.contribution ?? 0 > 190)
    #expect(ends.contribution.lowest.first?.tile.contribution ?? 0 < -190)
  }

  @Test("h j k l and the arrows move from tile to tile and from page to page, a click chooses, the wheel moves")
  func moves() {
    var bench = Self.drawn()
    bench.press("l", .right)
    #expect(bench.state.reading?.gallery?.chosen == 2 && bench.text.contains("page 2/6"))
    bench.press("k", "h", "h")
    #expect(bench.state.reading?.gallery?.chosen == 0)
    bench.press("j", "j")
    #expect(bench.state.reading?.gallery?.chosen == 4, "two tiles beside each other")
    for _ in 0..<9 { bench.press("j") }
    #expect(bench.state.reading?.gallery?.chosen == 11)
    bench.click(on: "11/12")
    #expect(bench.state.reading?.gallery?.chosen == 10)
    bench.send(batch: [.mousePressed(column: 10, row: 5, wheel: -1)])
    #expect(bench.state.reading?.gallery?.chosen == 9)
  }

  // MARK: Pictures

  @Test("asks for one tile after the other at 20x, without the heat map, and for no more once all are there")
  func pictures() {
    var bench = Self.opened()
    let first = requests(&bench)
    #expect(first.count == 1 && first[0].heat == nil && first[0].size == TerminalSize(columns: 28, rows: 14))
    #expect(first[0].viewport == Viewport(centerX: 9152, centerY: 8224, pixelsPerColumn: 16))
    #expect(bench.text.contains("drawing …"))
    var asked = first
    var next = first
    while let request = next.first, asked.count < 20 {
      let cells = Array(repeating: Cell("░"), count: 28 * 14)
      bench.send(.pictureDrawn(request, Picture(size: request.size, cells: cells)))
      next = requests(&bench)
      asked += next
    }
    #expect(asked.count == 12 && Set(asked.map(\.viewport.centerX)).count == 12)
    #expect(!bench.text.contains("drawing …"))
    bench.press(.tab, .tab)
    #expect(requests(&bench).isEmpty, "the same twelve tiles are at both ends of so small a case")
    bench.press(.escape)
    #expect(bench.state.room == .reading)
  }

  @Test("says so where a tile cannot be shown, and goes on with the next")
  func fails() throws {
    var bench = Self.opened()
    let first = try #require(requests(&bench).first)
    bench.send(.pictureFailed(first, Problem(title: "Not to be had", detail: "", remedy: "")))
    #expect(bench.text.contains("✗ Not to be had"))
    let second = try #require(requests(&bench).first)
    #expect(second.viewport.centerX != first.viewport.centerX)
    bench.press("y")
    #expect(bench.state.reading?.file.draft == nil)
    #expect(bench.state.notice == "The tile is not drawn: it is judged once it is to be seen.")
  }

  @Test("the case's picture is not seen while the gallery lies over it, and time goes on")
  func record() {
    var bench = Self.drawn()
    let before = bench.state.reading?.trace.record
    for _ in 0..<3 {
      bench.wait(seconds: 1)
      bench.look()
    }
    let after = bench.state.reading?.trace.record
    #expect(after?.seconds == (before?.seconds ?? 0) + 3)
    #expect(after?.layers == before?.layers && after?.tissue == before?.tissue)
  }

  // MARK: To the slide

  @Test("Enter closes it and shows the tile in the middle of the slide, marked")
  func goesThere() {
    var bench = Self.drawn()
    bench.press("l", .enter)
    #expect(bench.state.room == .reading)
    #expect(bench.state.reading?.markedTile == Sketch.tiles[10])
    #expect(bench.viewport?.centerX == 8704 && bench.viewport?.centerY == 8224)
    bench = Self.drawn()
    bench.press(.tab, .enter)
    bench.drawPictures()
    #expect(bench.state.reading?.markedTile == Sketch.tiles[0])
    #expect(bench.text.contains("attention tile 12 of 12"), "it is none of the ten of the tour")
    bench.press("n")
    #expect(bench.state.reading?.galleryTile == nil && bench.state.reading?.marked == 0)
  }

  // MARK: Verdicts

  @Test("y verifies and x questions, again takes it back; the draft keeps it, and the tile counts as looked at")
  func verdicts() {
    var bench = Self.drawn()
    #expect(bench.state.reading?.trace.record?.highest?.unseen == 10)
    bench.press("y")
    #expect(bench.text.contains("✓ 1/12") && bench.text.contains("✓ verified"))
    #expect(bench.state.reading?.trace.record?.highest?.unseen == 9)
    bench.press("l", "x")
    let place = Sketch.tiles[10].place
    #expect(bench.state.reading?.file.draft?.judgedTiles?.verdict(of: place) == .questioned)
    #expect(bench.take().contains(.saveDraft(caseID: "S-12", bench.state.reading?.file.draft)))
    bench.press("x", "h", "y")
    #expect(bench.state.reading?.file.draft == nil)
    #expect(bench.take().contains(.saveDraft(caseID: "S-12", nil)))
  }

  @Test("what is said of tiles stands in the panel and before the signature, and is signed; x there leaves it")
  func signed() throws {
    var bench = Self.opened(columns: 160, rows: 60)
    Self.draw(&bench)
    bench.press("y", "l", "x", .escape)
    bench.drawPictures()
    bench.wait(seconds: 1)
    #expect(bench.words.contains("1 tile verified, 1 questioned"))
    bench.press("s")
    #expect(bench.lines.contains { $0.contains("more;") }, "what was said of the tiles follows")
    bench.press("h", "x", "x")
    #expect(bench.state.reading?.file.draft?.judgedTiles?.tiles.count == 2)
    #expect(bench.state.reading?.file.draft?.decision == nil)
    bench.press("h", .enter)
    bench.type("pass")
    bench.press(.enter)
    let draft = bench.effects.reversed().lazy.compactMap { effect -> SignOffDraft? in
      if case .checkPassphrase(_, let draft, _) = effect { draft } else { nil }
    }.first
    let signOff = try Sketch.signed(try #require(draft), finding: try #require(Sketch.high.finding))
    #expect(signOff.judgedTiles.map(\.verdict) == [.verified, .questioned])
  }

  @Test("a closed case shows what was said of its tiles, and nothing more is said")
  func closed() throws {
    var draft = Sketch.confirmation
    let finding = try #require(Sketch.high.finding)
    var judged = JudgedTiles(findingID: finding.id)
    judged.judge(Sketch.tiles[11].place, .questioned)
    draft.judgedTiles = judged
    var file = Sketch.high
    (file.status, file.signOff) = (.signed, try Sketch.signed(draft, finding: finding))
    var bench = Self.opened(file)
    Self.draw(&bench)
    #expect(bench.text.contains("? 1/12"))
    bench.press("y")
    #expect(bench.state.notice?.contains("a signed reading is never changed") == true)
    #expect(bench.state.reading?.file.draft == nil)
  }

  // MARK: What was measured

  private static func measured(cohort: MeasureSpread?) throws -> MeasuredTiles {
    let values = (0..<12).flatMap { index -> [Float] in [index == 11 ? 50 : 30, 0.25] }
    return MeasuredTiles(
      try #require(TileMeasures(names: ["area_q50", "stroma_share"], values: values, cohort: cohort)))
  }

  @Test("tells the chosen tile's measurements against cohort and case, and what is out of distribution by name")
  func measures() throws {
    let measured = try Self.measured(cohort: MeasureSpread(mean: [32, 0.5], deviation: [10, 0.25]))
    let bench = Self.opened(measured: measured)
    // Over the case the mean is 31.67 and the deviation 5.53.
    #expect(bench.text.contains("· median nuclear area 1.8 SD above the cohort, 3.3 above the case"))
    #expect(bench.text.contains("· share of stroma 1.0 SD below the cohort"))
    var file = Sketch.file("S-12", .scored, Sketch.finding(.noCall, reasons: [.outOfDistribution]))
    file.finding?.flags = [
      QualityFlag(
        kind: .unlikeTraining,
        details: [QualityDetail(.measure, "area_q50"), QualityDetail(.deviations, 1.8)])
    ]
    let strange = Self.opened(file, measured: measured)
    #expect(strange.text.contains("! out of distribution: median nuclear area 1.8 SD above the cohort"))
    #expect(!strange.text.contains("contribution"), "a finding without a call has none")
  }

  @Test("says where no cohort is known, and where nothing was measured")
  func unmeasured() throws {
    let alone = Self.opened(measured: try Self.measured(cohort: nil))
    #expect(alone.text.contains("The model knows no cohort: held against the case's own tiles."))
    #expect(alone.text.contains("· median nuclear area 3.3 SD above the case"))
    #expect(Self.opened().text.contains("No morphometry: the encoder names no measurements"))
  }

  // MARK: Where there is none

  @Test("says in one sentence why there is none: before the first call, without a finding, without tiles")
  func none() {
    var blinded = Sketch.high
    blinded.ownProtocol = .blindedFirst
    let told = blinded.disclosed(to: .reviewer("Dr Ada Example"))
    for (file, words) in [
      (told, "the places of attention are the model's, and withheld until your first call."),
      (Sketch.new, "There is no gallery: no model has scored the case."),
    ] {
      var bench = Bench(cases: [file])
      bench.press(.enter, "g")
      #expect(bench.state.room == .reading && bench.state.notice?.contains(words) == true)
    }
    let bench = Self.opened(tiles: [])
    #expect(bench.state.notice?.contains("not read yet") == true)
  }

  @Test("closes where the finding goes, as where a protocol is set")
  func closes() {
    var bench = Self.drawn()
    var blinded = Sketch.high
    blinded.ownProtocol = .blindedFirst
    bench.send(.caseRead(blinded.disclosed(to: .reviewer("Dr Ada Example"))))
    #expect(bench.state.room == .reading && !bench.text.contains("attention 15"))
  }
}

extension GalleryScreenTests {
  fileprivate static func opened(tiles: [TileFinding]) -> Bench { opened(Sketch.high, tiles) }
}
