import Casework
import Evaluation
import Prognosis
import SlidePictures
import SurvivalStatistics
import TerminalKit
import Testing

@testable import Workstation

@Suite("The record of a reading")
struct ReadingRecordScreenTests {
  private static let reader = "Dr Ada Example"

  /// The case S-12 is open, its picture drawn, its tiles known.
  private func reading(
    _ file: CaseFile = Sketch.full, model: ModelSummary? = nil, keepsRecord: Bool = true, idleLimit: Int? = nil
  ) -> Bench {
    var bench = Bench(cases: [file], model: model, idleLimit: idleLimit, keepsRecord: keepsRecord)
    bench.press(.enter)
    bench.send(.tilesLoaded(caseID: "S-12", file.finding == nil ? [] : Sketch.tiles))
    bench.drawPictures()
    return bench
  }

  private func wait(_ bench: inout Bench, seconds: Int) {
    for _ in 0..<seconds {
      bench.wait(seconds: 1)
      bench.look()
    }
  }

  private func record(_ bench: Bench) -> ReadingRecord? { bench.state.reading?.trace.record }

  private func shown(_ bench: Bench) -> [ReadingLayer] { (record(bench)?.layers ?? []).map(\.layer) }

  @Test("has what was on the screen: slide, outlines, colours, the call; clinical values once their tab was open")
  func layers() {
    var bench = reading()
    #expect(shown(bench) == [.slide, .outlines, .call])
    bench.press("a", "a")
    bench.drawPictures()
    #expect(shown(bench) == [.slide, .outlines, .colours, .call])
    bench.press("y")
    #expect(shown(bench).contains(.clinicalValues), "\(bench.text)")
    wait(&bench, seconds: 4)
    let seconds = Dictionary(uniqueKeysWithValues: (record(bench)?.layers ?? []).map { ($0.layer, $0.seconds) })
    #expect(record(bench)?.seconds == 4)
    #expect(seconds[.slide] == 4 && seconds[.colours] == 4 && seconds[.outlines] == 0)
  }

  @Test("has lines of every kind as outlines, dimming as colours, and nothing of a hidden heat map")
  func manners() throws {
    var bench = reading()
    let seconds = { (bench: Bench) in
      Dictionary(uniqueKeysWithValues: (record(bench)?.layers ?? []).map { ($0.layer, $0.seconds) })
    }
    for (keys, wanted) in [("a", ReadingLayer.outlines), ("aa", .colours), ("a", .outlines)] {
      let before = seconds(bench)[wanted] ?? 0
      bench.type(keys)
      bench.drawPictures()
      wait(&bench, seconds: 4)
      #expect(seconds(bench)[wanted] == before + 4, "after \(keys)")
    }
    bench.press("0")
    bench.drawPictures()
    let before = seconds(bench)
    wait(&bench, seconds: 4)
    #expect(seconds(bench)[.outlines] == before[.outlines] && seconds(bench)[.colours] == before[.colours])
  }

  @Test("counts only what stood sharp at 5x or more: not the whole slide, and not a picture of before")
  func magnification() {
    var bench = reading()
    #expect(record(bench)?.tissue == TissueSeen(tiles: 12, sixteenths: 0), "the whole slide")
    bench.press("n")
    #expect(record(bench)?.tissue?.sixteenths == 0, "the new picture is not drawn yet")
    bench.drawPictures()
    // At 10x a column is 32 px, a row 64: the pane of 44 by 19 cells shows x 8448 to 9856 and y 7616 to 8832. There lie
    // the last two tiles; of the one before them the last middles are at 8424. The map begins at x 9632.
    #expect(record(bench)?.tissue?.sixteenths == 32)
    #expect(record(bench)?.highest?.places.first?.isSeen == true)
    #expect(record(bench)?.highest?.unseen == 8)
  }

  @Test("does not count what lies under the map in the corner")
  func underTheMap() {
    var bench = reading()
    bench.state.reading?.viewport = Viewport(centerX: 8800, centerY: 8480, pixelsPerColumn: 32)
    bench.wait(seconds: 1)
    bench.drawPictures()
    // The pane shows x 8096 to 9504 and y 7872 to 9088; the map with its frame, 7 by 4 cells, lies over x from 9280 on
    // and y up to 8128. Of the last tile, middles at x 8984, 9096, 9208, 9320 and y 8056, 8168, 8280, 8392, it hides
    // one; the one before is whole; of the third 8088 is left of the pane.
    #expect(record(bench)?.tissue?.sixteenths == 15 + 16 + 12)
    bench.press("M")
    bench.drawPictures()
    #expect(record(bench)?.tissue?.sixteenths == 16 + 16 + 12, "the map is hidden")
  }

