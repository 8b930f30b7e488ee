import Basics
import Prognosis
import SurvivalStatistics
import Testing

@testable import NeuralNetworks

@Suite("The threshold of a training")
struct ThresholdRuleTests {
  /// Four relapses before five years and four who are free after, nobody censored before, so that all weigh the same:
  ///
  ///     probability   0.02  0.04  0.06  0.08  0.10  0.20  0.30  0.40
  ///     relapse         -     -     x     -     x     -     x     x
  private static let probabilities = [0.02, 0.04, 0.06, 0.08, 0.10, 0.20, 0.30, 0.40]
  private static let relapses = [false, false, true, false, true, false, true, true]
  private static let times = relapses.enumerated().map { index, event in
    SurvivalTime(time: event ? Double(1 + index) / 2 : 8, event: event)
  }

  @Test("a given probability is the threshold, whatever the patients")
  func given() throws {
    #expect(try ThresholdRule.probability(0.05).threshold([], [], horizon: 5) == 0.05)
  }

  @Test(
    "it is the lowest with the wanted specificity: at a share of the relapse-free, the number after theirs",
    arguments: [(0.25, 0.02, 7), (0.5, 0.04, 6), (0.6, 0.08, 4), (0.75, 0.08, 4), (1, 0.20, 2)])
  func chosen(specificity: Double, cut: Double, high: Int) throws {
    let threshold = try ThresholdRule.specificity(specificity).threshold(Self.probabilities, Self.times, horizon: 5)
    #expect(threshold == cut.nextUp)
    let isHigh = Self.probabilities.map { $0 >= threshold }
    #expect(isHigh.count { $0 } == high)
    let free = Self.relapses.indices.filter { !Self.relapses[$0] }
    let found = Double(free.count { !isHigh[$0] }) / Double(free.count)
    #expect(found >= specificity && found - specificity < 0.25)
  }

  @Test("follow-up that does not reach the horizon chooses no threshold")
  func shortFollowUp() {
    #expect(throws: SurvivalFailure.horizonPastFollowUp(horizon: 9, last: 8)) {
      try ThresholdRule.specificity(0.5).threshold(Self.probabilities, Self.times, horizon: 9)
    }
  }

  @Test("whoever is exactly at the threshold counts as high, as a bundle calls her")
  func atThreshold() throws {
    let statistics = OutOfFoldStatistics(
      combined: Self.probabilities, clinical: Self.probabilities.reversed(), times: Self.times, threshold: 0.10,
      horizon: 5)
    let found = try statistics.bootstrap(SeededDraws(seed: 1)).estimates
    // High: 0.10 x, 0.20 -, 0.30 x, 0.40 x.
    let call = try #require(statistics.call)
    #expect(call.accuracy.sensitivity == 0.75 && call.accuracy.specificity == 0.75)
    #expect(call.accuracy.positivePredictiveValue == 0.75 && call.accuracy.negativePredictiveValue == 0.75)
    // Wilson's of 3 of 4.
    #expect(abs(try #require(call.limits.sensitivity).lower - 0.3006418) < 1e-6)
    // Turned round, the relapse-free have 0.06, 0.10, 0.30 and 0.40: three of four are low up to 0.30, as is every
    // relapse.
    #expect(found[Statistic.clinicalSensitivity.rawValue] == 0)
  }

  @Test("a chosen threshold is said to be judged on the patients it was chosen on, and a given one is not")
  func apparent() throws {
    func notes(_ rule: ThresholdRule) throws -> [String] {
      var description = TrainingRunTests.description
      description.threshold = rule
      let run = TrainingRun(description, plan: SmallBundle.plan())
      let card = try run.run(SmallBundle.patients).bundle.card
      return card.performance.filter { $0.name.hasSuffix("at the threshold") }.map(\.note)
    }
    let (chosen, given) = (try notes(.specificity(0.6)), try notes(.probability(0.3)))
    #expect(chosen.count == 4 && chosen.allSatisfy { $0.contains("apparent") })
    #expect(given.count == 4 && given.allSatisfy { !$0.contains("apparent") })
  }

  private typealias Statistic = OutOfFoldStatistics.Statistic
}
