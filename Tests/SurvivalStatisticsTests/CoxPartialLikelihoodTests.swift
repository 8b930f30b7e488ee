import Basics
import Foundation
import SurvivalStatistics
import Testing

@Suite("the Cox partial likelihood of given log-risks")
struct CoxPartialLikelihoodTests {
  /// The definition, spelled out: for each distinct event time the whole risk set is summed again.
  static func slowLoss(_ eta: [Double], _ times: [SurvivalTime], _ ties: TieMethod) -> Double {
    var logLikelihood = 0.0
    for time in Set(times.filter(\.event).map(\.time)) {
      let atRisk = times.indices.filter { times[$0].time >= time }.reduce(0.0) { $0 + exp(eta[$1]) }
      let tied = times.indices.filter { times[$0].time == time && times[$0].event }
      let tiedSum = tied.reduce(0.0) { $0 + exp(eta[$1]) }
      for (l, subject) in tied.enumerated() {
        let less = ties == .efron ? Double(l) / Double(tied.count) * tiedSum : 0
        logLikelihood += eta[subject] - log(atRisk - less)
      }
    }
    return -logLikelihood / Double(times.count(where: \.event))
  }

  /// `count` subjects with heavily tied times, and their log-risks.
  static func sample(_ seed: UInt64, count: Int = 40) -> (eta: [Double], times: [SurvivalTime]) {
    var random = SeededDraws(seed: seed)
    let times = (0..<count).map { _ in
      SurvivalTime(time: Double(Int.random(in: 1...12, using: &random)), event: Bool.random(using: &random))
    }
    return ((0..<count).map { _ in Double.random(in: -3...3, using: &random) }, times)
  }

  @Test("equals the definition, with ties of both kinds", arguments: TieMethod.allCases, [1, 2, 3] as [UInt64])
  func definition(ties: TieMethod, seed: UInt64) throws {
    let (eta, times) = Self.sample(seed)
    let loss = try CoxPartialLikelihood(times, ties: ties).lossAndGradient(eta: eta).loss
    #expect(relativeError(loss, Self.slowLoss(eta, times, ties)) < 1e-13)
  }

  @Test(
    "has the gradient that central differences of the definition have", arguments: TieMethod.allCases,
    [4, 5] as [UInt64])
  func gradient(ties: TieMethod, seed: UInt64) throws {
    let (eta, times) = Self.sample(seed)
    let gradient = try CoxPartialLikelihood(times, ties: ties).lossAndGradient(eta: eta).gradient
    let step = 1e-5
    for subject in eta.indices {
      var (up, down) = (eta, eta)
      up[subject] += step
      down[subject] -= step
      let difference = (Self.slowLoss(up, times, ties) - Self.slowLoss(down, times, ties)) / (2 * step)
      // Central differences err by step^2 and by rounding / step: both near 1e-10.
      #expect(abs(gradient[subject] - difference) < 1e-9)
    }
  }

  @Test("two subjects, by hand: loss log(1 + e^(b - a)) where a dies first")
  func byHand() throws {
    let likelihood = try CoxPartialLikelihood(survival([1, 2], [1, 0]))
    let (loss, gradient) = try likelihood.lossAndGradient(eta: [0.3, 1.1])
    #expect(abs(loss - log(1 + exp(0.8))) < 1e-15)
    #expect(abs(gradient[1] - exp(0.8) / (1 + exp(0.8))) < 1e-15)
    #expect(abs(gradient[0] + gradient[1]) < 1e-15)
  }

  @Test("a constant added to every log-risk changes nothing, however large", arguments: [-5000.0, -40, 700, 1e5])
  func shift(constant: Double) throws {
    let (eta, times) = Self.sample(6)
    let likelihood = try CoxPartialLikelihood(times)
    let plain = try likelihood.lossAndGradient(eta: eta)
    let shifted = try likelihood.lossAndGradient(eta: eta.map { $0 + constant })
    // eta itself loses digits when a large constant is added.
    let tolerance = 1e-13 * max(1, abs(constant))
    #expect(abs(shifted.loss - plain.loss) < tolerance)
    #expect(zip(shifted.gradient, plain.gradient).allSatisfy { abs($0 - $1) < tolerance })
    #expect(abs(shifted.gradient.reduce(0, +)) < 1e-13)
  }

  @Test("log-risks that lie thousands apart neither overflow nor vanish")
  func extreme() throws {
    // The last at risk is thousands below the first: a shift by the one largest log-risk would take log 0 there.
    let likelihood = try CoxPartialLikelihood(survival([1, 2, 3, 4], [1, 1, 1, 0]))
    let (loss, gradient) = try likelihood.lossAndGradient(eta: [4000, 0, -4000, -4000])
    #expect(abs(loss - log(2) / 3) < 1e-15)
    #expect(zip(gradient, [0, 0, -0.5 / 3, 0.5 / 3]).allSatisfy { abs($0 - $1) < 1e-15 })
    // Turned round, each event is as unlikely as can be.
    let (turned, slopes) = try likelihood.lossAndGradient(eta: [-4000, 0, 4000, 4000])
    #expect(abs(turned - (8000 + 4000 + 3 * log(2)) / 3) < 1e-9)
    #expect(slopes.allSatisfy { $0.isFinite })
  }

  @Test("refuses what has no answer, by name")
  func failures() throws {
    #expect(
      failure { try CoxPartialLikelihood(survival([1, 2], [0, 0])) } == .noEvents)
    let likelihood = try CoxPartialLikelihood(survival([1, 2], [1, 0]))
    #expect(
      failure { try likelihood.lossAndGradient(eta: [1]) }
        == .countsDiffer(name: "eta", expected: 2, found: 1))
    #expect(
      failure { try likelihood.lossAndGradient(eta: [1, .nan]) }
        == .notFinite(column: "eta", index: 1))
  }

  @Test(
    "at the estimate of the Cox regression on TRANSBIG it is that model's likelihood, and flat along its column",
    .enabled(if: Reference.isPresent, "\(Reference.why)"))
  func transbig() throws {
    let table = try Reference.table("cohorts/transbig.csv")
    let column = { (name: String) in (table[name] ?? []).compactMap(Double.init) }
    let times = zip(column("time"), column("event")).map { SurvivalTime(time: $0, event: $1 == 1) }
    let sizes = column("size")
    #expect(times.count == 198)
    #expect(times.count(where: \.event) == 51)
    let model = try CoxRegression.fit([CoxCovariate("size", sizes)], times: times)
    let (loss, gradient) = try CoxPartialLikelihood(times).lossAndGradient(
      eta: sizes.map { $0 * model.coefficients[0] })
    #expect(relativeError(-loss * 51, model.logLikelihood) < 1e-13)
    #expect(abs(zip(gradient, sizes).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-10)
  }
}
