/// What a figure says against the model that it was measured of.
public enum ModelReservation: String, Sendable, Hashable, Codable, CaseIterable {
  /// Both limits of a c-index or an area are below chance.
  case worseThanChance = "worse-than-chance"
  /// The limits of a c-index or an area hold chance.
  case chance
  /// Both limits of the gain over the clinical variables are below 0.
  case worseWithSlide = "worse-with-slide"
  /// The limits of the gain over the clinical variables hold 0.
  case noGain = "no-gain"
  /// The limits of the calibration slope hold 0.
  case slopeHoldsZero = "slope-holds-zero"
  /// Both limits of the calibration slope are below 1.
  case tooExtreme = "too-extreme"
  /// Both limits of the calibration slope are above 1.
  case tooClose = "too-close"
  /// The threshold calls nobody high.
  case nobodyHigh = "nobody-high"
  /// The threshold calls everybody high.
  case everybodyHigh = "everybody-high"
  /// Too many new patients would get no call.
  case oftenOutOfDistribution = "often-out-of-distribution"
  /// The limits of the out-of-distribution check rest on too few patients.
  case fewLeftOut = "few-left-out"
}

/// What speaks against a model.
public enum ModelCaution: Sendable, Hashable {
  /// A figure of its card.
  case figure(Statistic, ModelReservation)
  /// The limits of its out-of-distribution check come from the very tiles of the training.
  case distributionInSample

  /// The words of a card for it: what was measured, of what, and the reservation.
  public var code: String {
    switch self {
    case .figure(let statistic, let reservation):
      "\(statistic.code.rawValue), \(statistic.subject.code): \(reservation.rawValue)"
    case .distributionInSample: "distribution-in-sample"
    }
  }
}

extension StatisticSubject {
  /// `score`, `combined less clinical`, `score in grade 3`.
  fileprivate var code: String {
    model.rawValue + (less.map { " less \($0.rawValue)" } ?? "")
      + (level.map { " in \($0.variable) \($0.name)" } ?? "")
  }
}

extension Statistic {
  /// Share of new patients out of distribution above which a model is of little use; 0.005 are expected.
  public static let mostOutOfDistribution = 0.05
  /// Patients below which limits of the out-of-distribution check rest on too few.
  public static let fewestLeftOut = 20

  /// The figure with what it says against the model; `nil` where it says nothing.
  public var caution: ModelCaution? { reservation.map { .figure(self, $0) } }

  /// What the figure says against the model; `nil` where nothing.
  public var reservation: ModelReservation? {
    switch code {
    case .harrell, .auc: ofDiscrimination
    case .calibrationSlope: ofSlope
    case .calledHigh: value.estimate <= 0 ? .nobodyHigh : value.estimate >= 1 ? .everybodyHigh : nil
    case .outOfDistribution: ofDistribution
    case .harrellCorrected, .uno, .aucAtTime, .meanAUC, .attentionAUC, .shareOfTruth, .sensitivity, .specificity,
      .positivePredictiveValue, .negativePredictiveValue, .sensitivityAtEqualSpecificity, .netBenefit,
      .netBenefitOfAll, .observedToExpected, .predictedRisk, .observedRisk, .calibrationIndex, .calibrationE50,
      .calibrationE90, .calibrationEMax, .brier, .brierAtTime, .nullBrier, .integratedBrier, .predictionAccuracy,
      .hazardRatio:
      nil
    }
  }

  /// Of the models that a bundle calls by, in all patients, and of their gain.
  private var ofDiscrimination: ModelReservation? {
    guard let lower = value.lower, let upper = value.upper else { return nil }
    if subject == .gain { return lower > 0 ? nil : upper < 0 ? .worseWithSlide : .noGain }
    guard subject == .score || subject == .combined, lower <= 0.5 else { return nil }
    return upper < 0.5 ? .worseThanChance : .chance
  }

  private var ofSlope: ModelReservation? {
    guard let lower = value.lower, let upper = value.upper else { return nil }
    if lower <= 0 { return .slopeHoldsZero }
    return upper < 1 ? .tooExtreme : lower > 1 ? .tooClose : nil
  }

  private var ofDistribution: ModelReservation? {
    if value.estimate > Self.mostOutOfDistribution { return .oftenOutOfDistribution }
    return count < Self.fewestLeftOut ? .fewLeftOut : nil
  }
}
