import Basics
import SurvivalStatistics
import Testing

@Suite("medians, cumulative hazard and the log-rank test")
struct CurveTests {
  @Test("medians and their limits agree with R, by sex on the lung data", arguments: KaplanMeier.Limits.allCases)
  func medians(kind: KaplanMeier.Limits) throws {
    let lung = try Dataset.wholeLung()
    let expected = try #require(Fixtures.r.get().lung_medians[kind.rawValue])
    for (index, sex) in [1.0, 2].enumerated() {
      let times = zip(lung.times, lung.column("sex")).filter { $0.1 == sex }.map(\.0)
      let median = try KaplanMeier(times).median(kind)
      #expect([median.estimate, median.lower, median.upper] == [0, 2, 4].map { expected[index + $0] })
    }
  }

  @Test("a curve that rests at one half has the middle of the rest for its median, as in R")
  func middle() throws {
    let ends = try KaplanMeier(survival([1, 2, 3, 4], [1, 1, 0, 0])).median()
    #expect([ends.estimate, ends.lower, ends.upper] == (try Fixtures.r.get().half["log"]))
    let falls = try KaplanMeier(survival([1, 2, 3, 4], [1, 1, 0, 1])).median()
    #expect([falls.estimate, falls.lower, falls.upper] == (try Fixtures.r.get().half_then_less["log"]))
    #expect(try KaplanMeier(survival([1, 2], [0, 0])).median().estimate == nil)
  }

  @Test("numbers at risk at a grid of times")
  func atRisk() throws {
    #expect(try KaplanMeier(Leukaemia.all).atRisk(at: [0, 5, 5.5, 200]) == [23, 23, 21, 0])
  }

  @Test("Nelson-Aalen agrees with R on the leukaemia data, with both tie rules", arguments: TieMethod.allCases)
  func nelsonAalen(ties: TieMethod) throws {
    let r = try Fixtures.r.get()
    let expected = ties == .breslow ? r.nelson_aalen : r.fleming_harrington
    let estimate = try NelsonAalen(Leukaemia.all, ties: ties)
    for (index, time) in [5.0, 18, 23, 48].enumerated() {
      #expect(relativeError(estimate.cumulativeHazard(at: time), expected.cumhaz[index]) < 1e-13)
      #expect(relativeError(estimate.standardError(at: time), expected.se[index]) < 1e-13)
    }
    #expect(estimate.cumulativeHazard(at: 4.9) == 0)
    #expect(estimate.standardError(at: 4.9) == 0)
  }

  @Test("Nelson-Aalen is the baseline of the Cox model without columns", arguments: TieMethod.allCases)
  func baseline(ties: TieMethod) throws {
    let model = try CoxRegression.fit([], times: Leukaemia.all, ties: ties)
    let estimate = try NelsonAalen(Leukaemia.all, ties: ties)
    for time in [5.0, 23, 48] {
      #expect(relativeError(estimate.cumulativeHazard(at: time), model.baseline.cumulativeHazard(at: time)) < 1e-14)
    }
  }

  @Test("the log-rank test agrees with R: two arms of leukaemia, sexes of lung, four cell types")
  func logRank() throws {
    let leukaemia = try logRankTest(Leukaemia.all, groups: Leukaemia.group.map { Int($0) })
    #expect(leukaemia.observed == [7, 11])
    #expect(abs(leukaemia.test.statistic - 3.396388699) < 1e-9)
    #expect(abs(leukaemia.test.p - 0.06533932) < 1e-8)
    #expect(abs(leukaemia.expected[0] - 10.68933599) < 1e-8)
    #expect(abs(leukaemia.expected[1] - 7.310664008) < 1e-8)
    let lung = try Dataset.wholeLung()
    try check(
      logRankTest(lung.times, groups: lung.column("sex").map { Int($0) - 1 }), Fixtures.r.get().lung_logrank_sex)
    let veteran = try Dataset.veteran()
    let kinds = ["smallcell", "adeno", "large"].map { veteran.column($0) }
    let groups = veteran.times.indices.map { row in kinds.firstIndex { $0[row] == 1 }.map { $0 + 1 } ?? 0 }
    let four = try logRankTest(veteran.times, groups: groups)
    try check(four, Fixtures.r.get().veteran_logrank_celltype)
    #expect(abs(four.test.statistic - 25.40370035) < 1e-8)
    #expect(four.test.degreesOfFreedom == 3)
  }

