import SurvivalStatistics

/// The difference of two scores' c-indices on the same patients, with its interval: patients are drawn with replacement, both
/// indices are taken of each draw, and the 2.5 and 97.5 % quantiles of the differences are the limits (Efron & Tibshirani
/// 1993, section 13.3). Draws without a pair that can be compared are left out.
public struct ConcordanceDifference: Hashable, Sendable {
  /// c of the first less c of the second.
  public let estimate: Double
  /// 2.5 % quantile.
  public let lower: Double
  /// 97.5 % quantile.
  public let upper: Double

  /// Draws of patients.
  static let draws = 1000

  init(
    _ first: [Double], _ second: [Double], _ times: [SurvivalTime], random: RandomSource, draws: Int = Self.draws
  ) throws(SurvivalFailure) {
    var random = random
    estimate = try Self.difference(first, second, times)
    var differences: [Double] = []
    for _ in 0..<draws {
      let chosen = times.indices.map { _ in random.index(below: times.count) }
      let difference = try? Self.difference(
        chosen.map { first[$0] }, chosen.map { second[$0] }, chosen.map { times[$0] })
      if let difference { differences.append(difference) }
    }
    lower = quantile(differences, 0.025)
    upper = quantile(differences, 0.975)
  }

  private static func difference(
    _ first: [Double], _ second: [Double], _ times: [SurvivalTime]
  ) throws(SurvivalFailure) -> Double {
    try concordance(scores: first, times: times).index - concordance(scores: second, times: times).index
  }
}
