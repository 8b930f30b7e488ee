import Foundation
import SurvivalStatistics
import Testing

@testable import NeuralNetworks

/// The figures of other people's code were computed in Python (float64) with the losses of Owkin, PORPOISE and
/// torchsurv.
@Suite("Losses on survival")
struct SurvivalLossTests {
  private static let scores = [0.2, -0.5, 1.1, 0.3, -0.2, 0.8]
  private static let events = [true, true, true, false, false, true]

  private static func times(_ times: [Double], _ events: [Bool] = events) -> [SurvivalTime] {
    zip(times, events).map { SurvivalTime(time: $0, event: $1) }
  }

  @Test("without ties, Cox's loss an event is 1.264542, be it Breslow's or Efron's", arguments: TieMethod.allCases)
  func cox(ties: TieMethod) throws {
    let likelihood = try CoxPartialLikelihood(Self.times([5, 3, 2, 8, 1, 7]), ties: ties)
    #expect(abs(try likelihood.lossAndGradient(eta: Self.scores).loss - 1.264542) < 5e-7)
  }

  @Test("with ties, Cox's loss over four events sums to 5.107231 by Efron, 5.794147 by Breslow")
  func ties() throws {
    let times = Self.times([5, 3, 3, 8, 1, 5])
    let efron = try CoxPartialLikelihood(times).lossAndGradient(eta: Self.scores).loss
    let breslow = try CoxPartialLikelihood(times, ties: .breslow).lossAndGradient(eta: Self.scores).loss
    #expect(abs(4 * efron - 5.107231) < 1e-6 && abs(4 * breslow - 5.794147) < 1e-6)
  }

  @Test(
    "discrete hazards agree with PORPOISE's loss for every weight of the censored",
    arguments: [(0, 1.871445), (0.15, 1.706418), (0.4, 1.431374)])
  func hazards(alpha: Double, expected: Double) {
    let loss = DiscreteHazardLoss(bins: [1, 2], events: [true, false], count: 4, alpha: alpha)
    let found = loss.lossAndGradient(logits: [0.1, -0.2, 0.3, 0, 0.5, 0.4, -1, 0.2]).loss
    #expect(abs(found - expected) < 5e-7)
  }

  @Test("time bins cut the relapses, not the censored, in equal parts; a time at a limit is below it")
  func bins() {
    let times = Self.times([1, 2, 3, 4, 9, 9, 9, 9], [true, true, true, true, false, false, false, false])
    #expect(DiscreteHazardLoss.limits(times, bins: 4) == [1, 2, 3])
    let loss = DiscreteHazardLoss(times, limits: [1, 2, 3])
    let gradient = loss.lossAndGradient(logits: [Double](repeating: 0, count: 32)).gradient
    // Half a hazard everywhere, of eight patients: the second relapses in the second bin, the last lives through all.
    #expect(gradient[4..<8] == [0.0625, -0.0625, 0, 0] && gradient[28..<32] == [0.0625, 0.0625, 0.0625, 0.0625])
    #expect(DiscreteHazardLoss.limits(Self.times([3, 3, 3], [true, true, true]), bins: 4) == [])
  }

  @Test("the intercepts start at the empirical hazards, at which the loss is flat but for the half patients")
  func intercepts() {
    let loss = DiscreteHazardLoss(bins: [0, 0, 1, 1], events: [true, false, true, true], count: 2, alpha: 0)
    let hazards = loss.empiricalIntercepts.map { 1 / (1 + exp(-$0)) }
    #expect(zip(hazards, [1.5 / 5, 2.5 / 3]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("the smooth concordance is what the pairs one by one give, and Harrell's c where the step is steep")
  func smooth() throws {
    let times = Self.times([5, 3, 3, 8, 1, 5], [true, true, false, false, true, true])
    let pairs = (0..<6).flatMap { i in
      (0..<6).filter { times[i].event && times[i].time < times[$0].time }.map { (i, $0) }
    }
    let shares = pairs.map { 1 / (1 + exp(-(Self.scores[$0] - Self.scores[$1]) / 0.7)) }
    let loss = try SmoothConcordanceLoss(times, width: 0.7).lossAndGradient(scores: Self.scores).loss
    #expect(pairs.count == 10 && abs(loss - (1 - shares.reduce(0, +) / 10)) < 1e-12)
    let strict = Self.times([5, 3, 2, 8, 1, 7])
    let steep = try SmoothConcordanceLoss(strict, width: 1e-4).lossAndGradient(scores: Self.scores).loss
    #expect(abs(1 - steep - (try concordance(scores: Self.scores, times: strict).index)) < 1e-12)
    #expect(throws: SurvivalFailure.noComparablePairs) {
      try SmoothConcordanceLoss(Self.times([1, 2], [false, true]))
    }
  }

  @Test("scores a hundred apart make no loss infinite", arguments: SurvivalLoss.allCases)
  func extremes(loss: SurvivalLoss) throws {
    let times = Self.times([5, 3, 2, 8, 1, 7])
    let limits = DiscreteHazardLoss.limits(times, bins: PreparedLoss.bins)
    let prepared = try PreparedLoss(loss, times, limits: limits)
    let value = try prepared.value([-800, 0, 900, 100, -100, 800], intercepts: prepared.intercepts)
    #expect(value.loss.isFinite && value.scores.allSatisfy(\.isFinite))
  }

  @Test("every loss's gradient agrees with central differences", arguments: SurvivalLoss.allCases)
  func gradients(loss: SurvivalLoss) throws {
    let times = Self.times([5, 3, 3, 8, 1, 5], [true, true, false, false, true, true])
    let limits = DiscreteHazardLoss.limits(times, bins: PreparedLoss.bins)
    let prepared = try PreparedLoss(loss, times, limits: limits)
    let intercepts = prepared.intercepts
    let value = try prepared.value(Self.scores, intercepts: intercepts)
    for i in Self.scores.indices {
      let slope = try Self.slope { step in
        var moved = Self.scores
        moved[i] += step
        return try prepared.value(moved, intercepts: intercepts).loss
      }
      #expect(abs(slope - value.scores[i]) < 1e-8, "score \(i)")
    }
    #expect(value.intercepts.count == intercepts.count)
    for k in intercepts.indices {
      let slope = try Self.slope { step in
        var moved = intercepts
        moved[k] += step
        return try prepared.value(Self.scores, intercepts: moved).loss
      }
      #expect(abs(slope - value.intercepts[k]) < 1e-8, "intercept \(k)")
    }
    #expect((value.scores.map { abs($0) }.max() ?? 0) > 0.01)
  }

  /// Central difference at 0.
  private static func slope(_ function: (Double) throws -> Double) rethrows -> Double {
    try (function(1e-5) - function(-1e-5)) / 2e-5
  }
}
