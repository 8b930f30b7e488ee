import Evaluation
import Labels
import TerminalKit

/// What a figure tells of, by which the screen groups them.
enum FigureTopic: CaseIterable {
  case discrimination, calls, calibration, subgroups, other

  /// The topic of a statistic; `nil` of one that is drawn as a curve, or stands in a report alone.
  init?(of statistic: Statistic) {
    switch statistic.code {
    case .hazardRatio, .aucAtTime, .brierAtTime: return nil
    case .harrell, .harrellCorrected, .uno, .shareOfTruth, .auc, .meanAUC, .attentionAUC, .sensitivity, .specificity,
      .positivePredictiveValue, .negativePredictiveValue, .sensitivityAtEqualSpecificity, .calledHigh, .netBenefit,
      .netBenefitOfAll, .calibrationSlope, .observedToExpected, .predictedRisk, .observedRisk, .calibrationIndex,
      .calibrationE50, .calibrationE90, .calibrationEMax, .brier, .nullBrier, .integratedBrier, .predictionAccuracy,
      .outOfDistribution:
      self = statistic.subject.level == nil ? Self.ofAll(statistic.code) : .subgroups
    }
  }

  private static func ofAll(_ code: StatisticCode) -> FigureTopic {
    switch code {
    case .harrell, .harrellCorrected, .uno: .discrimination
    case .sensitivity, .specificity, .positivePredictiveValue, .negativePredictiveValue,
      .sensitivityAtEqualSpecificity:
      .calls
    case .calibrationSlope, .observedToExpected, .predictedRisk, .observedRisk, .calibrationIndex, .calibrationE50,
      .calibrationE90, .calibrationEMax:
      .calibration
    case .auc, .aucAtTime, .meanAUC, .attentionAUC, .shareOfTruth, .calledHigh, .netBenefit, .netBenefitOfAll, .brier,
      .brierAtTime, .nullBrier, .integratedBrier, .predictionAccuracy, .hazardRatio, .outOfDistribution:
      .other
    }
  }

  /// The heading.
  var words: String {
    switch self {
    case .discrimination: "Discrimination: c-index"
    case .calls: "Calls at the threshold"
    case .calibration: "Calibration"
    case .subgroups: "Subgroups: c-index"
    case .other: "Other figures"
    }
  }
}

extension Statistic {
  /// Its bar; `nil` for what is on no scale that is known, or is off it.
  var bar: IntervalBar? {
    guard let (scale, reference) = scale, scale.contains(value.estimate) else { return nil }
    return IntervalBar(scale: scale, reference: reference, value: value.estimate, limits: value.limits)
  }

  /// A difference stands about 0, a slope about 1; a c-index begins at chance, unless it is worse.
  private var scale: (ClosedRange<Double>, Double?)? {
    let ends = [value.estimate] + [value.limits?.lowerBound, value.limits?.upperBound].compactMap(\.self)
    guard ends.allSatisfy(\.isFinite) else { return nil }
    guard subject.less == nil else { return Self.ofDifference(ends) }
    switch code {
    case .harrell, .harrellCorrected, .uno: return ends.allSatisfy { $0 >= 0.5 } ? (0.5...1, nil) : (0...1, 0.5)
    case .calibrationSlope, .observedToExpected: return (0...2, 1)
    case .sensitivity, .specificity, .positivePredictiveValue, .negativePredictiveValue,
      .sensitivityAtEqualSpecificity, .predictedRisk, .observedRisk, .auc, .aucAtTime, .meanAUC, .attentionAUC,
      .calledHigh, .outOfDistribution:
      return (0...1, nil)
    case .shareOfTruth, .netBenefit, .netBenefitOfAll, .calibrationIndex, .calibrationE50, .calibrationE90,
      .calibrationEMax, .brier, .brierAtTime, .nullBrier, .integratedBrier, .predictionAccuracy, .hazardRatio:
      return nil
    }
  }

  private static func ofDifference(_ ends: [Double]) -> (ClosedRange<Double>, Double?) {
    let widest = ends.reduce(0) { max($0, abs($1)) }
    let end = [0.05, 0.1, 0.2, 0.5].first { widest <= $0 } ?? 1
    return (-end...end, 0)
  }
}

/// What an evaluation measures and a card may lack.
struct ExpectedFigure {
  /// As it is said where it is lacking.
  let words: String
  private let isMet: @Sendable (Statistic) -> Bool

  private init(_ words: String, _ code: StatisticCode, _ subject: StatisticSubject) {
    self.words = words
    isMet = { $0.code == code && $0.subject == subject }
  }

  /// Whether one of `figures` is it.
  func isMet(by figures: [Statistic]) -> Bool { figures.contains(where: isMet) }

  /// Of a whole evaluation, in its order.
  static let all = [
    ExpectedFigure("c-index of the slide score", .harrell, .score),
    ExpectedFigure("c-index of the clinical variables alone", .harrell, .clinical),
    ExpectedFigure("c-index of slide and clinical variables", .harrell, .combined),
    ExpectedFigure("difference of the c-indices with and without the slide", .harrell, .gain),
    ExpectedFigure("sensitivity at the threshold", .sensitivity, .combined),
    ExpectedFigure("specificity at the threshold", .specificity, .combined),
    ExpectedFigure(
      "sensitivity of the clinical variables at equal specificity", .sensitivityAtEqualSpecificity, .clinical),
    ExpectedFigure("positive and negative predictive value", .positivePredictiveValue, .combined),
    ExpectedFigure("calibration slope", .calibrationSlope, .combined),
    ExpectedFigure("observed against predicted risk", .observedRisk, .combined),
    ExpectedFigure("AUC at the horizon", .auc, .score), ExpectedFigure("Brier score", .brier, .combined),
    ExpectedFigure("net benefit", .netBenefit, .combined), ExpectedFigure(subgroups: "subgroups"),
  ]

  private init(subgroups words: String) {
    self.words = words
    isMet = { $0.subject.level != nil }
  }
}
