/// What a statistic measures: the code that files, cards and screens know it by. What it is called stands in Labels.
///
/// A new statistic is a case here, a label there, and its computation; readers that list statistics find it by itself.
public enum StatisticCode: String, Sendable, Hashable, Codable, CaseIterable {
  // How well patients are told apart
  /// Harrell's c over the whole follow-up.
  case harrell = "c-index.harrell"
  /// Harrell's c less its optimism, of models fitted to the patients whom they are judged on.
  case harrellCorrected = "c-index.harrell-corrected"
  /// Uno's c up to the horizon.
  case uno = "c-index.uno"
  /// Area under the curve of cumulative cases and dynamic controls at the horizon.
  case auc = "auc.horizon"
  /// Area under the curve of cumulative cases and dynamic controls at another time than the horizon.
  case aucAtTime = "auc.time"
  /// Mean of the areas over time, weighted by the share of events between the times.
  case meanAUC = "auc.mean"
  /// Area under the curve of the attention of tiles inside against tiles outside of high-grade tumour.
  case attentionAUC = "auc.attention"
  /// How far the slide score goes from chance to the truth that is known of simulated patients.
  case shareOfTruth = "c-index.share-of-truth"

  // Calls at the threshold
  /// Cumulative sensitivity by the horizon.
  case sensitivity = "sensitivity.threshold"
  /// Dynamic specificity by the horizon.
  case specificity = "specificity.threshold"
  /// Positive predictive value by the horizon.
  case positivePredictiveValue = "ppv.threshold"
  /// Negative predictive value by the horizon.
  case negativePredictiveValue = "npv.threshold"
  /// Sensitivity at the specificity that the call has in the patients who are compared.
  case sensitivityAtEqualSpecificity = "sensitivity.equal-specificity"
  /// Share of patients called high.
  case calledHigh = "share.called-high"
  /// Net benefit of treating those called high.
  case netBenefit = "net-benefit.threshold"
  /// Net benefit of treating everybody at the odds of the threshold.
  case netBenefitOfAll = "net-benefit.everybody"

  // Calibration
  /// Slope of log(-log(1 - p)), or of the model's linear predictor.
  case calibrationSlope = "calibration.slope"
  /// Observed risk to expected risk by the horizon.
  case observedToExpected = "calibration.observed-to-expected"
  /// Mean of the predicted risks by the horizon.
  case predictedRisk = "risk.predicted"
  /// 1 - Kaplan-Meier at the horizon.
  case observedRisk = "risk.observed"
  /// Mean error of the calibration curve.
  case calibrationIndex = "calibration.ici"
  /// Median error of the calibration curve.
  case calibrationE50 = "calibration.e50"
  /// 90th percentile of the error of the calibration curve.
  case calibrationE90 = "calibration.e90"
  /// Largest error of the calibration curve.
  case calibrationEMax = "calibration.emax"

  // Errors of prediction
  /// Brier score at the horizon.
  case brier = "brier.horizon"
  /// Brier score at another time.
  case brierAtTime = "brier.time"
  /// Brier score of Kaplan and Meier's prediction for everybody.
  case nullBrier = "brier.without-model"
  /// Mean of the Brier scores over time.
  case integratedBrier = "brier.integrated"
  /// 1 - Brier score / that without a model.
  case predictionAccuracy = "prediction-accuracy.horizon"

  // Others
  /// Hazard ratio of a standard deviation of the score, or of high against low where there is a threshold.
  case hazardRatio = "hazard-ratio"
  /// Share of patients whose tiles are unlike those of the training.
  case outOfDistribution = "share.out-of-distribution"
}

/// The models that are spoken of.
public enum ModelRole: String, Sendable, Hashable, Codable, CaseIterable {
  /// The model of `fit`.
  case fit
  /// The score by itself: of a bundle, that of the slide.
  case score
  /// The clinical variables alone.
  case clinical
  /// Score and clinical variables.
  case combined
  /// The true log hazard of the slide, which is known of simulated patients.
  case truth
}
