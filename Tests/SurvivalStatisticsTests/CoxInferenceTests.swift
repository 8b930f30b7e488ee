import Basics
import Foundation
import SurvivalStatistics
import Testing

@Suite("Cox regression: tests, effects and proportionality")
struct CoxInferenceTests {
  private func check(_ data: Dataset, _ expected: RSurvival.Fit, _ ties: TieMethod = .efron) throws {
    let model = try CoxRegression.fit(data.covariates, times: data.times, ties: ties)
    let effects = model.effects
    #expect(zip(model.coefficients, expected.coef).allSatisfy { relativeError($0, $1) < 1e-6 })
    #expect(zip(model.standardErrors, expected.se).allSatisfy { relativeError($0, $1) < 1e-6 })
    #expect(zip(effects.map(\.z), expected.z).allSatisfy { relativeError($0, $1) < 1e-6 })
    #expect(zip(effects.map(\.p), expected.p).allSatisfy { relativeError($0, $1) < 1e-5 })
    #expect(zip(effects.map(\.lower), expected.lower).allSatisfy { relativeError($0, $1) < 1e-6 })
    #expect(zip(effects.map(\.upper), expected.upper).allSatisfy { relativeError($0, $1) < 1e-6 })
    #expect(relativeError(model.logLikelihoodNull, expected.loglik[0]) < 1e-12)
    #expect(relativeError(model.logLikelihood, expected.loglik[1]) < 1e-12)
    let ratio = try #require(model.likelihoodRatio)
    #expect(relativeError(ratio.statistic, expected.lr[0]) < 1e-9)
    #expect(ratio.degreesOfFreedom == Int(expected.lr[1]))
    #expect(relativeError(ratio.p, expected.lr[2]) < 1e-8)
    #expect(relativeError(try #require(model.score).statistic, expected.score[0]) < 1e-9)
    #expect(relativeError(try #require(model.wald).statistic, expected.wald[0]) < 1e-6)
    let scores = data.times.indices.map { row in model.logHazard(data.covariates.map { $0.values[row] }) }
    let c = try concordance(scores: scores, times: data.times)
    #expect(relativeError(c.index, expected.concordance[0]) < 1e-12)
    #expect(relativeError(c.standardError, expected.concordance[1]) < 1e-10)
  }

  @Test("agrees with R on lung, both tie rules")
  func lung() throws {
    try check(.lung(), Fixtures.r.get().lung)
    try check(.lung(), Fixtures.r.get().lung_breslow, .breslow)
  }

  @Test("agrees with R on veteran")
  func veteran() throws { try check(.veteran(), Fixtures.r.get().veteran) }

  @Test("with Breslow's ties it is scikit-survival's example on veteran, whose c differs from that of Efron's")
  func veteranBreslow() throws {
    let data = try Dataset.veteran()
    func scores(_ ties: TieMethod) throws -> (model: CoxModel, c: Concordance) {
      let model = try CoxRegression.fit(data.covariates, times: data.times, ties: ties)
      let scores = data.times.indices.map { row in model.logHazard(data.covariates.map { $0.values[row] }) }
      return (model, try concordance(scores: scores, times: data.times))
    }
    let breslow = try scores(.breslow)
    for (name, expected) in [("age", -0.008549), ("karno", -0.032622), ("diagtime", -0.000092), ("trt", 0.289936)] {
      let effect = try #require(breslow.model.effects.first { $0.name == name })
      #expect(abs(effect.coefficient - expected) < 1e-6)
    }
    #expect(abs(breslow.c.index - 0.73626) < 1e-5)
    let efron = try scores(.efron).c
    let counts: [Int] = [efron.concordant, efron.discordant, efron.tiedScore, efron.tiedTime]
    let expected: [Int] = [6480, 2324, 0, 39]
    #expect(counts == expected)
  }

