import Foundation
import SurvivalStatistics

/// Whether predicted risks spread as the outcomes do: the coefficient of a Cox model whose only column is the log cumulative
/// hazard that was predicted, log(-log(1 - p)) (van Houwelingen, Stat Med 2000;19:3401). 1 is right; below 1 the predictions
/// are too extreme, above 1 too timid.
public struct CalibrationSlope: Hashable, Sendable {
  /// The coefficient.
  public let estimate: Double
  /// 95 % limits, normal.
  public let lower: Double
  /// See ``lower``.
  public let upper: Double

  /// `probabilities` between 0 and 1, both excluded.
  init(_ probabilities: [Double], _ times: [SurvivalTime]) throws(SurvivalFailure) {
    let hazards = probabilities.map { log(-log1p(-$0)) }
    let model = try CoxRegression.fit([CoxCovariate("log hazard", hazards)], times: times)
    estimate = model.coefficients[0]
    let margin = normalQuantile975 * model.standardErrors[0]
    (lower, upper) = (estimate - margin, estimate + margin)
  }
}
