import Basics
import Testing

@testable import SurvivalStatistics

@Suite("statistics of resamples without sorting")
struct ResampledCohortTests {
  /// Times on a grid, so that events and censorings are tied, and scores of few values.
  private static func subjects(_ seed: UInt64, _ count: Int = 60) -> (times: [SurvivalTime], scores: [Double]) {
    var random = SeededDraws(seed: seed)
    func draw(_ bound: UInt64) -> Double { Double(random.next() % bound) }
    let times = (0..<count).map { _ in SurvivalTime(time: 1 + draw(20), event: draw(5) < 3) }
    return (times, (0..<count).map { _ in draw(12) / 12 })
  }

  @Test(
    "they are those of the plain functions on the drawn subjects",
    arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64], CensoringDistribution.Evaluation.allCases)
  func same(seed: UInt64, evaluation: CensoringDistribution.Evaluation) throws {
    let (times, scores) = Self.subjects(seed)
    let options = AccuracyOptions(evaluation: evaluation)
    let cohort = try ResampledCohort(times, evaluation: evaluation)
    let marker = try cohort.marker(scores)
    var random = SeededDraws(seed: seed &+ 100)
    for draw in 0..<20 {
      let size = draw < 4 ? 5 : 60
      let rows = (0..<size).map { _ in Int(random.next() % 60) }
      let counts = (0..<60).map { subject in rows.count { $0 == subject } }
      let (drawn, own) = (rows.map { times[$0] }, rows.map { scores[$0] })
      let last = drawn.map(\.time).max() ?? 0
      let found = cohort.drawn(counts)
      for horizon in [3.0, 10, 19.5] {
        let c = found.concordances(marker, tau: horizon)
        expect(c.harrell, try? concordance(scores: own, times: drawn).index)
        let uno = try? unoConcordance(scores: own, times: drawn, tau: horizon, options: options).index
        expect(c.uno, horizon <= last ? uno : nil)
        let by = found.horizon(horizon)
        let area = try? cumulativeDynamicAUC(scores: own, times: drawn, horizons: [horizon], options: options)
        expect(by?.area(marker), area?.first?.area)
        let brier = try? brierScore(probabilities: own, times: drawn, horizon: horizon, options: options)
        expect(by?.brier(cohort.column(scores)).score, brier?.score)
        expect(by?.brier(cohort.column(scores)).null, brier?.null)
        let call = try? thresholdAccuracy(
          scores: own, times: drawn, threshold: 0.5, horizon: horizon, options: options)
        expect(by?.specificity(marker, cut: 0.5), call?.specificity)
        let curve = try? cumulativeDynamicROC(scores: own, times: drawn, horizon: horizon, options: options)
        for specificity in [0, 0.3, 0.77, 1] {
          expect(
            by?.sensitivity(marker, atSpecificity: specificity), curve?.sensitivity(atSpecificity: specificity))
        }
      }
    }
  }

  private func expect(_ found: Double?, _ wanted: Double?) {
    guard let found, let wanted else {
      #expect((found == nil) == (wanted == nil))
      return
    }
    #expect(abs(found - wanted) < 1e-9)
  }

  @Test("the limits do not depend on the number of workers, and the draws are those of a generator in the same state")
  func workers() throws {
    let (times, scores) = Self.subjects(9)
    let cohort = try ResampledCohort(times)
    let marker = try cohort.marker(scores)
    func bootstrap(_ workers: Int) throws -> Bootstrap {
      try Bootstrap(count: 60, resamples: 40, from: SeededDraws(seed: 5), workers: workers) {
        [cohort.drawn($0).concordances(marker, tau: 10).harrell]
      }
    }
    let one = try bootstrap(1)
    #expect(try bootstrap(2) == one && bootstrap(7) == one)
    var random = SeededDraws(seed: 5)
    let plain = try Bootstrap(count: 60, resamples: 40, using: &random) { rows throws(SurvivalFailure) in
      [try concordance(scores: rows.map { scores[$0] }, times: rows.map { times[$0] }).index]
    }
    for (a, b) in zip(one.replicates[0], plain.replicates[0]) { expect(a, b) }
  }
}

@Suite("times that differ by rounding alone")
struct TiedTimesTests {
  @Test("they are tied as R's timefix ties them: by 2^-26, or 2^-26 of the mean of all, from one to the next")
  func tied() {
    let noisy = [2.0, 6.1, 6.0999999999999943, 1.4, 1.4 + 2e-8, 4.9, 4.8999999999999990]
    let times = noisy.map { SurvivalTime(time: $0, event: true) }.tiedWhereAlmostEqual.map(\.time)
    #expect(times == [2, 6.0999999999999943, 6.0999999999999943, 1.4, 1.4, 4.8999999999999990, 4.8999999999999990])
    let apart = [1.0, 1 + 2e-7, 3].map { SurvivalTime(time: $0, event: false) }
    #expect(apart.tiedWhereAlmostEqual == apart)
  }

  @Test("a chain of small steps is one time, its first, and what is not finite is left")
  func chain() {
    let times = [5.0, 5 + 1e-8, 5 + 2e-8, .infinity, -.infinity].map { SurvivalTime(time: $0, event: true) }
    #expect(times.tiedWhereAlmostEqual.map(\.time) == [5, 5, 5, .infinity, -.infinity])
    #expect([SurvivalTime]().tiedWhereAlmostEqual.isEmpty)
  }
}
