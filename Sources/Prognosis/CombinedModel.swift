import SurvivalStatistics

/// The prognostic models of a bundle and the rule that makes a call of them.
public struct CombinedModel: Hashable, Sendable, Codable {
  /// Answers where clinical variables are missing.
  public let slideOnly: PrognosticModel
  /// Answers where all are there.
  public let slideAndClinical: PrognosticModel
  /// Probability within the horizon from which on the call is high. RlapsRisk BC: 5 % (Garberis et al. 2022).
  public let threshold: Double
  /// Years.
  public let horizonYears: Double
  /// Whom the models are for.
  public let intendedUse: IntendedUse

  /// Two models, the threshold as a probability and the horizon in years.
  public init(
    slideOnly: PrognosticModel, slideAndClinical: PrognosticModel, threshold: Double = 0.05, horizonYears: Double = 5,
    intendedUse: IntendedUse = .erPositiveHER2Negative
  ) {
    self.slideOnly = slideOnly
    self.slideAndClinical = slideAndClinical
    self.threshold = threshold
    self.horizonYears = horizonYears
    self.intendedUse = intendedUse
  }

  /// Fits both models on the same patients, who must have every clinical variable.
  public static func fit(
    scores: [Double], clinical: [ClinicalVariables], observations: [SurvivalTime], threshold: Double = 0.05,
    horizonYears: Double = 5, intendedUse: IntendedUse = .erPositiveHER2Negative
  ) throws(PrognosisFailure) -> CombinedModel {
    func model(_ covariates: [Covariate]) throws(PrognosisFailure) -> PrognosticModel {
      try .fit(
        scores: scores, clinical: clinical, observations: observations, covariates: covariates, horizon: horizonYears)
    }
    return CombinedModel(
      slideOnly: try model([.slideScore]), slideAndClinical: try model([.slideScore] + Covariate.clinical),
      threshold: threshold, horizonYears: horizonYears, intendedUse: intendedUse)
  }

  /// Clinical variables that the combined model weighs and the case lacks, by name.
  public func missing(_ clinical: ClinicalVariables) -> [String] {
    slideAndClinical.covariates
      .filter { $0 != .slideScore && $0.value(score: nil, clinical: clinical) == nil }
      .map(\.variable)
  }
}
