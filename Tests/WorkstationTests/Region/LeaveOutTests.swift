import Casework
import Prognosis
import SlidePictures
import TerminalKit
import Testing

@testable import Workstation

@Suite("Leaving a region out")
struct LeaveOutTests {
  /// The last of ``Sketch/tiles``, which has most attention.
  private static let tile = LeftOutBox(slide: 0, x: 8928, y: 8000, width: 448, height: 448, reason: .inSitu)

  private static func trial(
    _ boxes: [LeftOutBox], score: Double? = 0.2, risk: Double? = 0.041, _ call: Call = .low,
    reasons: [NoCallReason] = []
  ) -> RegionTrial {
    RegionTrial(
      findingID: "finding-1", boxes: boxes, tiles: 12 - boxes.count, tilesLeftOut: boxes.count, score: score,
      probability5y: risk, call: call, reasons: reasons)
  }

  /// The case S-12 is open at its first attention tile.
  private func reading() -> Bench {
    var bench = Bench(columns: 120, rows: 60, cases: [Sketch.full])
    bench.press(.enter)
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.press("n")
    bench.drawPictures(glyph: " ")
    _ = bench.take()
    return bench
  }

  private func asked(_ effects: [Effect]) -> [[LeftOutBox]] {
    effects.compactMap { if case .leaveOut("S-12", let request) = $0 { request.boxes } else { nil } }
  }

  @Test("draws a box about the tile that is looked at, asks why, and then the model")
  func asks() {
    var bench = reading()
    bench.press("X")
    #expect(bench.text.contains("◆") && bench.words.contains("take it"), "\(bench.text)")
    bench.press(.enter)
    #expect(bench.words.contains("Why is this left out?") && bench.words.contains("control tissue"), "\(bench.text)")
    bench.press("1")
    let request = bench.take().compactMap { if case .leaveOut("S-12", let request) = $0 { request } else { nil } }
    #expect(request.map(\.boxes) == [[Self.tile]])
    #expect(request.first?.finding == Sketch.full.finding && request.first?.clinical == Sketch.full.record.clinical)
    #expect(bench.words.contains("Asking the model without 1 region"), "\(bench.text)")
  }

  @Test("shows the answer beside the finding's, as exploratory, and keeps it in the record that is signed")
  func answer() throws {
    var bench = reading()
    bench.press("X", .enter, "1")
    bench.send(.trialMade(caseID: "S-12", Self.trial([Self.tile])))
    #expect(bench.words.contains("Not the finding") && bench.words.contains("exploratory"), "\(bench.text)")
    #expect(bench.words.contains("4.1 %, was 18.4 %") && bench.words.contains("low, was high"), "\(bench.text)")
    let notice = "Exploratory: low, 4.1 %, was high, 18.4 %; without 1 region, 1 of 12 tiles"
    #expect(bench.state.notice == notice, "whatever tab the panel shows")
    #expect(bench.state.reading?.file.finding == Sketch.full.finding, "the finding stays as it is")
    guard case .record(let record)? = bench.state.reading?.trace.kept else { throw Missing() }
    #expect(record.trials == [Self.trial([Self.tile])])
  }

  @Test("says that there is no score where fewer tiles are left than the model needs")
  func tooFew() {
    var bench = reading()
    bench.press("X", .enter, "1")
    bench.send(
      .trialMade(
        caseID: "S-12", Self.trial([Self.tile], score: nil, risk: nil, .noCall, reasons: [.tooLittleTissue])))
    #expect(bench.words.contains("There is no score"), "\(bench.text)")
    #expect(!bench.words.contains(", was 18.4 %"), "\(bench.text)")
  }

