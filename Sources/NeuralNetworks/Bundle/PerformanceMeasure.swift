import SurvivalStatistics

/// What cards measure, out of fold and on other patients alike, by the names that the figures have there.
public enum PerformanceMeasure: String, Sendable, CaseIterable {
  case slideConcordance = "c-index, slide score"
  case clinicalConcordance = "c-index, clinical variables alone"
  case combinedConcordance = "c-index, slide and clinical variables"
  case gain = "c-index, gain of the slide over the clinical variables"
  case sensitivity = "sensitivity at the threshold"
  case specificity = "specificity at the threshold"
  case positivePredictiveValue = "positive predictive value at the threshold"
  case negativePredictiveValue = "negative predictive value at the threshold"
  case clinicalSensitivity = "sensitivity of the clinical variables at equal specificity"
  case slope = "calibration slope"
  case observedToExpected = "calibration, observed to expected"
  case predictedRisk = "mean predicted risk"
  case observedRisk = "observed risk"
  case slideArea = "AUC at the horizon, slide score"
  case clinicalArea = "AUC at the horizon, clinical variables alone"
  case combinedArea = "AUC at the horizon, slide and clinical variables"
  case brier = "Brier score at the horizon"
  case predictionAccuracy = "index of prediction accuracy at the horizon"
  case netBenefit = "net benefit at the threshold"
  case calledHigh = "share called high"
  case outOfDistribution = "share out of distribution"
}

extension PerformanceFigure {
  /// A figure by the name of its measure.
  public init(
    _ measure: PerformanceMeasure, _ estimate: Double, lower: Double? = nil, upper: Double? = nil, count: Int,
    note: String
  ) {
    self.init(
      name: measure.rawValue, estimate: estimate, lower: lower, upper: upper, count: count, note: note)
  }

  /// Observed to expected with its limits, and both risks.
  public static func calibration(_ mean: MeanCalibration, count: Int, note: String) -> [PerformanceFigure] {
    [
      PerformanceFigure(
        .observedToExpected, mean.ratio, lower: mean.lower, upper: mean.upper, count: count, note: note),
      PerformanceFigure(.predictedRisk, mean.expected, count: count, note: note),
      PerformanceFigure(.observedRisk, mean.observed, count: count, note: note),
    ]
  }
}
