import Casework
import Prognosis
import SurvivalStatistics
import Testing

@testable import ReadingQuality

@Suite("The figures of readings")
struct QualityFiguresTests {
  // MARK: Agreement

  private static func names(_ rows: [ReaderAgreement]) -> [String] {
    rows.map { "\($0.first) \($0.second ?? "-") \($0.comparison.rawValue)" }
  }

  @Test("hold each reader's first and signed calls against the model, and say what counts in no table")
  func withModel() {
    let rows = Example.figures([
      Example.read("1", Example.call(.high, first: .low)), Example.read("2", Example.call(.low, first: .low)),
      Example.read("3", Example.call(.high, first: .unsure)),
      Example.read("4", Example.call(.high, model: .noCall, .assess)),
      Example.read("5", Example.call(.low, model: .low, by: "Bo")),
    ]).withModel
    #expect(rows.map { "\($0.reviewer) \($0.stage.rawValue)" } == ["Ann first", "Ann final", "Bo final"])
    #expect(rows[0].agreement == Agreement(bothHigh: 0, highLow: 0, lowHigh: 2, bothLow: 0) && rows[0].leftOut == 1)
    #expect(rows[1].agreement == Agreement(bothHigh: 2, highLow: 0, lowHigh: 1, bothLow: 0) && rows[1].leftOut == 1)
    #expect(rows[2].agreement == Agreement(bothHigh: 0, highLow: 0, lowHigh: 0, bothLow: 1) && rows[2].leftOut == 0)
  }

  @Test("compare readers of one case by first and by signed calls, and leave out who decides between them")
  func withEachOther() {
    let rows = Example.figures([
      Example.read(
        "1", Example.call(.low, first: .low, by: "Bo"), Example.call(.high, first: .low, by: "Ann"),
        Example.call(.high, by: "Cy", decides: true)),
      Example.read(
        "2", Example.call(.high, first: .unsure, by: "Ann"), Example.call(.high, first: .high, by: "Bo")),
    ]).withEachOther
    #expect(Self.names(rows) == ["Ann Bo first-calls", "Ann Bo signed-calls"])
    #expect(rows[0].agreement == Agreement(bothHigh: 0, highLow: 0, lowHigh: 0, bothLow: 1) && rows[0].leftOut == 1)
    #expect(rows[1].agreement == Agreement(bothHigh: 1, highLow: 1, lowHigh: 0, bothLow: 0) && rows[1].leftOut == 0)
  }

  @Test("hold second opinions against the call that was signed, blinded and open ones apart")
  func opinions() {
    let rows = Example.figures([
      Example.read(
        "1", Example.call(.high),
        opinions: [
          OpinionCall(reviewer: "Bo", call: .low, isBlinded: true),
          OpinionCall(reviewer: "Bo", call: .high, isBlinded: false),
          OpinionCall(reviewer: "Cy", call: .high, isBlinded: false),
          OpinionCall(reviewer: "Ann", call: .low, isBlinded: false),
        ])
    ]).withEachOther
    #expect(Self.names(rows) == ["Ann Bo blinded-opinions", "Ann Cy open-opinions"])
    #expect(rows[0].agreement.highLow == 1 && rows[1].agreement.bothHigh == 1)
  }

  // MARK: Turns

  @Test("count turns toward the model and away from it, each of those that could make it")
  func turns() {
    let switches = Example.figures([
      Example.read("1", Example.call(.high, first: .low)), Example.read("2", Example.call(.low, first: .low)),
      Example.read("3", Example.call(.low, first: .high)), Example.read("4", Example.call(.high, first: .high)),
      Example.read("5", Example.call(.high, first: .unsure)), Example.read("6", Example.call(.low, first: .unsure)),
      Example.read("7", Example.call(.high, model: .noCall, first: .low, .assess)),
      Example.read("8", Example.call(nil, first: .low), isClosed: false), Example.read("9", Example.call(.high)),
    ]).switches
    #expect(switches.count == 8)
    #expect(switches.toward == Share(1, of: 2) && switches.away == Share(1, of: 2))
    #expect(switches.unsureToModel == Share(1, of: 2))
    #expect(switches.cells.contains(SwitchCell(first: .low, final: nil, model: .high, count: 1)))
    #expect(switches.cells.map(\.count).allSatisfy { $0 == 1 } && switches.cells.count == 8)
  }

  @Test("say of no consultation that it was positive or negative where nothing is known of the truth")
  func noReference() {
    let figures = Example.figures([
      Example.read("1", Example.call(.high, first: .low)),
      Example.read("2", Example.call(.high, first: .low), outcome: SurvivalTime(time: 3, event: false)),
    ])
    #expect(figures.consultations.isEmpty)
  }