  @Test("adds up, and X u takes the last region back")
  func severalAndBack() {
    var bench = reading()
    bench.press("X", .enter, "1", "X", "l", .enter, "2")
    let requests = asked(bench.take())
    #expect(requests.map(\.count) == [1, 2])
    let both = requests.last ?? []
    #expect(both.map(\.reason) == [.inSitu, .artefact])
    bench.send(.trialMade(caseID: "S-12", Self.trial(both)))
    bench.press("X", "u")
    #expect(asked(bench.take()) == [[Self.tile]])
    bench.send(.trialMade(caseID: "S-12", Self.trial([Self.tile])))
    bench.press("X", "u")
    #expect(bench.words.contains("Nothing is left out any more"), "\(bench.text)")
    #expect(asked(bench.take()) == [])
    let kept = bench.state.reading?.trace.record?.trials ?? []
    #expect(kept.map(\.boxes.count) == [2, 1] && kept.allSatisfy(\.isTakenBack))
    #expect(!bench.words.contains("Not the finding"))
  }

  @Test("an answer that comes after a change is kept in the record, and not shown")
  func late() {
    var bench = reading()
    bench.press("X", .enter, "1", "X", "u")
    bench.send(.trialMade(caseID: "S-12", Self.trial([Self.tile])))
    #expect(!bench.words.contains("Not the finding"), "\(bench.text)")
    #expect(bench.state.reading?.trace.record?.trials.map(\.isTakenBack) == [true])
  }

  @Test("of which nothing came leaves nothing out, and says why")
  func refused() {
    var bench = reading()
    bench.press("X", .enter, "1")
    bench.send(.trialRefused(caseID: "S-12", Problem(title: "Not tried", detail: "No features.", remedy: "Score.")))
    #expect(bench.words.contains("No features."), "\(bench.text)")
    #expect(bench.state.reading?.leftOut == LeftOutState())
  }

  @Test("begins about the middle of the picture; keys move a corner by two columns or a row, o takes the other one")
  func corners() throws {
    let around = Surroundings(size: TerminalSize(columns: 80, rows: 24), theme: .dark)
    var state = CaseState(file: Sketch.high)
    #expect(state.perform(.leaveOut, in: around) == [])
    let view = try #require(state.view(in: around))
    let begun = try #require(state.leftOut.drawing)
    #expect(begun.fixed.x < view.centerX && view.centerX < begun.moving.x)
    #expect(begun.fixed.y < view.centerY && view.centerY < begun.moving.y)
    let step = view.pixelsPerColumn * Viewport.cellAspect
    _ = state.press("l", .standard, in: around)
    _ = state.press("k", .standard, in: around)
    let moved = try #require(state.leftOut.drawing)
    #expect(moved.moving.x == begun.moving.x + step && moved.moving.y == begun.moving.y - step)
    _ = state.press("o", .standard, in: around)
    #expect(state.leftOut.drawing?.fixed == moved.moving && state.leftOut.drawing?.moving == moved.fixed)
    for _ in 0..<100 { _ = state.press("H", .standard, in: around) }
    #expect(state.leftOut.drawing?.moving.x == 0, "no further than the slide goes")
    #expect(state.press(.escape, .standard, in: around) == [] && state.leftOut.drawing == nil)
  }

  @Test("says why nothing can be left out: blinded, not scored, no call, closed")
  func obstacles() {
    let around = Surroundings(size: TerminalSize(columns: 80, rows: 24), theme: .dark)
    func words(_ file: CaseFile) -> String {
      var state = CaseState(file: file)
      let outcomes = state.perform(.leaveOut, in: around)
      #expect(state.leftOut.drawing == nil)
      guard case .notice(let words)? = outcomes.first else { return "" }
      return words
    }
    var blinded = Sketch.high
    blinded.ownProtocol = .blindedFirst
    blinded = blinded.disclosed(to: .reviewer("Dr Ada Example"))
    #expect(words(blinded).hasPrefix("The model's finding is withheld"), "\(words(blinded))")
    #expect(words(Sketch.new).hasPrefix("No model has scored the case"))
    #expect(words(Sketch.refused).hasPrefix("The model makes no call"))
    var signed = Sketch.high
    signed.status = .signed
    #expect(words(signed).hasPrefix("The case is signed"))
  }

  private struct Missing: Error {}
}
