import Basics
import Foundation
import SurvivalStatistics
import Testing

@Suite("Cox regression")
struct CoxRegressionTests {
  /// Six subjects that can be worked by hand (Therneau & Grambsch 2000, appendix E.1). With r = exp(beta):
  ///
  ///     time 1: one event (x = 1) among x = 1 1 1 0 0 0    3 r + 3
  ///     time 6: two events (x = 1, 0) among x = 1 0 0 0    r + 3, and less half the tied: (r + 5) / 2
  ///     time 9: one event (x = 0), alone                   1
  static let six = survival([1, 1, 6, 6, 8, 9], [1, 0, 1, 1, 0, 1])
  static let x = CoxCovariate("x", [1, 1, 1, 0, 0, 0])

  @Test("the six subjects, Breslow: r = (3 + sqrt 33) / 2")
  func breslowByHand() throws {
    let model = try CoxRegression.fit([Self.x], times: Self.six, ties: .breslow)
    let beta = log((3 + 33.0.squareRoot()) / 2)
    let r = exp(beta)
    #expect(abs(model.coefficients[0] - beta) < 1e-12)
    #expect(abs(model.logLikelihoodNull - -(log(6) + 2 * log(4))) < 1e-12)
    #expect(abs(model.logLikelihood - (2 * beta - log(3 * r + 3) - 2 * log(r + 3))) < 1e-12)
    #expect(abs(model.covariance[0][0] - 1 / (r / ((r + 1) * (r + 1)) + 2 * 3 * r / ((r + 3) * (r + 3)))) < 1e-12)
    // At zero: u = 1 - 1/2 + 1 - 2/4 = 1, I = 1/4 + 2 * 3/16 = 5/8.
    #expect(abs(try #require(model.scoreTest) - 1 / 0.625) < 1e-12)
  }

  @Test("the six subjects, Efron: r solves r^3 - 23 r - 30 = 0, and the baseline follows")
  func efronByHand() throws {
    let model = try CoxRegression.fit([Self.x], times: Self.six)
    let r = exp(model.coefficients[0])
    // u = 2 - r/(r+1) - r/(r+3) - r/(r+5) = 0, cleared of denominators.
    #expect(abs(r * r * r - 23 * r - 30) < 1e-9)
    #expect(abs(model.coefficients[0] - 1.676857) < 1e-6)
    #expect(abs(model.logLikelihood - (2 * log(r) - log(3 * r + 3) - log(r + 3) - log((r + 5) / 2))) < 1e-12)
    let steps = [1 / (3 * r + 3), 1 / (r + 3) + 2 / (r + 5), 1]
    for (time, expected) in [(0.5, 0), (1, steps[0]), (6, steps[0] + steps[1]), (9, steps.reduce(0, +))] {
      #expect(abs(model.cumulativeHazard([0], at: time).cumulativeHazard - expected) < 1e-12)
      #expect(abs(model.cumulativeHazard([1], at: time).cumulativeHazard - expected * r) < 1e-11)
    }
  }

  /// R survival 3.2, tests/book2.Rout.save, `predict(fit, type = "expected", se.fit = T)`.
  @Test(
    "the six subjects, Efron: a subject's hazard has the standard error that R gives it",
    arguments: [(1.0, 1.0, 0.2808293, 0.2864593), (0, 8, 0.3655434, 0.3661617), (0, 9, 1.3655434, 1.0649293)])
  func efronStandardError(x: Double, time: Double, hazard: Double, standardError: Double) throws {
    let estimate = try CoxRegression.fit([Self.x], times: Self.six).cumulativeHazard([x], at: time)
    #expect(abs(estimate.cumulativeHazard - hazard) < 5e-8)
    #expect(abs(estimate.variance.squareRoot() - standardError) < 5e-8)
  }