  @Test("call a consultation negative where the outcome says that the first call was right, and the signed one is not")
  func consultations() throws {
    let relapse = SurvivalTime(time: 2, event: true)
    let late = SurvivalTime(time: 6, event: true)
    let free = SurvivalTime(time: 7.5, event: false)
    let rows = Example.figures([
      Example.read("1", Example.call(.high, first: .low), outcome: relapse),
      Example.read("2", Example.call(.high, first: .low), outcome: free),
      Example.read("3", Example.call(.low, first: .high), outcome: relapse),
      Example.read("4", Example.call(.low, first: .low), outcome: late),
      Example.read("5", Example.call(.high, first: .high), outcome: free),
    ]).consultations
    let row = try #require(rows.first)
    #expect(rows.count == 1 && row.reference.rawValue == "outcome")
    // Right first: 2, 3, 4; wrong first: 1, 5. The model says high of all.
    #expect(row.negative == Share(2, of: 3) && row.positive == Share(1, of: 2))
    #expect(row.negativeWithModel == 1)
  }

  @Test("hold readings against the reader who decides between them, and that reader's own against nothing")
  func adjudication() throws {
    let rows = Example.figures([
      Example.read(
        "1", Example.call(.high, first: .low), Example.call(.low, first: .low, by: "Bo"),
        Example.call(.low, by: "Cy", decides: true))
    ]).consultations
    let row = try #require(rows.first)
    #expect(row.reference.rawValue == "adjudication")
    #expect(row.negative == Share(1, of: 2) && row.positive == Share(0, of: 0) && row.negativeWithModel == 1)
  }

  @Test("count a follow-up of whole days to the fifth anniversary as five years, and a relapse on that day as within")
  func anniversary() throws {
    func outcome(_ event: OutcomeEvent, _ days: Int) -> SurvivalTime {
      SurvivalTime(
        RecordedOutcome(
          number: 1, event: event, days: days, source: .visit, comment: "", reviewer: "Quinn",
          recordedAt: "2031-01-01T00:00:00Z"))
    }
    let rows = [
      (OutcomeEvent.freeOfRelapse, 1_825), (.freeOfRelapse, 1_826), (.metastaticRelapse, 1_826),
      (.metastaticRelapse, 1_827), (.freeOfRelapse, 1_827),
    ]
    let truths = rows.map { event, days in
      let read = Example.read("1", Example.call(.high), outcome: outcome(event, days))
      return read.reference(.outcome, for: read.calls[0], horizon: 5)
    }
    #expect(truths == [nil, .low, .high, .low, .low])
    func calibration(_ days: Int) throws -> SignedCalibration {
      let reads = [(OutcomeEvent.metastaticRelapse, 400), (.freeOfRelapse, days)].enumerated().map { index, row in
        Example.read("\(index)", Example.call(.high), outcome: outcome(row.0, row.1))
      }
      return try #require(Example.figures(reads).calibration.first)
    }
    #expect(try calibration(1_826).mean != nil && calibration(1_826).days == 1_826)
    #expect(try calibration(1_825).mean == nil)
  }

  // MARK: Decisions

  @Test("count overrides, deferrals and rejections by reason, scanner and month")
  func decisions() {
    let figures = Example.figures([
      Example.read("1", Example.call(.high)),
      Example.read("2", Example.call(.low, reason: .override(.wrongRegion))),
      Example.read(
        "3", Example.call(nil, .defer, reason: .deferral(.rescan)),
        Example.call(.low, reason: .override(.wrongRegion), at: "2026-12-01T00:00:00Z"), scanner: "hamamatsu"),
      Example.read(
        "4", Example.call(nil, .reject, reason: .rejection(.quality), at: "2026-12-31T23:59:59Z"),
        scanner: "hamamatsu"),
    ])
    #expect(figures.all.signatures == 5)
    #expect(figures.all.overrides == Share(2, of: 3))
    #expect(figures.all.deferrals == Share(1, of: 5) && figures.all.rejections == Share(1, of: 5))
    #expect(figures.scanners.map(\.name) == ["aperio", "hamamatsu"])
    #expect(figures.scanners[1].figures.overrides == Share(1, of: 1))
    #expect(figures.months.map(\.name) == ["2026-11", "2026-12"])
    #expect(figures.months[1].figures.rejections == Share(1, of: 2))
    let reasons = figures.reasons.map {
      "\($0.decision.rawValue) \($0.reason.code) \($0.share.count)/\($0.share.total)"
    }
    #expect(reasons == ["override wrong-region 2/2", "defer rescan 1/1", "reject quality 1/1"])
  }