  @Test("of a slide that is upside down the map hides what lies at its lower left")
  func underTheMapTurned() {
    var bench = reading()
    bench.state.reading?.orientations[0] = Orientation(quarters: 2)
    bench.state.reading?.viewport = Viewport(centerX: 8800, centerY: 8480, pixelsPerColumn: 32)
    bench.wait(seconds: 1)
    bench.drawPictures()
    #expect(record(bench)?.tissue?.sixteenths == 16 + 16 + 12)
  }

  @Test("is one line of the dialog before signing, and no step of its own")
  func dialogLine() {
    var bench = reading()
    bench.press("s")
    #expect(bench.text.contains("None of the 10 top contributions seen; 0 % of tissue at 5x or more"))
    bench.press(.escape, "n")
    bench.drawPictures()
    bench.press("s")
    #expect(bench.text.contains("8 of the 10 top contributions not seen; "))
    bench.press("h", .enter)
    #expect(bench.words.contains("8 of the 10 top contributions not seen; "))
    #expect(bench.words.contains("Your passphrase, then Enter, signs."))
  }

  @Test("goes with the signature, with where the diagnosis was read where the reader says so")
  func signed() throws {
    var bench = reading()
    wait(&bench, seconds: 3)
    bench.press("s", "h", "w", "w", .enter)
    #expect(bench.words.contains("The diagnosis was read in the PACS; this does not sign it."))
    bench.type("pass")
    bench.press(.enter)
    let draft = try #require(bench.state.held?.draft)
    #expect(draft.diagnosisRead == .pacs)
    guard case .record(let record)? = draft.reading else { throw Missing() }
    #expect(record.seconds >= 3 && record.highest?.unseen == 10)
  }

  private struct Missing: Error {}

  @Test("what is not said is signed as not said, and takes no key")
  func notStated() {
    var bench = reading()
    bench.press("s")
    #expect(bench.text.contains("w diagnosis  read: not stated"))
    bench.press("h", .enter)
    #expect(bench.words.contains("I do not say where the diagnosis was read; this signs no diagnosis."))
    bench.type("pass")
    bench.press(.enter)
    #expect(bench.state.held?.draft.diagnosisRead == .notStated)
    #expect(bench.state.held?.draft.grade == nil)
  }

  @Test("w goes through glass, PACS, this screen and back to nothing")
  func sources() {
    var bench = reading()
    bench.press("s")
    for words in ["on glass", "in the PACS", "on this screen", "not stated"] {
      bench.press("w")
      #expect(bench.text.contains("read: \(words)"))
    }
    #expect(bench.state.reading?.file.draft == nil, "nothing is left of it")
  }

  @Test("is turned off: nothing is kept, and dialog and signature say so")
  func off() {
    var bench = reading(keepsRecord: false)
    wait(&bench, seconds: 3)
    bench.press("s")
    #expect(bench.text.contains("No record of the reading is kept here: it is turned off"))
    bench.press("h", .enter)
    #expect(bench.words.contains("No record of the reading was kept."))
    bench.type("pass")
    bench.press(.enter)
    #expect(bench.state.held?.draft.reading == .off)
    #expect(bench.state.traces.isEmpty || bench.state.traces.values.allSatisfy { $0.record == nil })
  }

  @Test("counts no time behind the lock, on the model's page, or under the help")
  func elsewhere() {
    var bench = reading(idleLimit: 4)
    wait(&bench, seconds: 4)
    #expect(bench.state.lock != nil)
    let before = record(bench)?.seconds ?? 0
    wait(&bench, seconds: 20)
    #expect(record(bench)?.seconds == before && before <= 4)

    bench = reading()
    for key in ["m", "?"] as [Key] {
      bench.press(key)
      wait(&bench, seconds: 5)
      #expect(record(bench)?.seconds == 0)
      bench.press(.escape)
    }
  }

  @Test("goes on where the case is left and opened again, and begins anew once it is signed")
  func reopened() throws {
    var bench = reading()
    wait(&bench, seconds: 3)
    bench.press(.escape)
    wait(&bench, seconds: 5)
    bench.press(.enter)
    bench.drawPictures()
    wait(&bench, seconds: 2)
    #expect(record(bench)?.seconds == 5)
    let signOff = try Sketch.signed(
      SignOffDraft(decision: .defer, reason: .deferral(.rescan)), finding: Sketch.finding(.high))
    bench.send(.signed(caseID: "S-12", signOff))
    #expect(record(bench) == nil)
    #expect(bench.state.traces.isEmpty)
  }

