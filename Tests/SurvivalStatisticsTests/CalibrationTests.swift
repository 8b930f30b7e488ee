import Foundation
import SurvivalStatistics
import Testing

@Suite("calibration and net benefit")
struct CalibrationTests {
  /// The probabilities that `r_survival.R` makes: too extreme on purpose.
  static func predictions() throws -> (probabilities: [Double], times: [SurvivalTime]) {
    let data = try Dataset.gbsg2()
    let model = try CoxRegression.fit(data.covariates, times: data.times)
    let scores = data.times.indices.map { row in model.linearPredictor(data.covariates.map { $0.values[row] }) }
    return (scores.map { -expm1(-exp(-0.6 + 1.3 * $0)) }, data.times)
  }

  @Test("slope, O/E, ICI, E50, E90 and Emax agree with R on GBSG2 at 1825 days")
  func smooth() throws {
    let (probabilities, times) = try Self.predictions()
    let expected = try Fixtures.r.get().calibration
    let curve = try calibrationCurve(probabilities: probabilities, times: times, horizon: 1825)
    #expect(relativeError(curve.integratedCalibrationIndex, expected.ici[0]) < 1e-6)
    #expect(relativeError(curve.e50, expected.e50[0]) < 1e-6)
    #expect(relativeError(curve.e90, expected.e90[0]) < 1e-6)
    #expect(relativeError(curve.eMax, expected.emax[0]) < 1e-6)
    let slope = try calibrationSlope(linearPredictors: probabilities.map { log(-log1p(-$0)) }, times: times)
    #expect(relativeError(slope.coefficient, expected.slope[0]) < 1e-6)
    #expect(relativeError(slope.standardError, expected.slope[1]) < 1e-6)
    let mean = try meanCalibration(probabilities: probabilities, times: times, horizon: 1825)
    #expect(relativeError(mean.ratio, expected.oe[0]) < 1e-6)
    #expect(mean.events == Int(expected.events[0]))
    #expect(relativeError(mean.upper / mean.ratio, exp(1.96 / 285.0.squareRoot())) < 1e-5)
    #expect(relativeError(mean.lower * mean.upper, mean.ratio * mean.ratio) < 1e-14)
  }

  @Test("groups of equal size set the mean prediction against Kaplan-Meier")
  func groups() throws {
    let (probabilities, times) = try Self.predictions()
    let groups = try calibrationGroups(probabilities: probabilities, times: times, horizon: 1825, groups: 5)
    #expect(groups.map(\.count) == [137, 137, 137, 137, 138])
    #expect(zip(groups, groups.dropFirst()).allSatisfy { $0.predicted < $1.predicted })
    let lowest = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }.prefix(137)
    let curve = try KaplanMeier(lowest.map { times[$0] })
    #expect(groups[0].observed == 1 - curve.survival(at: 1825))
    let limits = try #require(curve.limits(at: 1825, .logLog))
    #expect(groups[0].upper == 1 - limits.lower)
  }

  @Test("equal probabilities stay in one group, and a group not followed to the horizon has no observed risk")
  func tiedGroups() throws {
    let times = survival([1, 9, 9, 9, 2, 3], [1, 0, 1, 0, 1, 0])
    let groups = try calibrationGroups(
      probabilities: [0.2, 0.2, 0.2, 0.2, 0.7, 0.7], times: times, horizon: 5, groups: 3)
    #expect(groups.map(\.count) == [4, 2])
    #expect(groups[0].observed == 0.25)
    #expect(groups[1].observed == nil)
    #expect(groups[1].events == 1)
  }

  @Test("net benefit agrees with the formula in R on GBSG2; treating all and none by hand")
  func netBenefits() throws {
    let (probabilities, times) = try Self.predictions()
    let thresholds = [0.1, 0.3, 0.5, 0.7]
    let curve = try netBenefit(probabilities: probabilities, times: times, horizon: 1825, thresholds: thresholds)
    for (point, expected) in zip(curve, try Fixtures.r.get().net_benefit) {
      #expect(relativeError(try #require(point.model), expected) < 1e-6)
    }
    let survival = try KaplanMeier(times).survival(at: 1825)
    #expect(abs(curve[2].treatAll - ((1 - survival) - survival)) < 1e-15)
    let reduction = try #require(curve[1].reductionPerHundred)
    #expect(abs(reduction - 100 * (try #require(curve[1].model) - curve[1].treatAll) * 7 / 3) < 1e-10)
  }

  @Test("net benefit is unknown where the treated were not followed to the horizon")
  func unknown() throws {
    let times = survival([1, 2, 9, 9], [1, 0, 1, 0])
    let curve = try netBenefit(
      probabilities: [0.8, 0.9, 0.1, 0.2], times: times, horizon: 5, thresholds: [0.05, 0.5, 0.95])
    #expect(curve[0].model == curve[0].treatAll)
    #expect(curve[1].model == nil)
    // Above every probability nobody is treated.
    #expect(curve[2].model == 0)
    #expect(curve[1].reductionPerHundred == nil)
  }

  @Test("names what it cannot calibrate")
  func failures() {
    let times = survival([1, 2, 3, 4], [0, 1, 0, 1])
    let p = [0.1, 0.2, 0.3, 0.4]
    func mean(_ horizon: Double) -> SurvivalFailure? {
      failure { try meanCalibration(probabilities: p, times: times, horizon: horizon) }
    }
    #expect(mean(4.5) == .horizonPastFollowUp(horizon: 4.5, last: 4))
    #expect(mean(1.5) == .noEventsBy(horizon: 1.5))
    #expect(
      failure { try calibrationCurve(probabilities: [0, 0.2, 0.3, 0.4], times: times, horizon: 3) }
        == .invalidProbability(index: 0))
    #expect(
      failure { try calibrationGroups(probabilities: p, times: times, horizon: 3, groups: 0) }
        == .tooFew(name: "groups", minimum: 1, found: 0))
    #expect(
      failure { try netBenefit(probabilities: p, times: times, horizon: 3, thresholds: [0.2, 1]) }
        == .invalidProbability(index: 1))
  }
}
