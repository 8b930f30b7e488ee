import Basics
import SurvivalStatistics
import Testing

@Suite("Harrell's concordance")
struct ConcordanceTests {
  /// All pairs, straight from the definition; the jackknife by the derivative for each subject's weight.
  static func slow(_ scores: [Double], _ times: [SurvivalTime]) -> (counts: [Int], index: Double, error: Double) {
    var counts = [0, 0, 0, 0, 0]
    var numerators = [Double](repeating: 0, count: scores.count)
    var comparables = numerators
    for i in scores.indices {
      for j in scores.indices where i != j && times[i].event {
        let (a, b) = (times[i], times[j])
        if a.time == b.time, b.event {
          if i < j { counts[scores[i] == scores[j] ? 4 : 3] += 1 }
          continue
        }
        guard a.time < b.time || (a.time == b.time && !b.event) else { continue }
        let kind = scores[i] > scores[j] ? 0 : scores[i] < scores[j] ? 1 : 2
        counts[kind] += 1
        for subject in [i, j] {
          numerators[subject] += [1, 0, 0.5][kind]
          comparables[subject] += 1
        }
      }
    }
    let comparable = Double(counts[0] + counts[1] + counts[2])
    let index = (Double(counts[0]) + 0.5 * Double(counts[2])) / comparable
    let variance = zip(numerators, comparables).reduce(0) {
      $0 + (($1.0 - index * $1.1) / comparable) * (($1.0 - index * $1.1) / comparable)
    }
    return (counts, index, variance.squareRoot())
  }

  @Test("counts as the pairwise definition does, with ties in scores and times", arguments: 0..<12 as Range<UInt64>)
  func definition(seed: UInt64) throws {
    var random = SeededDraws(seed: seed)
    let count = 2 + Int(seed) * 6
    var times = (0..<count).map { _ in
      SurvivalTime(time: Double(Int.random(in: 1...9, using: &random)), event: Bool.random(using: &random))
    }
    times[0] = SurvivalTime(time: 0.5, event: true)
    let scores = (0..<count).map { _ in Double(Int.random(in: -4...4, using: &random)) }
    let expected = Self.slow(scores, times)
    let found = try concordance(scores: scores, times: times)
    #expect(
      [found.concordant, found.discordant, found.tiedScore, found.tiedTime, found.tiedBoth] == expected.counts)
    #expect(abs(found.index - expected.index) < 1e-15)
    #expect(abs(found.standardError - expected.error) < 1e-14)
  }

  /// scikit-survival, tests/test_metrics.py; c, concordant, discordant, tied score.
  struct Gold: Sendable {
    let time: [Double]
    let event: [Int]
    let score: [Double]
    let index: Double
    let counts: [Int]
  }

  static let early: [Double] = [1, 5, 6, 11, 34, 45, 46, 50]
  static let tied: [Double] = [1, 5, 6, 11, 11, 34, 45, 45, 50]
  static let tiedScores: [Double] = [5, 8, 11, 19, 34, 12, 3, 9, 12]
  static let golds = [
    Gold(
      time: early, event: [0, 1, 1, 0, 0, 1, 0, 0], score: [5, 8, 11, 34, 12, 3, 9, 12], index: 0.2307692307692308,
      counts: [3, 10, 0]),
    Gold(
      time: early, event: [1, 1, 1, 1, 1, 1, 1, 1], score: [8, 7, 6, 5, 4, 3, 2, 1], index: 1, counts: [28, 0, 0]),
    Gold(
      time: early, event: [0, 1, 1, 0, 1, 1, 0, 0], score: [5, 15, 11, 34, 12, 3, 9, 12], index: 0.59375,
      counts: [9, 6, 1]),
    Gold(time: tied, event: [0, 1, 1, 0, 1, 0, 1, 0, 0], score: tiedScores, index: 0.4, counts: [8, 12, 0]),
    Gold(
      time: tied, event: [0, 1, 0, 1, 1, 0, 1, 0, 0], score: tiedScores, index: 0.5294117647058824, counts: [9, 8, 0]),
    Gold(
      time: [34, 11, 11, 5, 1, 89, 13, 45, 7, 13, 9, 13], event: [1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1],
      score: [1, 19, 13, 13, 15, 14, 19, 23, 11, 10, 11, 1], index: 0.5681818181818182, counts: [12, 9, 1]),
  ]

  @Test("agrees with scikit-survival's worked cases", arguments: golds)
  func scikitSurvival(gold: Gold) throws {
    let found = try concordance(scores: gold.score, times: survival(gold.time, gold.event))
    #expect([found.concordant, found.discordant, found.tiedScore] == gold.counts)
    #expect(abs(found.index - gold.index) < 1e-15)
  }

  @Test("agrees with R's standard error on the leukaemia data")
  func standardError() throws {
    // R: a higher x goes with a longer time, so that the risk is its negative.
    let x: [Double] = [1, 6, 2, 7, 3, 7, 3, 8, 4, 4, 5]
    let found = try concordance(scores: x.map { -$0 }, times: Leukaemia.maintained)
    #expect([found.concordant, found.discordant, found.tiedScore] == [24, 14, 2])
    #expect(found.index == 0.625)
    #expect(abs(found.standardError - 0.1288470508) < 1e-10)
  }

  private struct Expected: Decodable {
    struct Validation: Decodable { let harrell: [Double] }
    let gbsg_validation: Validation
  }

  @Test("agrees with scikit-survival on GBSG, pair for pair", .enabled(if: Reference.isPresent, "\(Reference.why)"))
  func gbsg() throws {
    let expected = try Reference.json("survival/scikit_survival.json", as: Expected.self).gbsg_validation.harrell
    let scores = try Reference.table("cohorts/gbsg_linear_predictor.csv")["lp"] ?? []
    let found = try concordance(
      scores: scores.compactMap(Double.init), times: BreastCohort("cohorts/gbsg.csv").times)
    #expect(relativeError(found.index, expected[0]) < 1e-15)
    #expect([found.concordant, found.discordant, found.tiedScore].map(Double.init) == Array(expected[1...]))
  }

  @Test("refuses what cannot be ordered, by name")
  func failures() {
    func fail(_ scores: [Double], _ times: [SurvivalTime]) -> SurvivalFailure? {
      failure { try concordance(scores: scores, times: times) }
    }
    #expect(fail([1, 2], survival([1, 2], [0, 0])) == .noComparablePairs)
    #expect(fail([1, 2], survival([1, 1], [1, 1])) == .noComparablePairs)
    #expect(fail([1], survival([1, 2], [1, 1])) == .countsDiffer(name: "score", expected: 2, found: 1))
    #expect(fail([1, .infinity], survival([1, 2], [1, 1])) == .notFinite(column: "score", index: 1))
    #expect(fail([], []) == .empty)
  }
}