  @Test("is in the panel for its reader to see while they read")
  func panel() {
    var bench = Bench(columns: 160, rows: 60, cases: [Sketch.high])
    bench.press(.enter)
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.drawPictures()
    #expect(!bench.text.contains("This reading"))
    wait(&bench, seconds: 5)
    bench.press(.backTab)
    for _ in 0..<9 { bench.press(.control("d")) }
    #expect(bench.words.contains("time 5 s on the screen"))
    #expect(bench.words.contains("none of the 10 top contributions seen"))
    #expect(bench.words.contains("by contribution: A, then n leads to them"))
  }

  @Test("the tiles go round the places that contribute most while contributions are shown")
  func tour() {
    var bench = reading()
    bench.press("A", "n", "n")
    bench.drawPictures()
    #expect(bench.viewport?.centerX == 4224, "the first tile, which lowers the score most")
    #expect(bench.text.contains("contribution tile 2/10"))
  }

  // MARK: Blinded

  private static let blinded: CaseFile = {
    var file = Sketch.full
    file.ownProtocol = .blindedFirst
    return file.disclosed(to: .reviewer(reader))
  }()

  private static func told(grade: Int? = nil) -> CaseFile {
    var file = Sketch.full
    file.ownProtocol = .blindedFirst
    file.firstReads = [
      FirstRead(reviewer: reader, call: .unsure, confidence: .moderate, grade: grade, readAt: "2025-06-02T14:00:00Z")
    ]
    return file
  }

  @Test("tells nothing of the ten places before the first call, and afterwards what was seen until then, too")
  func blindedFirst() {
    var bench = reading(Self.blinded)
    bench.press("5")
    bench.drawPictures()
    wait(&bench, seconds: 5)
    bench.press(.backTab)
    for _ in 0..<9 { bench.press(.control("d")) }
    #expect(record(bench)?.highest == nil && record(bench)?.tissue == nil)
    #expect(bench.words.contains("time 5 s on the screen"))
    #expect(!bench.text.contains("10 top") && !bench.text.contains("of tissue"))
    bench.press("s")
    #expect(!bench.text.contains("10 top") && !bench.text.contains("of tissue"))
    #expect(!shown(bench).contains(.call) && !shown(bench).contains(.comparators))

    bench.press("u", "2", .enter)
    bench.send(.firstCallCommitted(Self.told()), .tilesLoaded(caseID: "S-12", Sketch.tiles))
    bench.look()
    #expect(shown(bench).contains(.call), "the dialog that signs shows it")
    #expect(bench.text.contains("of the 10 top contributions"))
    #expect(record(bench)?.seconds == 5)
  }

  // MARK: The grade

  /// ``Sketch/full`` with `grade`, scored by a model that can be worked in the head: H(5) = 0.05 exp(lp), grade 3
  /// doubles the hazard.
  private static func graded(_ grade: Int?) throws -> (file: CaseFile, model: ModelSummary) {
    let combined = try Self.combined()
    var file = told(grade: 3)
    file.record.clinical.grade = grade
    let estimate = combined.estimate(score: 0, scoreSD: 0.1, clinical: file.record.clinical)
    file.finding?.score = 0
    file.finding?.scoreSD = 0.1
    file.finding?.probability5y = estimate?.probability
    var model = Sketch.summary()
    model.prognosis = combined
    return (file, model)
  }

