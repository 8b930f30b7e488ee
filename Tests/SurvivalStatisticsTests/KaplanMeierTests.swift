import SurvivalStatistics
import Testing

@Suite("Kaplan-Meier")
struct KaplanMeierTests {
  @Test("agrees with the table worked by hand: events before censorings at a tied time")
  func byHand() throws {
    // time  at risk  events  S
    //   1      5       1     4/5
    //   2      4       1     4/5 * 3/4 = 3/5   (one more is censored at 2, still at risk there)
    //   3      2       0     3/5
    //   4      1       1     0
    let estimate = try KaplanMeier(survival([2, 1, 2, 4, 3], [1, 1, 0, 1, 0]))
    #expect(estimate.steps.map(\.time) == [1, 2, 3, 4])
    #expect(estimate.steps.map(\.atRisk) == [5, 4, 2, 1])
    #expect(estimate.steps.map(\.events) == [1, 1, 0, 1])
    #expect(estimate.steps.map(\.censored) == [0, 1, 1, 0])
    #expect(zip(estimate.steps.map(\.survival), [0.8, 0.6, 0.6, 0]).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test(
    "agrees with R on the leukaemia data",
    arguments: [
      (5.0, 0.9130434783), (8, 0.8260869565), (9, 0.7826086957), (18, 0.6459627329), (23, 0.5465838509),
    ])
  func leukaemia(time: Double, expected: Double) throws {
    let estimate = try KaplanMeier(Leukaemia.all)
    #expect(abs(estimate.survival(at: time) - expected) < 1e-10)
  }

  @Test("its three kinds of limits agree with R on the leukaemia data")
  func limits() throws {
    let estimate = try KaplanMeier(Leukaemia.all)
    let expected: [(KaplanMeier.Limits, Double, Double)] = [
      (.log, 0.4752577247, 0.8779822623), (.logLog, 0.4139529507, 0.8053077645), (.plain, 0.4477267323, 0.8441987336),
    ]
    for (kind, lower, upper) in expected {
      let limits = try #require(estimate.limits(at: 18, kind))
      #expect(abs(limits.lower - lower) < 1e-10)
      #expect(abs(limits.upper - upper) < 1e-10)
    }
    #expect(abs(try #require(estimate.standardError(at: 5)) - 0.05875338) < 1e-8)
  }

  @Test("a value holds from its time on, not before it")
  func steps() throws {
    let estimate = try KaplanMeier(Leukaemia.all)
    #expect(estimate.survival(at: 4.999) == 1)
    #expect(estimate.survival(at: 5) == estimate.survival(at: 7.999))
    #expect(estimate.atRisk(at: 5) == 23)
    #expect(estimate.atRisk(at: 5.001) == 21)
    #expect(estimate.atRisk(at: 161) == 1)
    #expect(estimate.atRisk(at: 161.1) == 0)
    #expect(estimate.lastTime == 161)
  }

  @Test("has no limits where survival is 0, and no log-log limits where it is 1")
  func undefinedLimits() throws {
    let estimate = try KaplanMeier(survival([1, 2], [1, 1]))
    #expect(estimate.survival(at: 2) == 0)
    #expect(estimate.standardError(at: 2) == nil)
    #expect(estimate.limits(at: 2, .log) == nil)
    #expect(estimate.limits(at: 0.5, .logLog) == nil)
    let before = try #require(estimate.limits(at: 0.5, .log))
    #expect(before == (1, 1))
  }

  @Test("without events survival stays 1")
  func allCensored() throws {
    let estimate = try KaplanMeier(survival([1, 2, 3], [0, 0, 0]))
    #expect(estimate.survival(at: 3) == 1)
    #expect(estimate.events == 0)
  }

  @Test("names the subject whose time is impossible", arguments: [0, -1, Double.nan, .infinity])
  func invalidTime(time: Double) {
    #expect(failure { try KaplanMeier(survival([1, time], [1, 1])) } == .invalidTime(index: 1))
    #expect(failure { try KaplanMeier([]) } == .empty)
  }

  private struct Expected: Decodable {
    struct Limits: Decodable {
      let time: [Double]
      let surv: [Double]
      let std_err: [Double]
      let lower: [Double]
      let upper: [Double]
      let n_risk: [Int]
    }

    let kaplan_meier_gbsg: [String: Limits]
  }

  @Test(
    "agrees with R on GBSG to 1e-12, for each kind of limits",
    .enabled(if: Reference.isPresent, "\(Reference.why)"), arguments: KaplanMeier.Limits.allCases)
  func gbsg(kind: KaplanMeier.Limits) throws {
    let expected = try #require(
      Reference.json("survival/r_survival.json", as: Expected.self).kaplan_meier_gbsg[kind.rawValue])
    let estimate = try KaplanMeier(BreastCohort("cohorts/gbsg.csv").times)
    for (index, time) in expected.time.enumerated() {
      let limits = try #require(estimate.limits(at: time, kind))
      #expect(relativeError(estimate.survival(at: time), expected.surv[index]) < 1e-12)
      #expect(relativeError(try #require(estimate.standardError(at: time)), expected.std_err[index]) < 1e-12)
      #expect(relativeError(limits.lower, expected.lower[index]) < 1e-12)
      #expect(relativeError(limits.upper, expected.upper[index]) < 1e-12)
      #expect(estimate.atRisk(at: time) == expected.n_risk[index])
    }
  }
}
