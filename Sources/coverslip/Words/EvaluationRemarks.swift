import CohortEvaluation
import SurvivalStatistics

extension CohortWarning {
  /// What to read the numbers with.
  var sentence: String {
    switch self {
    case .fewEvents(.score, let events, _): "there are \(events) events, fewer than ten: every figure is unstable"
    case .fewEvents(let model, let events, let covariates):
      "fewer than ten events a covariate of the \(model.words): \(events) events for \(covariates) "
        + "\(covariates == 1 ? "column" : "columns"); its estimates are unstable and too good"
    case .cohortsNotCompared:
      "whether a patient is in the training cohort as well was not looked at; name its table with --training"
    case .patientsNotNamed:
      "whether a patient stands in the table twice was not looked at; name the column of the patients with --patient"
    case .trainingNotNamed:
      "whether a patient is in the training cohort as well could not be looked at: both tables need the column of the "
        + "patients, «patient» unless --patient names another"
    case .sizeOfTraining(let patients, let events):
      "the model was made on \(patients) patients with \(events) events, as many as there are here: perhaps on these, "
        + "which would say nothing of others"
    case .fewEventsIn(let levels):
      "fewer than ten events in \(levels.joined(separator: ", ")): the estimates of these subgroups are unstable"
    case .reversed:
      "a higher score goes with fewer events (c-index below 0.5); where higher is meant to be better, turn its sign round"
    case .unanswered(let fewest, let asked):
      "not every resample had an answer for every figure; the limits rest on \(fewest) to \(asked) of \(asked) resamples"
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
    case .noBootstrap:
      "paired differences and the limits of what has no formula need resamples; give --bootstrap 1000"
    case .nobodyCalled(let group): "nobody whose outcome is known is called \(group.rawValue)"
    case .infinite:
      "a group that is compared has no events, or only events, so that the estimate is infinite"
    }
  }
}

extension CalibrationReport.Basis {
  /// Where the probabilities come from.
  var words: String {
    switch self {
    case .score: "the score itself, taken for the probability of the event by the horizon"
    case .model: "the model as it was made, not fitted to these patients"
    case .refit: "a Cox model of the score fitted to these patients: apparent"
    }
  }
}
