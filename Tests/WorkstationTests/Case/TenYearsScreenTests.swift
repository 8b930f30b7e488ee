import Casework
import Prognosis
import SurvivalStatistics
import TerminalKit
import Testing

@testable import Workstation

@Suite("The probability at ten years, on the screen and in lines")
struct TenYearsScreenTests {
  private static let told: CaseFile = {
    var file = Sketch.high
    file.finding?.probability10y = 0.312
    file.finding?.interval10y = ProbabilityInterval(lower: 0.201, upper: 0.453)
    return file
  }()

  private static func opened(_ file: CaseFile) -> String {
    var bench = Bench(columns: 120, rows: 40, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    return bench.text
  }

  @Test("stands below that at five years, with its interval; a finding that has none says nothing of it")
  func panel() {
    let screen = Self.opened(Self.told)
    #expect(screen.contains("metastatic relapse in 5 years"))
    #expect(screen.contains("in 10 years 31.2 %") && screen.contains("95 % CI 20.1–45.3 %"), "\(screen)")
    #expect(!Self.opened(Sketch.high).contains("10 years"))
  }

  @Test("is read in lines, and the call does not rest on it")
  func spoken() {
    let lines = { (file: CaseFile) in
      var dialogue = ReadingDialogue(caseID: file.id, .init(reader: "Dr Ada Example", model: nil))
      _ = dialogue.begin(at: Sketch.now)
      return dialogue.receive(.caseRead(file), at: Sketch.now).lines
        + dialogue.receive(.tilesLoaded(caseID: file.id, Sketch.tiles), at: Sketch.now).lines
    }
    let line =
      "Probability of metastatic relapse within 10 years: 31.2 %; 95 % interval from 20.1 % to 45.3 %. The call does "
      + "not rest on it."
    #expect(lines(Self.told).contains(line), "\(lines(Self.told))")
    #expect(!lines(Sketch.high).joined().contains("10 years"))
  }

  @Test("the model's card says that follow-up carries it, or how many were at risk where it does not")
  func card() throws {
    for (high, words) in [
      (40, "10 years told beside the call, which stays on 5 years"),
      (11, "10 years not told: follow-up carries 5 years, not 10: 51 of 600 patients at risk"),
    ] {
      var model = Sketch.summary(curves: [Self.curve(.high, high), Self.curve(.low, 40)])
      model.prognosis = try Self.combined()
      var bench = Bench(columns: 200, rows: 60, model: model)
      bench.press("m")
      #expect(bench.text.contains(words), "\(bench.text)")
    }
  }

  @Test("has its mark beside the curves, whose axis reaches down to it")
  func marked() {
    var file = Self.told
    file.finding?.probability10y = 0.572
    var bench = Bench(
      columns: 120, rows: 40, cases: [file],
      model: Sketch.summary(curves: [Self.curve(.high, 40), Self.curve(.low, 40)]))
    bench.press(.enter)
    bench.drawPictures()
    let lowest = bench.lines.last { $0.contains(" % ┤") } ?? ""
    #expect(lowest.contains(" 30 % ┤"), "\(bench.text)")
    let marks = bench.lines.filter { $0.contains("●") && !$0.contains("case") && !$0.contains("─") }
    #expect(marks.count == 2, "\(bench.text)")
  }

  private static func curve(_ group: SurvivalCurve.Group, _ last: Int) -> SurvivalCurve {
    let points = (0...10).map { year in
      SurvivalCurve.Point(
        time: Double(year), survival: 1, lower: 1, upper: 1, atRisk: year == 10 ? last : 300)
    }
    return SurvivalCurve(group, count: 300, events: 20, points: points, isComplete: false)
  }

  private static func combined() throws -> CombinedModel {
    let model = { (covariates: [Covariate]) in
      let zero = [Double](repeating: 0, count: covariates.count)
      let baseline = BaselineHazard(
        times: [5, 10], cumulativeHazard: [0.05, 0.1], variance: [0, 0], meanIntegral: [zero, zero], lastTime: 11,
        columns: covariates.count)
      return try PrognosticModel(
        basis: covariates.count > 1 ? .slideAndClinical : .slide, covariates: covariates,
        coefficients: zero.map { _ in 1 }, means: zero, covariance: zero.map { _ in zero },
        baseline: #require(baseline), ranges: zero.map { _ in TrainingRange(lower: -2, upper: 9) }, count: 600,
        events: 40)
    }
    return try CombinedModel(slideOnly: model([.slideScore]), slideAndClinical: model([.slideScore, .grade3]))
  }
}
