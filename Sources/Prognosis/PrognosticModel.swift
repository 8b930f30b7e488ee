import SurvivalStatistics

/// Why a prognostic model cannot be made.
public enum PrognosisFailure: Error, Hashable, Sendable {
  /// Patient `index` has no value of `covariate`. Nothing is imputed: leave such patients out first.
  case missingValue(covariate: Covariate, index: Int)
  /// The numbers of patients differ: `scores`, `clinical` and `observations`.
  case countsDiffer(scores: Int, clinical: Int, observations: Int)
  /// Nobody is followed to `horizon` years; the longest follow-up is `last`.
  case followUpTooShort(horizon: Double, last: Double)
  /// Stored parts do not belong together, such as a covariance of the wrong size.
  case inconsistent(String)
  /// The Cox regression failed.
  case survival(SurvivalFailure)
}

/// The values of one covariate in the training cohort.
public struct TrainingRange: Hashable, Sendable, Codable {
  /// Smallest value, in the unit of the covariate.
  public let lower: Double
  /// Largest value, in the unit of the covariate.
  public let upper: Double

  /// An interval from `lower` to `upper`.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether `value` was within what the training saw.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// A Cox model of the slide score, alone or with clinical variables, as it is kept in a bundle.
public struct PrognosticModel: Sendable, Codable, Hashable {
  /// Whether clinical variables are weighed.
  public let basis: PrognosticBasis
  /// The covariates, in the order of everything below.
  public let covariates: [Covariate]
  /// Log hazard ratio per unit of each covariate.
  public let coefficients: [Double]
  /// Training mean of each covariate.
  public let means: [Double]
  /// Covariance of the coefficients, row by row.
  public let covariance: [[Double]]
  /// Cumulative hazard at the means, at every quarter year of the follow-up, with what its variance needs.
  public let baseline: BaselineHazard
  /// What the training saw of each covariate.
  public let ranges: [TrainingRange]
  /// The number of patients in the training.
  public let count: Int
  /// The number of those patients who relapsed.
  public let events: Int

  /// A model of stored parts, which must belong together.
  ///
  /// - Throws: ``PrognosisFailure/inconsistent(_:)`` with the name of the first part that does not fit the others.
  public init(
    basis: PrognosticBasis, covariates: [Covariate], coefficients: [Double], means: [Double], covariance: [[Double]],
    baseline: BaselineHazard, ranges: [TrainingRange], count: Int, events: Int
  ) throws(PrognosisFailure) {
    self.basis = basis
    self.covariates = covariates
    self.coefficients = coefficients
    self.means = means
    self.covariance = covariance
    self.baseline = baseline
    self.ranges = ranges
    self.count = count
    self.events = events
    if let part = inconsistentPart() { throw .inconsistent(part) }
  }

  /// Decodes and checks as the initialiser does: a bundle's card is a file like any other.
  ///
  /// - Throws: what the decoder throws, and ``PrognosisFailure`` where the values contradict each other.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    basis = try values.decode(PrognosticBasis.self, forKey: .basis)
    covariates = try values.decode([Covariate].self, forKey: .covariates)
    coefficients = try values.decode([Double].self, forKey: .coefficients)
    means = try values.decode([Double].self, forKey: .means)
    covariance = try values.decode([[Double]].self, forKey: .covariance)
    baseline = try values.decode(BaselineHazard.self, forKey: .baseline)
    ranges = try values.decode([TrainingRange].self, forKey: .ranges)
    count = try values.decode(Int.self, forKey: .count)
    events = try values.decode(Int.self, forKey: .events)
    if let part = inconsistentPart() { throw PrognosisFailure.inconsistent(part) }
  }

  /// The name of the first part that does not fit the others.
  private func inconsistentPart() -> String? {
    let size = covariates.count
    guard size > 0, Set(covariates).count == size, basis == Self.basis(of: covariates) else { return "covariates" }
    guard Self.isFinite(coefficients, size) else { return "coefficients" }
    guard Self.isFinite(means, size) else { return "means" }
    guard covariance.count == size, covariance.allSatisfy({ Self.isFinite($0, size) }) else { return "covariance" }
    guard baseline.isConsistent(columns: size) else { return "baseline" }
    guard ranges.count == size, ranges.allSatisfy({ $0.lower <= $0.upper }) else { return "ranges" }
    return nil
  }

  private static func isFinite(_ values: [Double], _ count: Int) -> Bool {
    values.count == count && values.allSatisfy(\.isFinite)
  }

  static func basis(of covariates: [Covariate]) -> PrognosticBasis {
    covariates.contains(where: \.isClinical) ? .slideAndClinical : .slide
  }

  /// The values that the model weighs, or `nil` where one is missing.
  public func values(score: Double?, clinical: ClinicalVariables) -> [Double]? {
    let values = covariates.compactMap { $0.value(score: score, clinical: clinical) }
    return values.count == covariates.count ? values : nil
  }
}