  @Test(
    "agrees with R on the leukaemia data",
    arguments: [
      (TieMethod.efron, 0.915532575, 0.5119342752), (.breslow, 0.9042197237, 0.5122479073),
    ])
  func leukaemia(ties: TieMethod, coefficient: Double, standardError: Double) throws {
    let model = try CoxRegression.fit([CoxCovariate("x", Leukaemia.group)], times: Leukaemia.all, ties: ties)
    #expect(abs(model.coefficients[0] - coefficient) < 1e-9)
    #expect(abs(model.standardErrors[0] - standardError) < 1e-9)
    if ties == .efron {
      #expect(abs(model.logLikelihoodNull - -42.72483926) < 1e-8)
      #expect(abs(model.logLikelihood - -41.0326156) < 1e-7)
    }
  }

  @Test("without columns the baseline is Nelson-Aalen and its variance sum d / n^2")
  func nelsonAalen() throws {
    let model = try CoxRegression.fit([], times: survival([1, 2, 2, 3], [1, 1, 1, 0]), ties: .breslow)
    let estimate = model.cumulativeHazard([], at: 2)
    #expect(abs(estimate.cumulativeHazard - (1.0 / 4 + 2.0 / 3)) < 1e-15)
    #expect(abs(estimate.variance - (1.0 / 16 + 2.0 / 9)) < 1e-15)
    #expect(model.logLikelihood == model.logLikelihoodNull)
  }

  private struct Expected: Decodable {
    struct Fit: Decodable {
      let coef: [String: Double]
      let se: [String: Double]
      let loglik_null: Double
      let loglik: Double
      let score_test: Double
      let wald_test: Double
      let cumhaz_5y_uncentred: Double
      let harrell_c_train: Double
      let harrell_c_gbsg: Double
    }

    let cox: [String: Fit]
  }

