import Foundation
import SurvivalStatistics

/// What a prognostic model says of one case.
public struct PrognosticEstimate: Hashable, Sendable, Codable {
  /// beta' (x - training means): log hazard ratio against the average patient of the training.
  public let linearPredictor: Double
  /// Probability of metastatic relapse within the horizon, 0...1.
  public let probability: Double
  /// 95 % limits of `probability`: see `PrognosticModel.predict`.
  public let interval: ProbabilityInterval
  /// The contributions, one per covariate, in the model's order; their log hazards sum to `linearPredictor`.
  public let contributions: [Contribution]
}

extension PrognosticModel {
  /// The probability of metastatic relapse within `horizon` years, with its 95 % interval.
  ///
  ///     lp = beta' (x - m)        H = L(t) exp(lp)        p = 1 - exp(-H)
  ///     var log H = B / L^2 + (x - m - Q / L)' V (x - m - Q / L) + (beta_score scoreSD)^2
  ///     interval = 1 - exp(-H exp(+- 1.96 sqrt(var log H)))
  ///
  /// L, B, Q: the baseline's sums at t; V: the covariance of beta; m: training means. The first two terms are the
  /// variance of the cumulative hazard of a new subject (Tsiatis 1981, Link 1984; see `BaselineHazard.estimate`) by the
  /// delta method on the log scale, on which the limits stay above 0 and below 1. The third is that of the score
  /// itself: the members of the ensemble are draws of the same measurement, `scoreSD` is their standard deviation (not
  /// that of their mean, which would call an ensemble certain for being large), taken as independent of the fit.
  ///
  /// - Parameters:
  ///   - scoreSD: `nil` for a single network, whose spread is unknown and then not in the interval.
  ///   - horizon: years. The baseline is kept a quarter year: another horizon answers for the quarter before it.
  /// - Returns: `nil` where a covariate is missing, `horizon` is after the follow-up of the training, nobody had
  ///   relapsed by then, or a figure is not finite or a spread negative.
  public func predict(
    score: Double?, scoreSD: Double?, clinical: ClinicalVariables, horizon: Double = 5
  ) -> PrognosticEstimate? {
    guard let values = values(score: score, clinical: clinical), horizon <= baseline.lastTime else { return nil }
    let offset = zip(values, means).map { $0 - $1 }
    let hazard = baseline.estimate(at: horizon, offset: offset, coefficients: coefficients, covariance: covariance)
    guard let interval = interval(hazard, scoreSD: scoreSD ?? 0) else { return nil }
    return PrognosticEstimate(
      linearPredictor: zip(coefficients, offset).reduce(0) { $0 + $1.0 * $1.1 }, probability: hazard.probability,
      interval: interval, contributions: contributions(values))
  }

  private func interval(_ hazard: HazardEstimate, scoreSD: Double) -> ProbabilityInterval? {
    guard let fitError = hazard.logStandardError, scoreSD >= 0 else { return nil }
    let scoreError = scoreCoefficient * scoreSD
    let margin = normalQuantile975 * (fitError * fitError + scoreError * scoreError).squareRoot()
    guard margin.isFinite else { return nil }
    return ProbabilityInterval(
      lower: -expm1(-hazard.cumulativeHazard * exp(-margin)), upper: -expm1(-hazard.cumulativeHazard * exp(margin)))
  }

  /// beta of the slide score, 0 where the model does not weigh it.
  private var scoreCoefficient: Double {
    covariates.firstIndex(of: .slideScore).map { coefficients[$0] } ?? 0
  }

  private func contributions(_ values: [Double]) -> [Contribution] {
    covariates.indices.map { index in
      Contribution(
        name: covariates[index].name, value: covariates[index].text(values[index]),
        logHazard: coefficients[index] * (values[index] - means[index]))
    }
  }

  /// The values that lie outside what the training saw.
  public func outsideTraining(score: Double?, clinical: ClinicalVariables) -> [OutsideTraining] {
    zip(covariates, ranges).compactMap { covariate, range in
      guard let value = covariate.value(score: score, clinical: clinical), !range.contains(value) else { return nil }
      return OutsideTraining(covariate: covariate, value: value, lower: range.lower, upper: range.upper)
    }
  }
}

/// A value of a patient outside the range that the training of a model saw, all as the model uses them.
public struct OutsideTraining: Hashable, Sendable {
  /// The covariate whose value lies outside.
  public let covariate: Covariate
  /// The patient's value.
  public let value: Double
  /// The least value of the training.
  public let lower: Double
  /// The greatest value of the training.
  public let upper: Double

  /// A value with the range of the training.
  public init(covariate: Covariate, value: Double, lower: Double, upper: Double) {
    self.covariate = covariate
    self.value = value
    self.lower = lower
    self.upper = upper
  }
}
