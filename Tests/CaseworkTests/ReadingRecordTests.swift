import Basics
import Casework
import Prognosis
import SurvivalStatistics
import Testing

@Suite("The record of a reading")
struct ReadingRecordTests {
  static let record = ReadingRecord(
    since: "2026-11-02T10:55:00Z", seconds: 250,
    layers: [
      LayerShown(layer: .slide, first: "2026-11-02T10:55:00Z", seconds: 248),
      LayerShown(layer: .call, first: "2026-11-02T10:56:00Z", seconds: 0),
    ], tissue: TissueSeen(tiles: 100, sixteenths: 656),
    highest: HighestPlaces(
      ranking: .contribution,
      places: [
        PlaceSeen(place: TissueSquare(slide: 0, x: 448, y: 896, side: 448), isSeen: true),
        PlaceSeen(place: TissueSquare(slide: 1, x: 0, y: 0, side: 224), isSeen: false),
      ]))

  private static let draft: SignOffDraft = {
    var draft = SignOffDraft(
      decision: .override, finalCall: .low, reason: .override(.other), comment: "seen twice", shown: .every)
    draft.reading = .record(record)
    draft.diagnosisRead = .glass
    draft.grade = GradeReading(own: 3, model: 2, shift: RiskShift(model: 0.0625, own: 0.1))
    return draft
  }()

  private func signed(_ draft: SignOffDraft) throws -> SignOff {
    try SignOff.make(draft, finding: Example.finding(), reviewer: "Ann Rey", now: "2026-11-02T11:00:00Z")
  }

  private func payload(_ signOff: SignOff) -> String {
    String(decoding: LedgerEvent.signed(signOff).payload, as: UTF8.self)
  }

  private func readBack(_ signOff: SignOff) throws -> LedgerEvent {
    try LedgerEvent(kind: .signed, payload: LedgerEvent.signed(signOff).payload)
  }

