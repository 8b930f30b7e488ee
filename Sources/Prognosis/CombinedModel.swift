import SurvivalStatistics

/// The prognostic models of a bundle and the rule that makes a call of them.
public struct CombinedModel: Hashable, Sendable, Codable {
  /// Answers where clinical variables are missing.
  public let slideOnly: PrognosticModel
  /// Answers where all are there.
  public let slideAndClinical: PrognosticModel
  /// Probability within the horizon from which on the call is high. RlapsRisk BC: 5 % (Garberis et al. 2022).
  public let threshold: Double
  /// The horizon in years.
  public let horizonYears: Double
  /// The patients whom the models are for.
  public let intendedUse: IntendedUse

  /// Two models, the threshold as a probability and the horizon in years.
  ///
  /// - Throws: ``PrognosisFailure/inconsistent(_:)`` with the name of the first part that does not fit the others.
  public init(
    slideOnly: PrognosticModel, slideAndClinical: PrognosticModel, threshold: Double = 0.05, horizonYears: Double = 5,
    intendedUse: IntendedUse = .erPositiveHER2Negative
  ) throws(PrognosisFailure) {
    self.slideOnly = slideOnly
    self.slideAndClinical = slideAndClinical
    self.threshold = threshold
    self.horizonYears = horizonYears
    self.intendedUse = intendedUse
    if let part = inconsistentPart() { throw .inconsistent(part) }
  }

  /// Decodes and checks as the initialiser does.
  ///
  /// - Throws: what the decoder throws, and ``PrognosisFailure`` where the values contradict each other.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      slideOnly: values.decode(PrognosticModel.self, forKey: .slideOnly),
      slideAndClinical: values.decode(PrognosticModel.self, forKey: .slideAndClinical),
      threshold: values.decode(Double.self, forKey: .threshold),
      horizonYears: values.decode(Double.self, forKey: .horizonYears),
      intendedUse: values.decode(IntendedUse.self, forKey: .intendedUse))
  }

  /// The name of the first part with which no call could be made.
  private func inconsistentPart() -> String? {
    guard !slideOnly.basis.isClinical else { return "slideOnly" }
    guard slideAndClinical.basis.isClinical else { return "slideAndClinical" }
    guard threshold > 0, threshold < 1 else { return "threshold" }
    let answers = [slideOnly, slideAndClinical].allSatisfy {
      horizonYears <= $0.baseline.lastTime && $0.baseline.cumulativeHazard(at: horizonYears) > 0
    }
    return answers ? nil : "horizonYears"
  }

  /// Fits both models on the same patients, who must have every clinical variable.
  ///
  /// - Throws: ``PrognosisFailure`` where one of the two models cannot be fitted.
  public static func fit(
    scores: [Double], clinical: [ClinicalVariables], observations: [SurvivalTime], threshold: Double = 0.05,
    horizonYears: Double = 5, intendedUse: IntendedUse = .erPositiveHER2Negative
  ) throws(PrognosisFailure) -> CombinedModel {
    func model(_ covariates: [Covariate]) throws(PrognosisFailure) -> PrognosticModel {
      try .fit(
        scores: scores, clinical: clinical, observations: observations, covariates: covariates, horizon: horizonYears)
    }
    return try CombinedModel(
      slideOnly: try model([.slideScore]), slideAndClinical: try model([.slideScore] + Covariate.clinical),
      threshold: threshold, horizonYears: horizonYears, intendedUse: intendedUse)
  }

  /// Clinical variables that the combined model weighs and the case lacks, by name.
  public func missing(_ clinical: ClinicalVariables) -> [String] {
    slideAndClinical.covariates
      .filter { $0.isClinical && $0.value(score: nil, clinical: clinical) == nil }
      .map(\.variable)
  }
}