  private func check(_ found: LogRankTest, _ expected: RSurvival.LogRank) throws {
    #expect(found.observed.map(Double.init) == expected.observed)
    #expect(zip(found.expected, expected.expected).allSatisfy { relativeError($0, $1) < 1e-12 })
    #expect(relativeError(found.test.statistic, expected.chisq[0]) < 1e-11)
  }

  private struct Expected: Decodable {
    struct Groups: Decodable {
      let median_lp: Double
      let n: [Int]
      let events: [Int]
      let logrank_chi2: Double
      let logrank_expected: [Double]
      let hazard_ratio: [Double]
      let wald_p: Double
      let km_surv: [Double]
      let km_lower: [Double]
    }
    let groups: Groups
  }

  @Test(
    "the two risk groups of GBSG agree with R: log-rank, hazard ratio with limits, p, curves with log-log limits",
    .enabled(if: Reference.isPresent, "\(Reference.why)"))
  func gbsg() throws {
    let expected = try Reference.json("survival/r_survival.json", as: Expected.self).groups
    let scores = (try Reference.table("cohorts/gbsg_linear_predictor.csv")["lp"] ?? []).compactMap(Double.init)
    let times = try BreastCohort("cohorts/gbsg.csv").times
    let groups = scores.map { $0 > expected.median_lp ? 1 : 0 }
    let found = try logRankTest(times, groups: groups)
    #expect(found.counts == expected.n)
    #expect(found.observed == expected.events)
    #expect(relativeError(found.test.statistic, expected.logrank_chi2) < 1e-11)
    #expect(zip(found.expected, expected.logrank_expected).allSatisfy { relativeError($0, $1) < 1e-12 })
    let effect = try CoxRegression.fit([CoxCovariate("group", groups.map(Double.init))], times: times).effects[0]
    let ratios = [effect.hazardRatio, effect.lower, effect.upper]
    #expect(zip(ratios, expected.hazard_ratio).allSatisfy { relativeError($0, $1) < 1e-9 })
    #expect(relativeError(effect.p, expected.wald_p) < 1e-8)
    for group in 0...1 {
      let curve = try KaplanMeier(zip(times, groups).filter { $0.1 == group }.map(\.0))
      for (index, time) in [1.0, 3, 5].enumerated() {
        #expect(relativeError(curve.survival(at: time), expected.km_surv[3 * group + index]) < 1e-12)
        let limits = try #require(curve.limits(at: time, .logLog))
        #expect(relativeError(limits.lower, expected.km_lower[3 * group + index]) < 1e-12)
      }
    }
  }

  @Test("without tied events it is the score test of the Cox model", arguments: [1, 2, 3] as [UInt64])
  func scoreTest(seed: UInt64) throws {
    var random = SeededDraws(seed: seed)
    let times = (1...40).map { SurvivalTime(time: Double($0), event: Bool.random(using: &random)) }
    let groups = times.map { _ in Int.random(in: 0...2, using: &random) }
    let columns = [1, 2].map { group in CoxCovariate("\(group)", groups.map { $0 == group ? 1 : 0 }) }
    let model = try CoxRegression.fit(columns, times: times, ridge: 1)
    let found = try logRankTest(times, groups: groups)
    #expect(relativeError(found.test.statistic, try #require(model.scoreTest)) < 1e-11)
  }

  @Test("refuses one group, groups in which no event is expected, and no event")
  func failures() {
    let times = survival([1, 2, 3], [0, 1, 1])
    #expect(failure { try logRankTest(times, groups: [0, 0, 0]) } == .oneGroup)
    #expect(failure { try logRankTest(times, groups: [1, 0, 0]) } == .oneGroup)
    #expect(failure { try logRankTest(times, groups: [1, 0]) } == .countsDiffer(name: "group", expected: 3, found: 2))
    #expect(failure { try logRankTest(survival([1, 2], [0, 0]), groups: [0, 1]) } == .noEvents)
  }
}
