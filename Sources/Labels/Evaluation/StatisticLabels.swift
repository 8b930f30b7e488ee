import Evaluation

/// What the score of an evaluation is called: that of a bundle is the slide's.
package enum ScoreName: Sendable {
  case slide, column

  package init(_ kind: EvaluationSubject.Kind) {
    switch kind {
    case .bundle: self = .slide
    case .score, .model: self = .column
    }
  }

  fileprivate var noun: String {
    switch self {
    case .slide: "slide"
    case .column: "score"
    }
  }

  /// In a legend.
  package var words: String {
    switch self {
    case .slide: "slide score"
    case .column: "score"
    }
  }
}

extension StatisticCode {
  /// The row of a report that speaks of one score: `Uno's c to 5 years`.
  package func title(by horizon: String) -> String {
    switch self {
    case .harrell: "Harrell's c"
    case .harrellCorrected: "Harrell's c less optimism"
    case .uno: "Uno's c to \(horizon)"
    case .auc: "AUC at \(horizon)"
    case .aucAtTime: "AUC over time"
    case .meanAUC: "Mean AUC to \(horizon)"
    case .attentionAUC: "AUC of the attention"
    case .shareOfTruth: "Share of the way to the truth"
    case .sensitivity: "Sensitivity"
    case .specificity: "Specificity"
    case .positivePredictiveValue: "PPV"
    case .negativePredictiveValue: "NPV"
    case .sensitivityAtEqualSpecificity: "Sensitivity at equal specificity"
    case .calledHigh: "Share called high"
    case .netBenefit: "Net benefit at the threshold"
    case .netBenefitOfAll: "Net benefit of treating everybody"
    case .calibrationSlope: "Calibration slope"
    case .observedToExpected: "Observed to expected"
    case .predictedRisk: "Mean predicted risk"
    case .observedRisk: "Observed risk"
    case .calibrationIndex: "Calibration curve, mean error (ICI)"
    case .calibrationE50: "Calibration curve, median error (E50)"
    case .calibrationE90: "Calibration curve, 90th percentile (E90)"
    case .calibrationEMax: "Calibration curve, largest error (Emax)"
    case .brier: "Brier score at \(horizon)"
    case .brierAtTime: "Brier score over time"
    case .nullBrier: "Brier score of Kaplan-Meier for all"
    case .integratedBrier: "Integrated Brier score to \(horizon)"
    case .predictionAccuracy: "Index of prediction accuracy"
    case .hazardRatio: "Hazard ratio"
    case .outOfDistribution: "Share out of distribution"
    }
  }

  /// In a sentence about differences: `Harrell's c`.
  package var comparedWords: String {
    switch self {
    case .harrell: "Harrell's c"
    case .uno: "Uno's c"
    case .auc: "AUC"
    case .sensitivityAtEqualSpecificity: "sensitivity at equal specificity"
    case .harrellCorrected, .aucAtTime, .meanAUC, .attentionAUC, .shareOfTruth, .sensitivity, .specificity,
      .positivePredictiveValue, .negativePredictiveValue, .calledHigh, .netBenefit, .netBenefitOfAll,
      .calibrationSlope, .observedToExpected, .predictedRisk, .observedRisk, .calibrationIndex, .calibrationE50,
      .calibrationE90, .calibrationEMax, .brier, .brierAtTime, .nullBrier, .integratedBrier, .predictionAccuracy,
      .hazardRatio, .outOfDistribution:
      title(by: "the horizon")
    }
  }

  /// What it measures, before what it is of: `c-index`.
  fileprivate var measure: String {
    switch self {
    case .harrell: "c-index"
    case .harrellCorrected: "c-index less optimism"
    case .uno: "c-index, Uno's to the horizon"
    case .auc: "AUC at the horizon"
    case .aucAtTime: "AUC over time"
    case .meanAUC: "mean AUC to the horizon"
    case .attentionAUC: "AUC, attention against high-grade tumour tiles"
    case .shareOfTruth: "share of the way from chance to the true slide log-hazard"
    case .sensitivity: "sensitivity at the threshold"
    case .specificity: "specificity at the threshold"
    case .positivePredictiveValue: "positive predictive value at the threshold"
    case .negativePredictiveValue: "negative predictive value at the threshold"
    case .sensitivityAtEqualSpecificity: "sensitivity"
    case .calledHigh: "share called high"
    case .netBenefit: "net benefit at the threshold"
    case .netBenefitOfAll: "net benefit of treating everybody"
    case .calibrationSlope: "calibration slope"
    case .observedToExpected: "calibration, observed to expected"
    case .predictedRisk: "mean predicted risk"
    case .observedRisk: "observed risk"
    case .calibrationIndex: "calibration, mean error of the curve (ICI)"
    case .calibrationE50: "calibration, median error of the curve (E50)"
    case .calibrationE90: "calibration, 90th percentile of the error (E90)"
    case .calibrationEMax: "calibration, largest error of the curve (Emax)"
    case .brier: "Brier score at the horizon"
    case .brierAtTime: "Brier score over time"
    case .nullBrier: "Brier score of Kaplan-Meier for all"
    case .integratedBrier: "integrated Brier score to the horizon"
    case .predictionAccuracy: "index of prediction accuracy at the horizon"
    case .hazardRatio: "hazard ratio"
    case .outOfDistribution: "share out of distribution"
    }
  }

