import CohortEvaluation
import SurvivalStatistics

extension CohortWarning {
  /// What to read the numbers with.
  var sentence: String {
    switch self {
    case .fewEvents(let model, let events, let covariates):
      "fewer than ten events a covariate in the \(model.words): \(events) events for \(covariates) "
        + "\(covariates == 1 ? "column" : "columns"); its estimates are unstable and too good"
    case .cohortsNotCompared:
      "whether a patient is in the training cohort as well was not looked at; name its table with --training"
    case .patientsNotNamed:
      "whether a patient stands in the table twice was not looked at; name the column of the patients with --patient"
    }
  }
}

extension ModelRole {
  /// As a reader calls it.
  var words: String {
    switch self {
    case .fit: "fitted model"
    case .score: "score"
    case .clinical: "clinical model"
    case .combined: "combined model"
    }
  }
}

extension Omission {
  /// `calibration slope: ...`.
  var sentence: String {
    let about = subject.isEmpty ? "" : " (\(subject))"
    return "\(part.words)\(about): \(reason.sentence)"
  }
}

extension ReportPart {
  /// As a reader calls it.
  var words: String {
    switch self {
    case .harrellC: "Harrell's c"
    case .unoC: "Uno's c"
    case .auc: "AUC at the horizon"
    case .brier: "Brier score"
    case .threshold: "sensitivity, specificity, PPV and NPV"
    case .kaplanMeier: "Kaplan-Meier by group"
    case .logRank: "log-rank test"
    case .hazardRatio: "hazard ratio"
    case .clinicalModel: "clinical model"
    case .combinedModel: "combined model"
    case .comparison: "comparison with clinical variables"
    case .equalSpecificity: "sensitivity at equal specificity"
    case .calibration: "calibration"
    case .calibrationSlope: "calibration slope"
    case .calibrationCurve: "calibration curve"
    case .decisionCurve: "decision curve"
    case .subgroup: "subgroup"
    case .bootstrap: "bootstrap limits"
    }
  }
}

extension OmissionReason {
  /// Why it is not there, and what would bring it.
  var sentence: String {
    switch self {
    case .survival(let failure): failure.sentence
    case .noThreshold: "no threshold was named; give --threshold or --risk-threshold"
    case .noProbability: "there are no probabilities by the horizon"
    case .modelEnds(let last):
      "the model's own follow-up ends at \(Words.short(last)), before the horizon; choose an earlier one with --horizon"
    case .byConstruction: "a Cox model of the score fitted to the same patients has slope 1 whatever the score is worth"
    case .noClinical: "no clinical variables were named; give --clinical"
    case .levels(let found): "\(found) levels, where 2 to 8 can be looked at"
    case .tooFewComplete(let found): "\(found) patients have every clinical value"
    }
  }
}

extension CalibrationReport.Basis {
  /// Where the probabilities come from.
  var words: String {
    switch self {
    case .score: "the score itself, taken for the probability of the event by the horizon"
    case .model: "a model made on other patients"
    case .refit: "a Cox model of the score fitted to these patients: apparent"
    }
  }
}
