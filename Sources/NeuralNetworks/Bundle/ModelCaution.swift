import Basics

extension ModelCard {
  /// What its own figures say against it: chance within the limits of a c-index, no gain within those of the gain, a
  /// calibration slope away from 1 or not away from 0, a threshold that parts nobody, new patients called out of
  /// distribution. A phrase each.
  public var cautions: [String] { performance.compactMap(\.caution) }
}

extension ModelBundle {
  /// Those of the card, and what the files say.
  public var cautions: [String] {
    card.cautions + (distribution?.isHeldOut == false ? [Self.inSample] : [])
  }

  private static let inSample =
    "the limits of its out-of-distribution check come from the very tiles of the training, which is too narrow: new patients "
    + "are refused too often; train it again"
}

extension PerformanceFigure {
  /// Share of new patients out of distribution above which a model is of little use; 0.005 are expected.
  static let mostOutOfDistribution = 0.05
  /// Patients below which limits of the out-of-distribution check rest on too few.
  static let fewestLeftOut = 20

  /// What the figure says against the model; `nil` where nothing.
  var caution: String? {
    PerformanceMeasure(rawValue: name).flatMap(reservation).map { "\(name) \(words): \($0)" }
  }

  private func reservation(_ measure: PerformanceMeasure) -> String? {
    switch measure {
    case .slideConcordance, .combinedConcordance, .slideArea, .combinedArea: ofChance
    case .gain: ofGain
    case .slope: ofSlope
    case .calledHigh: estimate <= 0 ? "nobody is called high" : estimate >= 1 ? "everybody is called high" : nil
    case .outOfDistribution: ofDistribution
    case .clinicalConcordance, .clinicalArea, .sensitivity, .specificity, .positivePredictiveValue,
      .negativePredictiveValue, .clinicalSensitivity, .observedToExpected, .predictedRisk, .observedRisk, .brier,
      .predictionAccuracy, .netBenefit:
      nil
    }
  }

  private var ofChance: String? {
    guard let lower, let upper, lower <= 0.5 else { return nil }
    return upper < 0.5 ? "worse than chance" : "its limits hold 0.5, which is chance"
  }

  private var ofGain: String? {
    guard let lower, let upper, lower <= 0 else { return nil }
    return upper < 0 ? "with the slide it is worse" : "its limits hold 0, so that the slide may add nothing"
  }

  private var ofSlope: String? {
    guard let lower, let upper else { return nil }
    if lower <= 0 { return "its limits hold 0, so that the predicted risks may tell nothing" }
    if upper < 1 { return "its limits exclude 1: the predicted risks are too extreme" }
    return lower > 1 ? "its limits exclude 1: the predicted risks are too close to each other" : nil
  }

  private var ofDistribution: String? {
    if estimate > Self.mostOutOfDistribution { return "more than 5 % of these patients would get no call" }
    return count < Self.fewestLeftOut ? "the limits of the check rest on \(count) patients, too few to tell" : nil
  }

  /// `0.553 (0.475 to 0.631), n 120`.
  private var words: String {
    let limits = lower.flatMap { low in upper.flatMap { low <= $0 ? low...$0 : nil } }
    return "\(NumberText.plain.estimate(estimate, limits, digits: 3)), n \(count)"
  }
}
