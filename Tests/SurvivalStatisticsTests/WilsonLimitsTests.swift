import Foundation
import Testing

@testable import SurvivalStatistics

@Suite("limits of sensitivity, specificity and predictive values")
struct WilsonLimitsTests {
  @Test("20 of 20 are 0.839 to 1, 41 of 41 are 0.914 to 1, and 7 of 10 those of the published formula")
  func shares() {
    let all = WilsonLimits(share: 1, count: 20)
    #expect(abs(all.lower - 0.8388748) < 1e-6 && all.upper == 1)
    #expect(abs(WilsonLimits(share: 1, count: 41).lower - 0.9143324) < 1e-6)
    let none = WilsonLimits(share: 0, count: 20)
    #expect(none.lower == 0 && abs(none.upper - 0.1611252) < 1e-6)
    // R: prop.test(7, 10, correct = FALSE)$conf.int
    let some = WilsonLimits(share: 0.7, count: 10)
    #expect(abs(some.lower - 0.3967781) < 1e-6 && abs(some.upper - 0.8922087) < 1e-6)
  }

  /// Forty subjects with ties, censored before the horizon of 5 too.
  private static let times: [SurvivalTime] = (0..<40).map { index in
    SurvivalTime(time: Double(1 + (index * 7) % 19) / 2, event: index % 3 != 1)
  }
  private static let scores = (0..<40).map { Double(($0 * 11) % 13) }

  /// Sensitivity, specificity, PPV and NPV of weighted subjects, from the definitions and nothing else.
  private static func shares(
    _ weights: [Double], _ evaluation: CensoringDistribution.Evaluation, threshold: Double = 5, horizon: Double = 5
  ) -> [Double] {
    func uncensored(_ time: Double, inclusive: Bool) -> Double {
      Set(times.filter { !$0.event && ($0.time < time || (inclusive && $0.time == time)) }.map(\.time)).reduce(1) {
        product, c in
        let leaving = times.indices.reduce(0) { $0 + (times[$1].time == c && !times[$1].event ? weights[$1] : 0) }
        let atRisk = times.indices.reduce(0) {
          $0 + (times[$1].time > c || (times[$1].time == c && !times[$1].event) ? weights[$1] : 0)
        }
        return product * (1 - leaving / atRisk)
      }
    }
    var sums = [0.0, 0, 0, 0]
    for (index, one) in times.enumerated() {
      let isHigh = scores[index] > threshold
      if one.time > horizon {
        sums[isHigh ? 2 : 3] += weights[index] / uncensored(horizon, inclusive: true)
      } else if one.event {
        sums[isHigh ? 0 : 1] += weights[index] / uncensored(one.time, inclusive: evaluation == .at)
      }
    }
    return [
      sums[0] / (sums[0] + sums[1]), sums[3] / (sums[2] + sums[3]), sums[0] / (sums[0] + sums[2]),
      sums[3] / (sums[1] + sums[3]),
    ]
  }

  @Test(
    "the standard error is that of the derivatives by each subject's weight, the censoring estimated anew",
    arguments: CensoringDistribution.Evaluation.allCases)
  func jackknife(evaluation: CensoringDistribution.Evaluation) throws {
    let ones = [Double](repeating: 1, count: 40)
    let values = Self.shares(ones, evaluation)
    let options = AccuracyOptions(evaluation: evaluation)
    let found = try thresholdAccuracy(
      scores: Self.scores, times: Self.times, threshold: 5, horizon: 5, options: options)
    #expect(abs(found.sensitivity - values[0]) < 1e-12 && abs(found.specificity - values[1]) < 1e-12)
    let step = 1e-6
    var variances = [0.0, 0, 0, 0]
    for index in 0..<40 {
      var (up, down) = (ones, ones)
      up[index] += step
      down[index] -= step
      for (place, pair) in zip(Self.shares(up, evaluation), Self.shares(down, evaluation)).enumerated() {
        let derivative = (pair.0 - pair.1) / (2 * step)
        variances[place] += derivative * derivative
      }
    }
    let wanted = zip(values, variances).map { WilsonLimits(share: $0, count: $0 * (1 - $0) / $1) }
    let limits = try thresholdLimits(
      scores: Self.scores, times: Self.times, threshold: 5, horizon: 5, options: options)
    let all = [
      limits.sensitivity, limits.specificity, limits.positivePredictiveValue, limits.negativePredictiveValue,
    ]
    for (one, other) in zip(all, wanted) {
      let one = try #require(one)
      #expect(abs(one.lower - other.lower) < 1e-7 && abs(one.upper - other.upper) < 1e-7)
    }
  }

  @Test("without censoring the limits are those of the plain counts")
  func uncensored() throws {
    let times = (1...30).map { SurvivalTime(time: Double($0), event: true) }
    let scores = (1...30).map { Double(($0 * 7) % 30) }
    let found = try thresholdAccuracy(scores: scores, times: times, threshold: 14, horizon: 12.5)
    let limits = try thresholdLimits(scores: scores, times: times, threshold: 14, horizon: 12.5)
    let wanted = WilsonLimits(share: found.sensitivity, count: 12)
    #expect(abs(try #require(limits.sensitivity).lower - wanted.lower) < 1e-12)
    let free = WilsonLimits(share: found.specificity, count: 18)
    #expect(abs(try #require(limits.specificity).upper - free.upper) < 1e-12)
  }

  @Test("all found has the limits of as many equally weighted patients, (sum w)^2 / sum w^2")
  func perfect() throws {
    let times = [
      SurvivalTime(time: 1, event: true), SurvivalTime(time: 2, event: false), SurvivalTime(time: 3, event: true),
      SurvivalTime(time: 4, event: true), SurvivalTime(time: 9, event: false), SurvivalTime(time: 9, event: false),
    ]
    let limits = try thresholdLimits(scores: [3, 0, 3, 3, 0, 0], times: times, threshold: 1, horizon: 5)
    // Weights of the cases 1, 5/4 and 5/4; of the controls both 5/4; of those called low two controls.
    let count = 3.5 * 3.5 / (1 + 2 * 1.25 * 1.25)
    #expect(abs(try #require(limits.sensitivity).lower - WilsonLimits(share: 1, count: count).lower) < 1e-12)
    #expect(limits.specificity == WilsonLimits(share: 1, count: 2))
    #expect(limits.negativePredictiveValue == WilsonLimits(share: 1, count: 2))
  }

  @Test("a single event by the horizon has no limits, and a call of nobody has none of the share of nobody")
  func noLimits() throws {
    let times = (1...10).map { SurvivalTime(time: Double($0), event: $0 == 2) }
    let scores = (1...10).map(Double.init)
    #expect(try thresholdLimits(scores: scores, times: times, threshold: 1, horizon: 5) == .none)
    let two = (1...10).map { SurvivalTime(time: Double($0), event: $0 <= 2) }
    let limits = try thresholdLimits(scores: scores, times: two, threshold: 99, horizon: 5)
    #expect(limits.positivePredictiveValue == nil && limits.sensitivity?.lower == 0)
  }
}