  private static func combined() throws -> CombinedModel {
    func model(_ covariates: [Covariate], _ coefficients: [Double]) throws -> PrognosticModel {
      let zero = [Double](repeating: 0, count: covariates.count)
      let baseline = try #require(
        BaselineHazard(
          times: [5], cumulativeHazard: [0.05], variance: [0], meanIntegral: [zero], lastTime: 8,
          columns: covariates.count))
      return try PrognosticModel(
        basis: covariates.count > 1 ? .slideAndClinical : .slide, covariates: covariates, coefficients: coefficients,
        means: zero, covariance: covariates.map { _ in zero }, baseline: baseline,
        ranges: covariates.map { _ in TrainingRange(lower: -9, upper: 9) }, count: 100, events: 10)
    }
    return try CombinedModel(
      slideOnly: try model([.slideScore], [1]),
      slideAndClinical: try model([.slideScore, .grade3], [1, 0.6931471805599453]))
  }

  @Test("shows the reader's grade beside the model's, and what it makes of the risk, before it is signed and in it")
  func gradeShift() throws {
    let (file, model) = try Self.graded(2)
    var bench = reading(file, model: model)
    bench.press("s")
    // 1 - exp(-0.05) is 4.9 %, 1 - exp(-0.1) 9.5 %.
    #expect(bench.words.contains("own 3, the model's 2: risk 9.5 % instead of 4.9 %"), "\(bench.text)")
    bench.press("h", .enter)
    #expect(bench.text.contains("grade      own grade 3; model's input: grade 2"), "\(bench.text)")
    bench.type("pass")
    bench.press(.enter)
    let grade = try #require(bench.state.held?.draft.grade)
    #expect(grade.own == 3 && grade.model == 2)
    let shift = try #require(grade.shift)
    #expect(abs(shift.own - 0.09516258196404048) < 1e-12 && abs(shift.model - 0.04877057549928599) < 1e-12)
  }

  @Test("the same grade is no shift, and another that the model weighs alike leaves the risk")
  func sameGrade() throws {
    let (same, model) = try Self.graded(3)
    var bench = reading(same, model: model)
    bench.press("s", "h", .enter)
    #expect(bench.text.contains("own grade 3; model's input: grade 3"))
    bench.press(.tab)
    #expect(!bench.text.contains("the model's 3") && bench.text.contains("grade 3, my own"))
    let (other, again) = try Self.graded(2)
    bench = reading(other, model: again)
    bench.press("s", "g")
    #expect(bench.words.contains("own 1, the model's 2: the risk stays 4.9 %"))
  }

  @Test("no risk is told that was not computed: another model is loaded, or none")
  func notComputed() throws {
    let (file, model) = try Self.graded(2)
    var other = model
    other.digest = "0000"
    for model in [nil, other] {
      var bench = reading(file, model: model)
      bench.press("s")
      #expect(bench.words.contains("own 3, the model's 2; the shift in risk was not computed"))
      #expect(!bench.text.contains("9.5"))
    }
  }

  @Test("a grade can be given in an open reading, too, and is kept in the draft")
  func ownGrade() throws {
    var file = Sketch.full
    file.record.clinical.grade = 2
    file.finding?.contributions = [Contribution(name: Covariate.grade3.name, value: "0", logHazard: -0.2)]
    var bench = reading(file)
    bench.press("s")
    #expect(bench.words.contains("slide + clinical: model's input: grade 2 −0.20"), "\(bench.text)")
    #expect(bench.text.contains("g no grade of my own"))
    bench.press("g", "g")
    #expect(bench.text.contains("g grade 2, my own"))
    #expect(bench.state.reading?.file.draft?.grade?.own == 2)
    bench.press("h", .enter)
    #expect(bench.text.contains("own grade 2; model's input: grade 2"))
    bench.press(.tab, "x", "x", "g", "g")
    bench.press("g", "g")
    #expect(bench.text.contains("g no grade of my own"))
    #expect(bench.state.reading?.file.draft == nil)
  }

  @Test("a signature says what was seen in the panel")
  func signedPanel() throws {
    var draft = Sketch.confirmation
    draft.shown = .every
    draft.diagnosisRead = .glass
    draft.reading = .record(
      ReadingRecord(
        since: "2025-06-02T13:55:00Z", seconds: 250,
        layers: [LayerShown(layer: .slide, first: "2025-06-02T13:55:00Z", seconds: 248)],
        tissue: TissueSeen(tiles: 100, sixteenths: 656),
        highest: HighestPlaces(
          ranking: .contribution,
          places: (0..<10).map {
            PlaceSeen(place: TissueSquare(slide: 0, x: 448 * $0, y: 0, side: 448), isSeen: $0 > 2)
          })))
    var file = Sketch.high
    (file.status, file.signOff) = (.signed, try Sketch.signed(draft, finding: Sketch.finding(.high)))
    var bench = Bench(columns: 160, rows: 60, cases: [file])
    bench.press(.enter)
    #expect(bench.words.contains("The diagnosis was read on glass; this does not sign it."))
    #expect(bench.words.contains("4 min 10 s on the screen; 3 of the 10 top contributions not seen; 41 % of tissue"))
    #expect(bench.words.contains("slide from 13:55:00 for 4 min 8 s"))
  }
}