  @Test("take the turnaround in whole days to the signature that closes the case, and say what is not known")
  func turnaround() throws {
    // 2026-11-02 is day 20,759.
    let figures = Example.figures([
      Example.read("1", Example.call(.high, seconds: 60), receivedDay: 20_759),
      Example.read(
        "2", Example.call(nil, .defer, seconds: 30),
        Example.call(.high, at: "2026-11-06T00:00:00Z", seconds: 90), receivedDay: 20_758),
      Example.read("3", Example.call(.high)), Example.read("4", Example.call(.high), receivedDay: 20_760),
      Example.read("5", Example.call(nil), receivedDay: 20_700, isClosed: false),
    ])
    let (days, seconds) = (try #require(figures.all.turnaround), try #require(figures.all.seconds))
    #expect(days.count == 2 && days.median == 2.5 && days.lowerQuartile == 1.25 && days.upperQuartile == 3.75)
    #expect(figures.all.withoutTurnaround == 2)
    #expect(seconds.count == 3 && seconds.median == 60)
    #expect(figures.cases == 5 && figures.closed == 4)
  }

  // MARK: Calibration

  @Test("compare probabilities with outcomes per model, and say where that cannot be computed")
  func calibration() throws {
    #expect(Example.figures([Example.read("1", Example.call(.high))]).calibration.isEmpty)
    let short = Example.figures([
      Example.read("1", Example.call(.high), outcome: SurvivalTime(time: 2, event: false))
    ]).calibration
    #expect(short.count == 1 && short[0].mean == nil && short[0].failure != nil)
    // Two of four relapse by five years, nobody is censored before; expected 0.3.
    let reads = [1.0, 3.0, 6.0, 7.0].enumerated().map { index, time in
      Example.read(
        "\(index)", Example.call(.high), outcome: SurvivalTime(time: time, event: time < 5))
    }
    let rejected = Example.read(
      "9", Example.call(nil, .reject, reason: .rejection(.quality)), outcome: SurvivalTime(time: 1, event: true))
    let row = try #require(Example.figures(reads + [rejected]).calibration.first)
    let mean = try #require(row.mean)
    #expect(row.patients == 4 && row.events == 2 && row.groups.isEmpty)
    #expect(abs(mean.observed - 0.5) < 1e-12 && abs(mean.expected - 0.3) < 1e-12)
    #expect(mean.lower < mean.ratio && mean.ratio < mean.upper)
  }

  @Test("give a group without events the limits of those who were followed to the horizon")
  func groupWithoutEvents() throws {
    // 25 of low risk, five of whom were followed for four years only; 25 of high risk who relapse.
    let reads = (0..<50).map { index in
      let time = SurvivalTime(time: index < 5 ? 4 : index < 25 ? 6 : 2, event: index >= 25)
      return Example.read(
        "\(index)", Example.call(.high), probability: index < 25 ? 0.1 : 0.6, outcome: time)
    }
    let groups = try #require(Example.figures(reads).calibration.first?.groups)
    let limits = WilsonLimits(share: 0, count: 20)
    #expect(groups.count == 2 && groups[0].events == 0 && groups[0].observed == 0)
    #expect(groups[0].lower == 0 && groups[0].upper == limits.upper)
  }

  // MARK: Who may see

  @Test("tell a reader of their own signatures, and of colleagues together, without a name")
  func own() {
    let figures = Example.figures(
      [
        Example.read("1", Example.call(.high, by: "Ann"), Example.call(.low, by: "Bo")),
        Example.read("2", Example.call(.low, by: "Cy"), Example.call(.low, by: "Ann")),
        Example.read("3", Example.call(.high, by: "Bo")),
      ], for: .own("Ann"))
    #expect(figures.cases == 2 && figures.all.signatures == 2)
    #expect(figures.readers.map(\.name) == ["Ann"] && figures.withModel.map(\.reviewer) == ["Ann"])
    #expect(figures.withEachOther.isEmpty && figures.withFewColleagues == 1)
    let more = Example.figures(
      (1...ReaderAgreement.fewestWithoutNames).map { index in
        Example.read(
          "\(index)", Example.call(.high, by: "Ann"), Example.call(.low, by: index == 1 ? "Bo" : "Cy"))
      }, for: .own("Ann"))
    #expect(more.withEachOther.count == 1 && more.withFewColleagues == 0)
    #expect(more.withEachOther.first?.second == nil)
    #expect(more.withEachOther.first?.agreement == Agreement(bothHigh: 0, highLow: 5, lowHigh: 0, bothLow: 0))
  }

  @Test("tell nothing to a role that is told of nobody")
  func nothing() {
    let figures = Example.figures([Example.read("1", Example.call(.high))], for: .nothing)
    #expect(figures.cases == 0 && figures.all.signatures == 0 && figures.readers.isEmpty)
    #expect(figures.withModel.isEmpty && figures.withEachOther.isEmpty && figures.calibration.isEmpty)
  }

  @Test("are told by role: quality of everybody, readers of themselves, engineers and strangers of nobody")
  func roles() {
    func reviewer(_ name: String, _ role: ReviewerRole) -> Reviewer {
      Reviewer(
        name: name, role: role, publicKey: [], fingerprint: name, standing: .active, admittedBy: "", admittedAt: "",
        sealedDigest: "", admitted: 1, sequence: 1)
    }
    let roster = Roster([
      reviewer("Ann", .pathologist), reviewer("Cy", .resident), reviewer("Eli", .engineer), reviewer("Quinn", .quality),
    ])
    func scope(_ audience: Audience) -> QualityScope { QualityScope(of: audience, among: roster) }
    #expect(scope(.reviewer(" Ann ")) == .own("Ann") && scope(.reviewer("Cy")) == .own("Cy"))
    #expect(scope(.reviewer("Quinn")) == .everybody && scope(.anybody) == .everybody)
    #expect(scope(.reviewer("Eli")) == .nothing && scope(.reviewer("Nobody")) == .nothing)
    #expect(QualityScope(of: .reviewer("Ann"), among: Roster()) == .everybody)
  }
}
