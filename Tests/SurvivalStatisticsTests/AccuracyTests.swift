import Basics
import Foundation
import SurvivalStatistics
import Testing

/// The definitions of clinical accuracy, pair by pair and subject by subject.
enum SlowAccuracy {
  /// G just before or at `time`: at each censoring time the events of that time have left.
  static func censoring(_ times: [SurvivalTime], _ time: Double, before: Bool) -> Double {
    Set(times.filter { !$0.event }.map(\.time)).filter { before ? $0 < time : $0 <= time }.reduce(1.0) { product, s in
      let atRisk = times.count { $0.time > s || ($0.time == s && !$0.event) }
      let censored = times.count { $0.time == s && !$0.event }
      return product * (1 - Double(censored) / Double(atRisk))
    }
  }

  static func uno(_ scores: [Double], _ times: [SurvivalTime], tau: Double) -> Double {
    var (numerator, denominator) = (0.0, 0.0)
    for i in times.indices where times[i].event && times[i].time < tau {
      let g = censoring(times, times[i].time, before: true)
      for j in times.indices
      where times[i].time < times[j].time || (times[i].time == times[j].time && !times[j].event) {
        denominator += 1 / (g * g)
        numerator += (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0) / (g * g)
      }
    }
    return numerator / denominator
  }

  static func area(_ scores: [Double], _ times: [SurvivalTime], _ horizon: Double) -> Double {
    var (numerator, denominator) = (0.0, 0.0)
    for i in times.indices where times[i].event && times[i].time <= horizon {
      let weight = 1 / censoring(times, times[i].time, before: true)
      for j in times.indices where times[j].time > horizon {
        denominator += weight
        numerator += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0)
      }
    }
    return numerator / denominator
  }

  /// Subjects with ties in times and scores.
  static func sample(_ seed: UInt64, count: Int = 50) -> (scores: [Double], times: [SurvivalTime]) {
    var random = SeededDraws(seed: seed)
    let times = (0..<count).map { _ in
      SurvivalTime(time: Double(Int.random(in: 1...15, using: &random)), event: Bool.random(using: &random))
    }
    let ends = survival([0.5, 16], [1, 0])
    return ((0..<count + 2).map { _ in Double(Int.random(in: -5...5, using: &random)) }, ends + times)
  }
}

@Suite("Uno's concordance, time-dependent AUC, accuracy at a threshold, Brier score")
struct AccuracyTests {
  static let atEvent = AccuracyOptions(evaluation: .at)

  @Test("Uno's c, the AUC and G equal their definitions, with ties everywhere", arguments: 0..<10 as Range<UInt64>)
  func definitions(seed: UInt64) throws {
    let (scores, times) = SlowAccuracy.sample(seed)
    let censoring = try CensoringDistribution(times)
    for time in [0.2, 3, 7.5, 12] {
      for before in [true, false] {
        let found = before ? censoring.probability(before: time) : censoring.probability(at: time)
        #expect(abs(found - SlowAccuracy.censoring(times, time, before: before)) < 1e-14)
      }
    }
    for tau in [6.0, 100] {
      let found = try unoConcordance(scores: scores, times: times, tau: tau).index
      #expect(abs(found - SlowAccuracy.uno(scores, times, tau: tau)) < 1e-13)
    }
    for area in try cumulativeDynamicAUC(scores: scores, times: times, horizons: [3, 8, 15]) {
      #expect(abs(area.area - SlowAccuracy.area(scores, times, area.horizon)) < 1e-13)
    }
  }

  @Test("Uno's c agrees with R on veteran and GBSG2, with its standard error")
  func unoR() throws {
    let r = try Fixtures.r.get()
    for (data, expected, tau) in [
      (try Dataset.veteran(), r.veteran_uno["none"], nil), (try .gbsg2(), r.gbsg2_uno["none"], nil),
      // R lets an event at tau itself in.
      (try .gbsg2(), r.gbsg2_uno["tau1825"], 1825.5 as Double?),
    ] {
      let model = try CoxRegression.fit(data.covariates, times: data.times)
      let scores = data.times.indices.map { row in model.logHazard(data.covariates.map { $0.values[row] }) }
      let found = try unoConcordance(scores: scores, times: data.times, tau: tau)
      #expect(relativeError(found.index, try #require(expected)[0]) < 1e-10)
      #expect(relativeError(found.standardError, try #require(expected)[1]) < 1e-8)
    }
  }

