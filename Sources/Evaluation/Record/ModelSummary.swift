import Prognosis
import SurvivalStatistics

/// What screens and reports tell of the model beside its findings.
public struct ModelSummary: Hashable, Sendable {
  /// Digest of the bundle; the curves are shown beside findings of that digest only.
  public var digest: String
  /// As in the card.
  public var name: String
  /// As in the card.
  public var version: String
  /// Whether it only demonstrates.
  public var demonstration: Bool
  /// As in the card: what it is, and what it must not be used for.
  public var description: String
  /// What turns tiles into features, in words.
  public var encoder: String
  /// Kind and number of the networks, in words.
  public var networks: String
  /// Whom it is for.
  public var intendedUse: IntendedUse
  /// Probability within the horizon from which on the call is high.
  public var threshold: Double
  /// Years.
  public var horizonYears: Double
  /// What the combined model weighs, in words, and on how many patients and relapses it was fitted.
  public var combined: String
  /// The combined model itself, which says what another grade would make of a risk; `nil` where it is not at hand.
  public var prognosis: CombinedModel?
  /// `nil` where it was not trained here.
  public var training: ModelTraining?
  /// Of both groups, as in the card.
  public var curves: [SurvivalCurve]
  /// What was measured, in the order of the card.
  public var figures: [Statistic]
  /// What the figures say against it.
  public var cautions: [ModelCaution]

  /// What is told of the bundle of that digest.
  public init(
    digest: String, name: String, version: String, demonstration: Bool, description: String, encoder: String,
    networks: String, intendedUse: IntendedUse, threshold: Double, horizonYears: Double, combined: String,
    prognosis: CombinedModel? = nil,
    training: ModelTraining? = nil, curves: [SurvivalCurve] = [], figures: [Statistic] = [],
    cautions: [ModelCaution] = []
  ) {
    self.digest = digest
    self.name = name
    self.version = version
    self.demonstration = demonstration
    self.description = description
    self.encoder = encoder
    self.networks = networks
    self.intendedUse = intendedUse
    self.threshold = threshold
    self.horizonYears = horizonYears
    self.combined = combined
    self.prognosis = prognosis
    self.training = training
    self.curves = curves
    self.figures = figures
    self.cautions = cautions
  }
}