  @Test("stands in the entry of the signature, under frozen names, and reads back the same")
  func stored() throws {
    let signOff = try signed(Self.draft)
    let text = payload(signOff)
    for part in [
      #""recordKept":true"#, #""diagnosisRead":"glass""#,
      #""grade":{"model":2,"own":3,"ownProbability5y":0.1,"probability5y":0.0625}"#,
      #""tissue":{"sixteenthsSeen":656,"tiles":100}"#,
      #""highestPlaces":{"by":"contribution","places":[{"seen":true,"side":448,"slide":0,"x":448,"y":896},"#,
      #""layers":[{"first":"2026-11-02T10:55:00Z","layer":"slide","seconds":248},"#,
      #""seconds":250,"since":"2026-11-02T10:55:00Z""#,
    ] { #expect(text.contains(part), "\(part) in \(text)") }
    let back = try readBack(signOff)
    #expect(back == .signed(signOff))
  }

  @Test("of a reading of which nothing is known of the tiles, or nothing was kept, reads back the same")
  func without() throws {
    var draft = Self.draft
    draft.grade = GradeReading(own: 1, model: nil)
    draft.diagnosisRead = .notStated
    let bare = ReadingRecord(since: "2026-11-02T10:55:00Z", seconds: 0, layers: [])
    for reading in [ReadingKept.off, .record(bare)] {
      draft.reading = reading
      let signOff = try signed(draft)
      let back = try readBack(signOff)
      #expect(back == .signed(signOff))
    }
    draft.reading = .off
    #expect(payload(try signed(draft)).contains(#""recordKept":false"#))
    #expect(!payload(try signed(draft)).contains("readingRecord"))
  }

  @Test("changes no byte of an entry that has none: what was signed before, or without the workstation")
  func absent() throws {
    let text = payload(try Example.signOff())
    #expect(
      text == #"{"comment":"seen twice","decision":"override","finalCall":"low","findingID":"finding:f-1","#
        + #""meaning":"result-reviewed-call-replaced","notShown":[],"reason":"other","reviewer":"Ann Rey","#
        + #""shown":"every-slide-shown","signedAt":"2026-11-02T11:00:00Z"}"#)
  }

  @Test("is in no draft, while where the diagnosis was read and the own grade are")
  func drafts() throws {
    let back = try SignOffDraft(parsing: Self.draft.canonicalBytes)
    #expect(back.reading == nil)
    #expect(back.diagnosisRead == .glass && back.grade?.own == 3)
    var kept = Self.draft
    kept.reading = nil
    #expect(back == kept)
  }

  @Test("takes no grade but 1, 2 and 3", arguments: [0, 4])
  func noSuchGrade(grade: Int) {
    var draft = Self.draft
    draft.grade = GradeReading(own: grade, model: 2)
    #expect(throws: SignOffProblem.noSuchGrade(grade)) { try signed(draft) }
  }

  @Test("fits an entry of the ledger with room to spare, whatever was seen")
  func size() throws {
    var draft = Self.draft
    let place = PlaceSeen(
      place: TissueSquare(slide: 99, x: 1_000_000, y: 1_000_000, side: 100_000), isSeen: false)
    draft.reading = .record(
      ReadingRecord(
        since: "2026-11-02T10:55:00Z", seconds: 1_000_000,
        layers: ReadingLayer.allCases.map { LayerShown(layer: $0, first: "2026-11-02T10:55:00Z", seconds: 1_000_000) },
        tissue: TissueSeen(tiles: 10_000_000, sixteenths: 160_000_000),
        highest: HighestPlaces(
          ranking: .attention, places: Array(repeating: place, count: HighestPlaces.limit))))
    #expect(payload(try signed(draft)).utf8.count < 4000)
  }
}

/// The models of these tests can be worked in the head: H(5) = 0.05 exp(lp).
@Suite("The reader's own grade")
struct RegradingTests {
  private static func model(_ covariates: [Covariate], _ coefficients: [Double]) throws -> PrognosticModel {
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

  /// Grade 3 doubles the hazard.
  private static func combined() throws -> CombinedModel {
    try CombinedModel(
      slideOnly: try model([.slideScore], [1]),
      slideAndClinical: try model([.slideScore, .grade3, .ageDecades], [1, 0.6931471805599453, 0]))
  }

  private static func finding(_ clinical: ClinicalVariables, call: Call = .high) throws -> Finding {
    var finding = Example.finding(call: call)
    (finding.score, finding.scoreSD) = (0, 0)
    finding.basis = clinical.grade == nil ? .slide : .slideAndClinical
    finding.probability5y = try combined().estimate(score: 0, scoreSD: 0, clinical: clinical)?.probability
    return finding
  }

  private static let two = ClinicalVariables(age: 60, grade: 2)

  @Test("shifts the risk by what the combined model makes of it")
  func shift() throws {
    let reading = try Self.finding(Self.two).regraded(3, Self.two, by: try Self.combined())
    let shift = try #require(reading.shift)
    #expect(reading.differs && reading.own == 3 && reading.model == 2)
    // 1 - exp(-0.05) and 1 - exp(-0.1).
    #expect(abs(shift.model - 0.048770575499286) < 1e-12)
    #expect(abs(shift.own - 0.095162581964040) < 1e-12)
  }

  @Test("that completes the clinical values is answered by the model that weighs them, as scoring would")
  func completes() throws {
    let none = ClinicalVariables(age: 60)
    let reading = try Self.finding(none).regraded(3, none, by: try Self.combined())
    #expect(reading.model == nil)
    #expect(abs((reading.shift?.own ?? 0) - 0.095162581964040) < 1e-12)
  }

  @Test("is not held against a grade that the call does not rest on")
  func unused() throws {
    var finding = try Self.finding(Self.two)
    finding.basis = .slide
    #expect(finding.regraded(3, Self.two, by: nil).model == nil)
  }

  @Test("that the model weighs like its own leaves the risk")
  func alike() throws {
    let reading = try Self.finding(Self.two).regraded(1, Self.two, by: try Self.combined())
    #expect(reading.differs)
    #expect(reading.shift.map { $0.own == $0.model } == true)
  }

  @Test("has no risk where it is the same, the model makes no call, is not at hand, or is not the one that answered")
  func none() throws {
    let combined = try Self.combined()
    let finding = try Self.finding(Self.two)
    #expect(finding.regraded(2, Self.two, by: combined).shift == nil)
    #expect(!finding.regraded(2, Self.two, by: combined).differs)
    #expect(finding.regraded(3, Self.two, by: nil).shift == nil)
    #expect(try Self.finding(Self.two, call: .noCall).regraded(3, Self.two, by: combined).shift == nil)
    var other = finding
    other.probability5y = 0.05
    #expect(other.regraded(3, Self.two, by: combined).shift == nil, "another model came to that")
  }
}