  @Test("Uno's c agrees with scikit-survival on GBSG2 when G is taken at the event")
  func unoScikit() throws {
    let data = try Dataset.gbsg2()
    let model = try CoxRegression.fit(data.covariates, times: data.times)
    let scores = data.times.indices.map { row in model.logHazard(data.covariates.map { $0.values[row] }) }
    for (tau, expected) in [(nil as Double?, 0.6794215745), (1825, 0.6816900431)] {
      let found = try unoConcordance(scores: scores, times: data.times, tau: tau, options: Self.atEvent)
      #expect(abs(found.index - expected) < 1e-9)
    }
  }

  @Test("Uno's c agrees with scikit-survival's worked cases; uncensored it is Harrell's")
  func unoWorked() throws {
    let times = survival([1, 5, 6, 10, 11, 34, 45, 46, 50, 56], [0, 1, 1, 0, 1, 0, 1, 0, 0, 1])
    let scores: [Double] = [5, 8, 11, 19, 34, 12, 3, 9, 12, 20]
    #expect(abs(try unoConcordance(scores: scores, times: times).index - 0.347890360332615) < 1e-14)
    var tied = scores
    tied[3] = 11
    // Printed there from another program; the pairs summed by hand differ from it by 2e-9.
    #expect(abs(try unoConcordance(scores: tied, times: times).index - 0.365629810028969) < 3e-9)
    #expect(
      abs(try unoConcordance(scores: tied, times: times).index - SlowAccuracy.uno(tied, times, tau: 99)) < 1e-14)
    let training = try CensoringDistribution(survival([2, 4, 6, 8, 10, 11, 15, 19], [0, 1, 0, 1, 0, 0, 0, 0]))
    let other = try unoConcordance(
      scores: [5, 8, 13, 11, 9, 4], times: survival([1, 3, 5, 8, 12, 13], [1, 0, 0, 1, 1, 1]), tau: 19,
      options: AccuracyOptions(censoring: training))
    #expect(abs(other.index - 0.7543736528146774) < 1e-14)
    let complete = times.map { SurvivalTime(time: $0.time, event: true) }
    let harrell = try concordance(scores: scores, times: complete)
    let uno = try unoConcordance(scores: scores, times: complete)
    #expect(uno.index == harrell.index)
    #expect(relativeError(uno.standardError, harrell.standardError) < 1e-13)
  }

  static let fifteen = survival(
    [10.88, 19.78, 40.92, 98.7, 70.19, 10.15, 28.95, 29.57, 17.9, 63.78, 36.22, 83.14, 13.69, 99.51, 3.19],
    [1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1])
  static let fifteenScores = [
    -1.019, -0.016, 0.132, 0.269, -0.777, -1.077, 0.894, -1.227, -0.417, 0.072, -1.275, -0.91, -0.825, -0.292, -0.045,
  ]

  @Test("the AUC agrees with scikit-survival and timeROC on fifteen subjects, and its mean with scikit-survival")
  func area() throws {
    let areas = try cumulativeDynamicAUC(
      scores: Self.fifteenScores, times: Self.fifteen, horizons: [15, 28, 66])
    #expect(zip(areas, [0.3030303, 0.362963, 0.45]).allSatisfy { abs($0.area - $1) < 1e-7 })
    #expect(areas.map(\.cases) == [3, 4, 7])
    #expect(areas.map(\.controls) == [11, 9, 4])
    let ends = [areas[0], areas[2]]
    #expect(abs(try #require(meanAUC(ends, survival: KaplanMeier(Self.fifteen))) - 0.3943949) < 1e-7)
    #expect(meanAUC([], survival: try KaplanMeier(Self.fifteen)) == nil)
  }

  /// timeROC 0.4, SeSpPPVNPV at -0.5: horizon, Se, Sp, PPV, NPV.
  static let timeROC: [[Double]] = [
    [15, 0.3333333333, 0.3636363636, 0.1157894737, 0.6857142857],
    [28, 0.5111111111, 0.4444444444, 0.2565055762, 0.7079646018],
    [66, 0.5949044586, 0.5, 0.5716034272, 0.5239520958],
  ]

  @Test("sensitivity, specificity and predictive values agree with timeROC", arguments: timeROC)
  func threshold(expected: [Double]) throws {
    let found = try thresholdAccuracy(
      scores: Self.fifteenScores, times: Self.fifteen, threshold: -0.5, horizon: expected[0])
    let values = [
      found.sensitivity, found.specificity, try #require(found.positivePredictiveValue),
      try #require(found.negativePredictiveValue),
    ]
    #expect(zip(values, expected.dropFirst()).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(found.calledHigh == 8)
  }

  @Test("a threshold above all scores calls nobody high: no positive predictive value")
  func nobodyHigh() throws {
    let found = try thresholdAccuracy(scores: Self.fifteenScores, times: Self.fifteen, threshold: 9, horizon: 28)
    #expect(found.positivePredictiveValue == nil)
    #expect((found.sensitivity, found.specificity) == (0, 1))
    let all = try thresholdAccuracy(scores: Self.fifteenScores, times: Self.fifteen, threshold: -9, horizon: 28)
    #expect(all.negativePredictiveValue == nil)
    #expect(abs(all.sensitivity - 1) < 1e-15)
  }

  @Test(
    "the threshold at a wanted specificity is the lowest that reaches it", arguments: [0, 0.2, 0.5, 4.0 / 9, 0.9, 1])
  func equalSpecificity(wanted: Double) throws {
    let found = try lowestThreshold(
      reachingSpecificity: wanted, scores: Self.fifteenScores, times: Self.fifteen, horizon: 28)
    func specificity(_ threshold: Double) throws -> Double {
      try thresholdAccuracy(scores: Self.fifteenScores, times: Self.fifteen, threshold: threshold, horizon: 28)
        .specificity
    }
    #expect(try specificity(found) >= wanted - 1e-12)
    for lower in Self.fifteenScores where lower < found && wanted > 1.0 / 9 {
      #expect(try specificity(lower) < wanted - 1e-12)
    }
  }

  @Test(
    "the ROC curve has the accuracy at each score as its points, and the area of timeROC and scikit-survival below it")
  func roc() throws {
    let (scores, times) = (Self.fifteenScores, Self.fifteen)
    let curve = try cumulativeDynamicROC(scores: scores, times: times, horizon: 28)
    for point in curve.points {
      let found = try thresholdAccuracy(scores: scores, times: times, threshold: point.threshold, horizon: 28)
      #expect(abs(found.sensitivity - point.sensitivity) < 1e-12 && abs(found.specificity - point.specificity) < 1e-12)
    }
    let area = zip(curve.points, curve.points.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.0.specificity - pair.1.specificity) * (pair.0.sensitivity + pair.1.sensitivity) / 2
    }
    let expected = try cumulativeDynamicAUC(scores: scores, times: times, horizons: [28])[0].area
    #expect(abs(area - expected) < 1e-12)
  }

  @Test("between two thresholds the sensitivity lies on the straight line; of several at one specificity the highest")
  func betweenThresholds() throws {
    // Two cases with 2 and 1, four controls with 2, 1, 1 and 0; nobody is censored before.
    let times = [1.0, 2, 9, 9, 9, 9].map { SurvivalTime(time: $0, event: $0 < 5) }
    let curve = try cumulativeDynamicROC(scores: [2, 1, 2, 1, 1, 0], times: times, horizon: 5)
    #expect(
      curve.points.map(\.specificity) == [1, 0.75, 0.25, 0] && curve.points.map(\.sensitivity) == [0, 0.5, 1, 1])
    let found = [1, 0.875, 0.75, 0.5, 0.25, 0].map { curve.sensitivity(atSpecificity: $0) }
    #expect(found == [0, 0.25, 0.5, 0.75, 1, 1])
    let perfect = try cumulativeDynamicROC(scores: [3, 3, 0, 1, 2, 2], times: times, horizon: 5)
    #expect(perfect.sensitivity(atSpecificity: 1) == 1)
  }

  /// NPI of GBSG2 with one node group for all: below 3.4, to 5.4, above.
  private static func prognosticGroups(_ table: [String: [String]]) -> [Int] {
    zip(table["size"] ?? [], table["grade"] ?? []).map { size, grade in
      let index = 0.02 * (Double(size) ?? .nan) + (Double(grade) ?? .nan) + 1
      return index < 3.4 ? 0 : index <= 5.4 ? 1 : 2
    }
  }

  @Test("the Brier score agrees with scikit-survival on GBSG2, predicted by Kaplan-Meier in three prognostic groups")
  func brier() throws {
    let times = try Dataset.gbsg2().times
    let groups = try Self.prognosticGroups(Fixtures.table("gbsg2.csv"))
    let curves = try (0..<3).map { group in try KaplanMeier(zip(times, groups).filter { $0.1 == group }.map(\.0)) }
    func score(_ day: Double) throws -> BrierScore {
      let probabilities = groups.map { 1 - curves[$0].survival(at: day) }
      return try brierScore(probabilities: probabilities, times: times, horizon: day, options: Self.atEvent)
    }
    let years = try [365.0, 730, 1095, 1460, 1825].map(score)
    let expected = [
      0.0762922458520448, 0.182536421174199, 0.220017747254941, 0.234133800146671, 0.233822955042198,
    ]
    #expect(zip(years, expected).allSatisfy { abs($0.score - $1) < 1e-12 })
    #expect(abs(try #require(integratedBrierScore(years)) - 0.197936392255733) < 1e-12)
    #expect(abs(try #require(integratedBrierScore(Array(years.prefix(4)))) - 0.185922397142833) < 1e-12)
    let days = try (1095...1825).map { try score(Double($0)) }
    #expect(abs(try #require(integratedBrierScore(days)) - 0.231553687189643) < 1e-12)
    #expect(integratedBrierScore([years[0]]) == nil)
    // Kaplan-Meier itself has its null score, near p (1 - p), and explains nothing.
    let whole = try KaplanMeier(times).survival(at: 1825)
    let null = try brierScore(probabilities: times.map { _ in 1 - whole }, times: times, horizon: 1825)
    #expect(null.indexOfPredictionAccuracy == 0)
    #expect(abs(null.score - whole * (1 - whole)) < 1e-3)
  }

  private struct Expected: Decodable {
    struct Series: Decodable {
      let times: [Double]
      let auc: [Double]?
      let score: [Double]?
      let mean: [Double]?
    }
    struct Threshold: Decodable {
      let cut: Double
      let time: Double
      let cumulative_sensitivity_ipcw: Double
      let dynamic_specificity: Double
    }
    struct Validation: Decodable {
      let uno_c_tau5: Double
      let cumulative_dynamic_auc: Series
      let brier: Series
      let integrated_brier_1_to_5: Double
      let mean_predicted_event_free_at: Series
      let threshold: Threshold
    }
    let gbsg_validation: Validation
  }
  private struct FromR: Decodable { let uno_c_gbsg_tau5_rsurvival: Double }

  @Test(
    "the validation of Rotterdam's model on GBSG agrees with scikit-survival to 1e-9, and Uno's c with R too",
    .enabled(if: Reference.isPresent, "\(Reference.why)"))
  func gbsg() throws {
    let expected = try Reference.json("survival/scikit_survival.json", as: Expected.self).gbsg_validation
    let scores = (try Reference.table("cohorts/gbsg_linear_predictor.csv")["lp"] ?? []).compactMap(Double.init)
    let times = try BreastCohort("cohorts/gbsg.csv").times
    let uno = try unoConcordance(scores: scores, times: times, tau: 5, options: Self.atEvent)
    #expect(relativeError(uno.index, expected.uno_c_tau5) < 1e-9)
    let r = try Reference.json("survival/r_survival.json", as: FromR.self).uno_c_gbsg_tau5_rsurvival
    #expect(relativeError(try unoConcordance(scores: scores, times: times, tau: 5).index, r) < 1e-9)
    let years: [Double] = [1, 2, 3, 4, 5]
    let areas = try cumulativeDynamicAUC(scores: scores, times: times, horizons: years, options: Self.atEvent)
    #expect(zip(areas, expected.cumulative_dynamic_auc.auc ?? []).allSatisfy { relativeError($0.area, $1) < 1e-9 })
    let cut = expected.threshold
    let called = try thresholdAccuracy(
      scores: scores.map(Self.rounded), times: times, threshold: Self.rounded(cut.cut), horizon: cut.time,
      options: Self.atEvent)
    #expect(relativeError(called.sensitivity, cut.cumulative_sensitivity_ipcw) < 1e-9)
    #expect(relativeError(called.specificity, cut.dynamic_specificity) < 1e-9)
    let briers = try years.enumerated().map { index, year in
      let hazard = try Self.breslowHazard(year)
      let probabilities = scores.map { -expm1(-hazard * exp($0)) }
      let free = 1 - probabilities.reduce(0, +) / Double(times.count)
      #expect(relativeError(free, expected.mean_predicted_event_free_at.mean?[index] ?? 0) < 1e-9)
      return try brierScore(probabilities: probabilities, times: times, horizon: year, options: Self.atEvent)
    }
    #expect(zip(briers, expected.brier.score ?? []).allSatisfy { relativeError($0.score, $1) < 1e-9 })
    #expect(relativeError(try #require(integratedBrierScore(briers)), expected.integrated_brier_1_to_5) < 1e-9)
  }

  /// Two patients lie exactly at the threshold, and the file of scores keeps 15 digits.
  private static func rounded(_ value: Double) -> Double { (value * 1e12).rounded() / 1e12 }

  /// scikit-survival fits with Efron's ties and yet has Breslow's baseline: sum d / sum exp(lp) on Rotterdam, at zero
  /// columns.
  private static func breslowHazard(_ year: Double) throws -> Double {
    let training = try BreastCohort("cohorts/rotterdam.csv")
    let model = try CoxRegression.fit(training.covariates, times: training.times)
    let weights = training.linearPredictors(model.coefficients).map { exp($0) }
    let subjects = zip(training.times, weights).sorted { $0.0.time > $1.0.time }
    var (atRisk, hazard, index) = (0.0, 0.0, 0)
    while index < subjects.count {
      let tied = subjects[index...].prefix { $0.0.time == subjects[index].0.time }
      atRisk += tied.reduce(0) { $0 + $1.1 }
      if subjects[index].0.time <= year { hazard += Double(tied.count { $0.0.event }) / atRisk }
      index += tied.count
    }
    return hazard
  }

  @Test(
    "the c-index of each fold of the TCGA-BRCA risks is the authors' to 1e-12",
    .enabled(if: Reference.isPresent, "\(Reference.why)"))
  func tcga() throws {
    let table = try Reference.table("cohorts/tcga_brca_oof_risks.csv")
    let rows = (table["fold"] ?? []).indices
    let expected = [
      0.6044238683127572, 0.5070422535211268, 0.5141700404858299, 0.6364503816793893, 0.5597302504816956,
    ]
    for (fold, c) in expected.enumerated() {
      let own = rows.filter { table["fold"]?[$0] == "\(fold)" }
      let scores = own.compactMap { Double(table["risk"]?[$0] ?? "") }
      let times = own.map { row in
        SurvivalTime(
          time: Double(table["survival_months"]?[row] ?? "") ?? .nan, event: table["censorship"]?[row] == "0")
      }
      #expect(abs(try concordance(scores: scores, times: times).index - c) < 1e-12)
    }
  }

  @Test("median follow-up turns event and censoring round")
  func followUp() throws {
    #expect(try CensoringDistribution(survival([1, 2, 3, 4], [0, 1, 0, 0])).medianFollowUp == 3)
    #expect(try CensoringDistribution(survival([1, 2], [1, 1])).medianFollowUp == nil)
  }

  @Test("names a horizon past the follow-up, no event before it, unknown censoring, and impossible probabilities")
  func failures() throws {
    let times = survival([1, 2, 3, 4], [0, 1, 0, 1])
    func auc(_ horizon: Double) -> SurvivalFailure? {
      failure { try cumulativeDynamicAUC(scores: [1, 2, 3, 4], times: times, horizons: [horizon]) }
    }
    #expect(auc(3) == nil)
    #expect(auc(4) == .horizonPastFollowUp(horizon: 4, last: 4))
    #expect(auc(-1) == .horizonPastFollowUp(horizon: -1, last: 4))
    #expect(auc(1.5) == .noEventsBy(horizon: 1.5))
    let short = AccuracyOptions(censoring: try CensoringDistribution(survival([1, 2.5], [1, 0])))
    #expect(
      failure { try thresholdAccuracy(scores: [1, 2, 3, 4], times: times, threshold: 2, horizon: 3, options: short) }
        == .censoringUnknown(time: 3))
    #expect(
      failure { try brierScore(probabilities: [0, 1, 1.1, 0], times: times, horizon: 3) }
        == .invalidProbability(index: 2))
    #expect(
      failure { try brierScore(probabilities: [0, 1], times: times, horizon: 3) }
        == .countsDiffer(name: "probability", expected: 4, found: 2))
    #expect(failure { try unoConcordance(scores: [1, 2], times: survival([1, 2], [0, 0])) } == .noComparablePairs)
  }
}