  /// Whether several models have it, so that its name says which one.
  fileprivate var namesModel: Bool {
    switch self {
    case .harrell, .harrellCorrected, .uno, .auc, .meanAUC, .aucAtTime, .sensitivityAtEqualSpecificity: true
    case .attentionAUC, .shareOfTruth, .sensitivity, .specificity, .positivePredictiveValue,
      .negativePredictiveValue, .calledHigh, .netBenefit, .netBenefitOfAll, .calibrationSlope, .observedToExpected,
      .predictedRisk, .observedRisk, .calibrationIndex, .calibrationE50, .calibrationE90, .calibrationEMax, .brier,
      .brierAtTime, .nullBrier, .integratedBrier, .predictionAccuracy, .hazardRatio, .outOfDistribution:
      false
    }
  }
}

extension Statistic {
  /// What it is called by itself: `c-index, slide score`, `subgroup grade 3`.
  package func label(_ score: ScoreName = .slide) -> String {
    if let level = subject.level { return "subgroup " + Self.words(level) + own }
    guard code.namesModel else { return code.measure }
    return code.measure + Self.joint(code, subject) + subject.words(score, of: code)
  }

  /// What it is called below a heading that says `c-index` or `subgroups`.
  package func shortLabel(_ score: ScoreName = .slide) -> String {
    if let level = subject.level { return Self.words(level) + own }
    switch code {
    case .harrell: return subject.words(score, of: code)
    case .uno: return "Uno's to the horizon, " + subject.words(score, of: code)
    case .harrellCorrected: return "less optimism, " + subject.words(score, of: code)
    case .auc, .aucAtTime, .meanAUC, .attentionAUC, .shareOfTruth, .sensitivity, .specificity,
      .positivePredictiveValue, .negativePredictiveValue, .sensitivityAtEqualSpecificity, .calledHigh, .netBenefit,
      .netBenefitOfAll, .calibrationSlope, .observedToExpected, .predictedRisk, .observedRisk, .calibrationIndex,
      .calibrationE50, .calibrationE90, .calibrationEMax, .brier, .brierAtTime, .nullBrier, .integratedBrier,
      .predictionAccuracy, .hazardRatio, .outOfDistribution:
      return label(score)
    }
  }

  /// `c-index, slide score 0.781 (0.723 to 0.839), n 300`.
  package func line(_ score: ScoreName = .slide) -> String { "\(label(score)) \(value.text), n \(count)" }

  /// On whom and how it was taken: `n 300, 95 events; limits by the bootstrap, 1000 resamples; Harrell`.
  package func basis(_ number: (Int) -> String = { String($0) }) -> String {
    let patients = "n \(number(count))" + (events.map { ", \(number($0)) events" } ?? "")
    return [patients, value.limitsBasis, note].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private static func words(_ level: StatisticSubject.Level) -> String {
    "\(level.variable.replacing("_", with: " ")) \(level.name)"
  }

  /// Of a level, the measure where it is not the c-index, of which subgroups are spoken.
  private var own: String { code == .harrell ? "" : ", \(code.measure)" }

  private static func joint(_ code: StatisticCode, _ subject: StatisticSubject) -> String {
    if case .sensitivityAtEqualSpecificity = code, subject.less == nil { return " of the " }
    return ", "
  }
}

extension Estimate {
  /// How the limits were made; empty where there are none, or it is not known.
  package var limitsBasis: String {
    switch method {
    case .jackknife: "limits by the jackknife"
    case .bootstrap: "limits by the bootstrap" + (resamples.map { ", \($0) resamples" } ?? "")
    case .wilson: "Wilson's limits"
    case .formula: "limits by formula"
    case nil: ""
    }
  }
}

extension StatisticSubject {
  /// What a statistic is of: `slide score`, `gain of the slide over the clinical variables`.
  fileprivate func words(_ score: ScoreName, of code: StatisticCode) -> String {
    if let less {
      return self == .gain
        ? "gain of the \(score.noun) over the clinical variables"
        : "\(model.words(score)) less \(less.words(score))"
    }
    guard case .sensitivityAtEqualSpecificity = code else { return model.words(score) }
    return model.plainWords(score) + " at equal specificity"
  }
}

extension ModelRole {
  /// As a report calls a model: `clinical model`.
  package var words: String {
    switch self {
    case .fit: "fitted model"
    case .score: "score"
    case .clinical: "clinical model"
    case .combined: "combined model"
    case .truth: "truth"
    }
  }

  /// As a card calls what a figure is of: `clinical variables alone`.
  fileprivate func words(_ score: ScoreName) -> String {
    switch self {
    case .fit: "fitted model"
    case .score: score.words
    case .clinical: "clinical variables alone"
    case .combined: "\(score.noun) and clinical variables"
    case .truth: "true slide log-hazard"
    }
  }

  /// The same in a sentence: `clinical variables`.
  fileprivate func plainWords(_ score: ScoreName) -> String {
    switch self {
    case .clinical: "clinical variables"
    case .fit, .score, .combined, .truth: words(score)
    }
  }
}
