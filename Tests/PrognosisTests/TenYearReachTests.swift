import Foundation
import Prognosis
import SurvivalStatistics
import Testing

@Suite("The probability at ten years")
struct TenYearReachTests {
  /// H(5) = 0.05 and H(10) = 0.12 at the mean score 0.5; the follow-up ends after `last` years.
  private static func model(last: Double = 11, horizon: Double = 5, count: Int = 400) throws -> CombinedModel {
    let model = { (covariates: [Covariate]) in
      let more = [Double](repeating: 0, count: covariates.count - 1)
      let baseline = BaselineHazard(
        times: [5, 10], cumulativeHazard: [0.05, 0.12], variance: [1e-4, 4e-4],
        meanIntegral: [[0.01] + more, [0.03] + more], lastTime: last, columns: covariates.count)
      return try PrognosticModel(
        basis: covariates.count > 1 ? .slideAndClinical : .slide, covariates: covariates,
        coefficients: [1] + more, means: [0.5] + more,
        covariance: covariates.indices.map { row in covariates.indices.map { $0 == row && row == 0 ? 0.04 : 0 } },
        baseline: #require(baseline), ranges: covariates.map { _ in TrainingRange(lower: -2, upper: 9) },
        count: count, events: 30)
    }
    return try CombinedModel(
      slideOnly: model([.slideScore]), slideAndClinical: model([.slideScore, .ageDecades]), horizonYears: horizon)
  }

  /// Curves read off at whole years; at risk at ten years are `high` of 150 and `low` of 250, `nil` where nobody is
  /// followed so long.
  private static func curves(_ high: Int?, _ low: Int?) -> [SurvivalCurve] {
    [(SurvivalCurve.Group.high, 150, high), (.low, 250, low)].map { group, count, atRisk in
      let years = (0...(atRisk == nil ? 9 : 10)).map(Double.init)
      let points = years.map { year in
        SurvivalCurve.Point(time: year, survival: 1, lower: 1, upper: 1, atRisk: year == 10 ? atRisk : count)
      }
      return SurvivalCurve(group, count: count, events: 9, points: points, isComplete: false)
    }
  }

  @Test("is told where a tenth of the patients, and no fewer than twenty, were at risk then")
  func rule() throws {
    let model = try Self.model()
    #expect(model.tenYearReach(Self.curves(14, 26)) == .carried(atRisk: 40, of: 400))
    #expect(model.tenYearReach(Self.curves(14, 25)) == .tooFew(atRisk: 39, of: 400))
    #expect(model.tenYearReach(Self.curves(nil, 60)) == .carried(atRisk: 60, of: 400), "nobody of one group is left")
    let small = Self.curves(9, 10).map {
      SurvivalCurve($0.group, count: 50, events: 3, points: $0.points, isComplete: false)
    }
    #expect(try Self.model(count: 100).tenYearReach(small) == .tooFew(atRisk: 19, of: 100))
  }

  @Test("is not told beyond the follow-up, where nothing says who was at risk, or where the calls reach as far")
  func without() throws {
    let model = try Self.model()
    #expect(try Self.model(last: 9.9).tenYearReach(Self.curves(100, 100)) == .tooShort(last: 9.9))
    #expect(model.tenYearReach([]) == .notKnown)
    #expect(model.tenYearReach(Self.curves(nil, nil)) == .notKnown)
    #expect(try Self.model(count: 500).tenYearReach(Self.curves(100, 100)) == .notKnown, "the curves are of others")
    #expect(try Self.model(horizon: 10).tenYearReach(Self.curves(100, 100)) == .ownHorizon)
    let clinical = ClinicalVariables(age: 60)
    for curves in [Self.curves(14, 25), [], Self.curves(nil, nil)] {
      #expect(model.tenYearEstimate(score: 1, scoreSD: 0.1, clinical: clinical, curves: curves) == nil)
    }
    #expect(
      try Self.model(last: 9.9).tenYearEstimate(
        score: 1, scoreSD: 0.1, clinical: clinical, curves: Self.curves(100, 100)) == nil)
  }

  /// H = 0.12 exp(0.5); var log H = (0.0004 + (0.5 * 0.12 - 0.03)^2 * 0.04) / 0.12^2 + 0.1^2; limits at 1.96 of its
  /// root. Worked with Python.
  @Test("has the hazard at ten years with its own interval, whether the slide answers alone or not")
  func byHand() throws {
    for clinical in [ClinicalVariables(), ClinicalVariables(age: 60)] {
      let estimate = try #require(
        try Self.model().tenYearEstimate(score: 1, scoreSD: 0.1, clinical: clinical, curves: Self.curves(30, 60)))
      #expect(abs(estimate.probability - 0.17950425348725052) < 1e-12)
      #expect(abs(estimate.interval.lower - 0.12497705617823207) < 1e-12)
      #expect(abs(estimate.interval.upper - 0.25412449035753726) < 1e-12)
    }
  }

  @Test("leaves the call, its probability and its interval as they are")
  func call() throws {
    let (model, clinical) = (try Self.model(), ClinicalVariables(age: 60, er: .positive, her2: .negative))
    let quality = QualitySummary(tiles: 400, tilesAvailable: 400)
    let verdict = model.verdict(score: 0.4, scoreSD: 0.1, clinical: clinical, quality: quality)
    let later = try #require(
      model.tenYearEstimate(score: 0.4, scoreSD: 0.1, clinical: clinical, curves: Self.curves(30, 60)))
    // 1 - exp(-0.05 exp(-0.1)) = 4.4 %, and 1 - exp(-0.12 exp(-0.1)) = 10.3 %.
    #expect(verdict.call == .low && abs((verdict.estimate?.probability ?? 0) - (1 - exp(-0.05 * exp(-0.1)))) < 1e-12)
    #expect(later.probability > 0.1)
  }
}