  @Test("agrees with R on GBSG2, and a ridge of 10 on lung")
  func gbsg2() throws {
    try check(.gbsg2(), Fixtures.r.get().gbsg2)
    let lung = try Dataset.lung()
    let penalised = try CoxRegression.fit(lung.covariates, times: lung.times, ridge: 10)
    let expected = try #require(Fixtures.r.get().lung_ridge10["coef"])
    #expect(zip(penalised.coefficients, expected).allSatisfy { relativeError($0, $1) < 1e-6 })
    #expect(penalised.likelihoodRatio == nil)
    #expect(penalised.wald == nil)
    #expect(
      failure { try proportionalHazardsTest(penalised, lung.covariates, times: lung.times) } == .penalised)
  }

  @Test("the test of proportionality agrees with R, for each time scale", arguments: TimeTransform.allCases)
  func proportionalHazards(transform: TimeTransform) throws {
    let r = try Fixtures.r.get()
    for (data, expected, ties) in [
      (try Dataset.lung(), r.lung, TieMethod.efron), (try .lung(), r.lung_breslow, .breslow),
      (try .veteran(), r.veteran, .efron), (try .gbsg2(), r.gbsg2, .efron),
    ] {
      let model = try CoxRegression.fit(data.covariates, times: data.times, ties: ties)
      let test = try proportionalHazardsTest(
        model, data.covariates, times: data.times, transform: transform, terms: terms(data))
      let found = test.terms.map(\.test.statistic) + [test.global.statistic]
      let wanted = try #require(expected.zph[transform.rawValue])
      #expect(found.count == wanted.count)
      #expect(zip(found, wanted).allSatisfy { relativeError($0, $1) < 1e-6 }, "\(found) \(wanted)")
      #expect(test.global.degreesOfFreedom == data.covariates.count)
    }
  }

  /// R tests the columns of a factor together: cell type of veteran, grade of GBSG2.
  private func terms(_ data: Dataset) -> [Range<Int>]? {
    switch data.covariates.count {
    case 8: [0..<1, 1..<4, 4..<5, 5..<6, 6..<7, 7..<8]
    case 9: [0..<1, 1..<2, 2..<3, 3..<4, 4..<6, 6..<7, 7..<8, 8..<9]
    default: nil
    }
  }

  private struct Expected: Decodable {
    struct Fit: Decodable { let ph_test_global_p: Double }
    let cox: [String: Fit]
  }

  @Test(
    "the global test of proportionality agrees with R on Rotterdam",
    .enabled(if: Reference.isPresent, "\(Reference.why)"),
    arguments: TieMethod.allCases)
  func rotterdam(ties: TieMethod) throws {
    let expected = try #require(Reference.json("survival/r_survival.json", as: Expected.self).cox[ties.rawValue])
    let cohort = try BreastCohort("cohorts/rotterdam.csv")
    let model = try CoxRegression.fit(cohort.covariates, times: cohort.times, ties: ties)
    let test = try proportionalHazardsTest(model, cohort.covariates, times: cohort.times)
    #expect(relativeError(test.global.p, expected.ph_test_global_p) < 1e-6)
  }

  @Test("the test of proportionality is the score test of a fitted time-varying column")
  func timeVarying() throws {
    // Two subjects at risk at each time: log L(theta) can be written down, and its derivatives taken numerically.
    let lung = try Dataset.lung()
    let (times, x) = (lung.times, lung.column("ph.ecog"))
    let model = try CoxRegression.fit([CoxCovariate("x", x)], times: times, ties: .breslow)
    let events = times.filter(\.event).map(\.time)
    let mean = events.reduce(0, +) / Double(events.count)
    func logLikelihood(_ beta: Double, _ theta: Double) -> Double {
      times.indices.filter { times[$0].event }.reduce(0.0) { sum, i in
        let slope = beta + theta * (times[i].time - mean)
        let risk = times.indices.filter { times[$0].time >= times[i].time }.reduce(0.0) { $0 + exp(slope * x[$1]) }
        return sum + slope * x[i] - log(risk)
      }
    }
    let (b, h, k) = (model.coefficients[0], 1e-3, 1e-6)
    func at(_ i: Double, _ j: Double) -> Double { logLikelihood(b + i * h, j * k) }
    let u = (at(0, 1) - at(0, -1)) / (2 * k)
    let bb = -(at(1, 0) - 2 * at(0, 0) + at(-1, 0)) / (h * h)
    let tt = -(at(0, 1) - 2 * at(0, 0) + at(0, -1)) / (k * k)
    let bt = -(at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h * k)
    let expected = u * u / (tt - bt * bt / bb)
    let test = try proportionalHazardsTest(model, [CoxCovariate("x", x)], times: times, transform: .identity)
    #expect(relativeError(test.global.statistic, expected) < 1e-3)
  }

  @Test("the hazard at zero is the hazard of a subject of zeros")
  func hazardAtZero() throws {
    let lung = try Dataset.lung()
    let model = try CoxRegression.fit(lung.covariates, times: lung.times)
    let zero = model.hazardAtZero
    for (time, hazard) in zip(zero.times, zero.cumulativeHazard) {
      #expect(relativeError(hazard, model.cumulativeHazard([0, 0, 0], at: time).cumulativeHazard) < 1e-13)
    }
  }

  @Test(
    "a combination of columns that orders the events perfectly is called separation, by one of them",
    arguments: [1, 2, 3] as [UInt64])
  func combination(seed: UInt64) throws {
    var random = SeededDraws(seed: seed)
    let times = (1...40).map { SurvivalTime(time: Double($0), event: $0 % 3 != 0) }
    let noise = times.map { _ in Double.random(in: -20...20, using: &random) }
    let a = CoxCovariate("a", zip(times, noise).map { $1 - $0.time })
    let b = CoxCovariate("b", noise)
    let found = failure { try CoxRegression.fit([b, a], times: times) }
    #expect(found == .separation(column: "a") || found == .separation(column: "b"))
    #expect(failure { try CoxRegression.fit([a], times: times) } == nil)
  }

  @Test("a rare group without an event is separation also among other columns and many subjects")
  func rareGroup() {
    var random = SeededDraws(seed: 9)
    let times = (0..<400).map { _ in
      SurvivalTime(time: Double.random(in: 0.1...9, using: &random), event: Bool.random(using: &random))
    }
    let x = CoxCovariate("x", times.map { _ in Double.random(in: 0...1, using: &random) })
    let rare = CoxCovariate("rare", times.indices.map { $0 < 3 ? 1 : 0 })
    let free = times.indices.map { SurvivalTime(time: times[$0].time, event: $0 >= 3 && times[$0].event) }
    #expect(failure { try CoxRegression.fit([x, rare], times: free) } == .separation(column: "rare"))
  }

  @Test("columns with far outliers are fitted and not called separation", arguments: 20..<28 as Range<UInt64>)
  func outliers(seed: UInt64) throws {
    var random = SeededDraws(seed: seed)
    let times = (0..<120).map { _ in
      SurvivalTime(time: Double(Int.random(in: 1...60, using: &random)), event: Bool.random(using: &random))
    }
    let columns = ["a", "b"].map { name in
      CoxCovariate(name, times.map { _ in exp(5 * Double.random(in: -2...2, using: &random)) })
    }
    let model = try CoxRegression.fit(columns, times: times)
    let eta = times.indices.map { row in model.logHazard(columns.map { $0.values[row] }) }
    let gradient = try CoxPartialLikelihood(times).lossAndGradient(eta: eta).gradient
    for column in columns {
      let size = zip(gradient, column.values).reduce(0) { $0 + abs($1.0 * $1.1) }
      #expect(abs(zip(gradient, column.values).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-9 * size)
    }
  }

  @Test("more columns than events cannot be fitted without a penalty")
  func tooManyColumns() {
    let columns = (0..<3).map { j in CoxCovariate("\(j)", (0..<8).map { Double(($0 * (j + 3)) % 7) }) }
    let times = survival([1, 2, 3, 4, 5, 6, 7, 8], [1, 0, 0, 1, 0, 0, 0, 0])
    #expect(failure { try CoxRegression.fit(columns, times: times) } == .tooManyColumns(columns: 3, events: 2))
    #expect(failure { try CoxRegression.fit(columns, times: times, ridge: 1) } == nil)
  }

  @Test("the spline is straight outside the knots, cubic inside, and has rms's values by hand")
  func spline() throws {
    let spline = try RestrictedCubicSpline(knots: [0, 1, 9])
    // At 2: (2^3 - 1^3 * 9/8) / 81.
    let expected: [Double] = [2, (8 - 9.0 / 8) / 81]
    #expect(spline.basis(2) == expected)
    #expect(spline.basis(-3) == [-3, 0])
    let beyond = [10.0, 11, 12].map { spline.basis($0)[1] }
    #expect(abs(beyond[2] - 2 * beyond[1] + beyond[0]) < 1e-13)
    #expect(
      try RestrictedCubicSpline(knots: 5, quantilesOf: (0...1000).map(Double.init)).knots == [50, 275, 500, 725, 950])
    #expect(failure { try RestrictedCubicSpline(knots: [0, 1]) } == .invalidKnots([0, 1]))
    #expect(failure { try RestrictedCubicSpline(knots: [0, 2, 1]) } == .invalidKnots([0, 2, 1]))
    #expect(failure { try RestrictedCubicSpline(knots: 3, quantilesOf: [1, 1, 1, 2]) } != nil)
  }
}