  @Test(
    "agrees with R on Rotterdam to 1e-9, and its scores on GBSG too",
    .enabled(if: Reference.isPresent, "\(Reference.why)"), arguments: TieMethod.allCases)
  func rotterdam(ties: TieMethod) throws {
    let expected = try #require(
      Reference.json("survival/r_survival.json", as: Expected.self).cox[ties.rawValue])
    let cohort = try BreastCohort("cohorts/rotterdam.csv")
    let model = try CoxRegression.fit(cohort.covariates, times: cohort.times, ties: ties)
    #expect((model.count, model.events) == (2982, 1713))
    for (index, name) in model.names.enumerated() {
      #expect(relativeError(model.coefficients[index], try #require(expected.coef[name])) < 1e-9)
      #expect(relativeError(model.standardErrors[index], try #require(expected.se[name])) < 1e-9)
    }
    #expect(relativeError(model.logLikelihoodNull, expected.loglik_null) < 1e-12)
    #expect(relativeError(model.logLikelihood, expected.loglik) < 1e-12)
    #expect(relativeError(try #require(model.scoreTest), expected.score_test) < 1e-9)
    #expect(relativeError(model.waldTest, expected.wald_test) < 1e-9)
    let zero = [Double](repeating: 0, count: 6)
    #expect(relativeError(model.cumulativeHazard(zero, at: 5).cumulativeHazard, expected.cumhaz_5y_uncentred) < 1e-9)
    let validation = try BreastCohort("cohorts/gbsg.csv")
    for (cohort, c) in [(cohort, expected.harrell_c_train), (validation, expected.harrell_c_gbsg)] {
      let found = try concordance(scores: cohort.linearPredictors(model.coefficients), times: cohort.times)
      #expect(relativeError(found.index, c) < 1e-9)
    }
  }

  /// Inverse by Gauss-Jordan with pivoting: the slow, general one.
  private static func inverse(_ matrix: [[Double]]) -> [[Double]] {
    let side = matrix.count
    var rows = matrix.enumerated().map { index, row in row + (0..<side).map { $0 == index ? 1.0 : 0 } }
    for column in 0..<side {
      let pivot = (column..<side).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      rows[column] = rows[column].map { [divisor = rows[column][column]] in $0 / divisor }
      for row in 0..<side where row != column {
        let factor = rows[row][column]
        for k in rows[row].indices { rows[row][k] -= factor * rows[column][k] }
      }
    }
    return rows.map { Array($0[side...]) }
  }

  /// Without ties the model is also a full likelihood of beta and of one jump a_i at each event time,
  /// sum over events of (beta' x + log a_i) - sum over subjects of exp(beta' x) sum_{t_i <= T} a_i,
  /// whose inverse information gives the variance of any function of them by the delta method.
  @Test("the variance of a new subject's hazard is that of the joint likelihood of coefficients and jumps")
  func hazardVariance() throws {
    var random = SeededDraws(seed: 11)
    let count = 30
    let x = (0..<2).map { _ in (0..<count).map { _ in Double.random(in: -1...1, using: &random) } }
    let times = (0..<count).map { index in
      SurvivalTime(time: 0.1 * Double(index + 1), event: Double.random(in: 0...1, using: &random) < 0.6)
    }
    let model = try CoxRegression.fit([CoxCovariate("a", x[0]), CoxCovariate("b", x[1])], times: times)
    let weight = (0..<count).map { exp(model.coefficients[0] * x[0][$0] + model.coefficients[1] * x[1][$0]) }
    let deaths = times.indices.filter { times[$0].event }
    let jumps = deaths.map { 1 / weight[$0...].reduce(0, +) }
    let side = 2 + deaths.count
    var information = [[Double]](repeating: [Double](repeating: 0, count: side), count: side)
    for (i, death) in deaths.enumerated() {
      information[2 + i][2 + i] = 1 / (jumps[i] * jumps[i])
      for subject in death..<count {
        for j in 0..<2 {
          information[j][2 + i] += x[j][subject] * weight[subject]
          information[2 + i][j] += x[j][subject] * weight[subject]
          for k in 0..<2 { information[j][k] += x[j][subject] * x[k][subject] * weight[subject] * jumps[i] }
        }
      }
    }
    let covariance = Self.inverse(information)
    let new = [0.7, -0.4]
    let ratio = exp(model.coefficients[0] * new[0] + model.coefficients[1] * new[1])
    let known = deaths.indices.filter { times[deaths[$0]].time <= 2 }
    let hazard = ratio * known.reduce(0) { $0 + jumps[$1] }
    let slope = new.map { hazard * $0 } + deaths.indices.map { known.contains($0) ? ratio : 0 }
    var expected = 0.0
    for j in 0..<side { for k in 0..<side { expected += slope[j] * covariance[j][k] * slope[k] } }
    let estimate = model.cumulativeHazard(new, at: 2)
    #expect(known.count > 5)
    #expect(relativeError(estimate.cumulativeHazard, hazard) < 1e-12)
    #expect(relativeError(estimate.variance, expected) < 1e-10)
  }

  @Test("columns in any unit and far from zero give the same model")
  func units() throws {
    var random = SeededDraws(seed: 3)
    let x = (0..<60).map { _ in Double.random(in: 0...1, using: &random) }
    let times = x.map { SurvivalTime(time: 0.5 + Double.random(in: 0...3, using: &random) - $0 / 3, event: $0 < 0.8) }
    let plain = try CoxRegression.fit([CoxCovariate("x", x)], times: times)
    let scaled = try CoxRegression.fit([CoxCovariate("x", x.map { 1e6 + 1e-3 * $0 })], times: times)
    // The column keeps 16 - 9 digits of what varies in it.
    #expect(relativeError(scaled.coefficients[0], 1000 * plain.coefficients[0]) < 1e-5)
    #expect(relativeError(scaled.logLikelihood, plain.logLikelihood) < 1e-7)
  }

  @Test("ridge: the penalised score is zero at the estimate, which shrinks as the penalty grows")
  func ridge() throws {
    let column = CoxCovariate("x", Leukaemia.group)
    let free = try CoxRegression.fit([column], times: Leukaemia.all)
    let mild = try CoxRegression.fit([column], times: Leukaemia.all, ridge: 1)
    let strong = try CoxRegression.fit([column], times: Leukaemia.all, ridge: 100)
    #expect(free.coefficients[0] > mild.coefficients[0])
    #expect(mild.coefficients[0] > strong.coefficients[0])
    #expect(strong.coefficients[0] > 0)
    #expect(mild.logLikelihood < free.logLikelihood)
    let eta = Leukaemia.group.map { $0 * mild.coefficients[0] }
    let (_, gradient) = try CoxPartialLikelihood(Leukaemia.all).lossAndGradient(eta: eta)
    let events = Double(Leukaemia.all.count(where: \.event))
    let score = -events * zip(gradient, Leukaemia.group).reduce(0) { $0 + $1.0 * $1.1 }
    // Variance with n - 1 of eleven 0s and twelve 1s: 11 * 12 / 23 / 22.
    let variance = 11.0 * 12 / 23 / 22
    #expect(abs(score - 1 * variance * mild.coefficients[0]) < 1e-10)
  }

  @Test("names the column that cannot be estimated, and why")
  func failures() {
    let group = CoxCovariate("x", Leukaemia.group)
    func fit(_ columns: [CoxCovariate], _ times: [SurvivalTime] = Leukaemia.all, ridge: Double = 0) -> SurvivalFailure?
    {
      failure { try CoxRegression.fit(columns, times: times, ridge: ridge) }
    }
    let constant = CoxCovariate("c", [Double](repeating: 0.1, count: 23))
    let twice = CoxCovariate("y", Leukaemia.group.map { 3 - 2 * $0 })
    #expect(fit([group, constant]) == .constantColumn("c"))
    #expect(fit([group, twice]) == .notIdentifiable(column: "y"))
    #expect(fit([group, twice], ridge: 1) == nil)
    #expect(fit([CoxCovariate("s", [1])]) == .countsDiffer(name: "s", expected: 23, found: 1))
    #expect(fit([CoxCovariate("n", [.nan] + Leukaemia.group.dropFirst())]) == .notFinite(column: "n", index: 0))
    #expect(fit([group], Leukaemia.all.map { SurvivalTime(time: $0.time, event: false) }) == .noEvents)
    #expect(fit([group], ridge: -1) == .invalidRidge(-1))
    #expect(fit([], []) == .empty)
  }

  @Test("a column that varies only among subjects never at risk with an event is not identifiable")
  func outsideRiskSets() {
    // The two with different x leave before the first event.
    let times = survival([1, 2, 3, 4, 5], [0, 0, 1, 1, 0])
    #expect(
      failure { try CoxRegression.fit([CoxCovariate("x", [1, 2, 3, 3, 3])], times: times) }
        == .notIdentifiable(column: "x"))
  }

  @Test(
    "a column that orders the events perfectly is called separation, alone and beside others; ridge makes it finite")
  func separation() throws {
    let times = survival((1...20).map(Double.init), (1...20).map { $0 <= 12 ? 1 : 0 })
    let perfect = CoxCovariate("perfect", (1...20).map { -Double($0) })
    let other = CoxCovariate("other", (1...20).map { Double($0 * 7 % 5) })
    for columns in [[perfect], [other, perfect]] {
      #expect(
        failure { try CoxRegression.fit(columns, times: times) }
          == .separation(column: "perfect"))
      let penalised = try CoxRegression.fit(columns, times: times, ridge: 0.1)
      #expect(penalised.coefficients.allSatisfy { $0.isFinite })
    }
  }

  @Test("a group without any event is called separation")
  func noEventInGroup() {
    let times = survival((1...20).map(Double.init), (1...20).map { $0 % 2 == 0 ? 1 : 0 })
    let never = CoxCovariate("never", (1...20).map { $0 == 5 || $0 == 11 ? 1 : 0 })
    #expect(
      failure { try CoxRegression.fit([never], times: times) }
        == .separation(column: "never"))
  }

  @Test("a model survives JSON to the last bit")
  func roundTrip() throws {
    let model = try CoxRegression.fit([CoxCovariate("x", Leukaemia.group)], times: Leukaemia.all)
    #expect(try JSONDecoder().decode(CoxModel.self, from: JSONEncoder().encode(model)) == model)
  }
}
