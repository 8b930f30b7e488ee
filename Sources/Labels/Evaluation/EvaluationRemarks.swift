import Evaluation
import SurvivalStatistics

extension CohortWarning {
  /// What to read the numbers with.
  package var sentence: String {
    switch self {
    case .fewEvents(.score, let events, _): "there are \(events) events, fewer than ten: every figure is unstable"
    case .fewEvents(let model, let events, let covariates):
      "fewer than ten events a covariate of the \(model.words): \(events.counted("event")) for \(covariates) "
        + "\(covariates == 1 ? "column" : "columns"); its estimates are unstable and too good"
    case .cohortsNotCompared:
      "whether a patient is in the training cohort as well was not looked at; name its table with --training"
    case .patientsNotNamed:
      "whether a patient stands in the table twice was not looked at; name the column of the patients with --patient"
    case .trainingNotNamed:
      "whether a patient is in the training cohort as well could not be looked at: both tables need the column of the "
        + "patients, \"patient\" unless --patient names another"
    case .sizeOfTraining(let patients, let events):
      "the model was made on \(patients.counted("patient")) with \(events.counted("event")), as many as there "
        + "are here: perhaps on these, "
        + "which would say nothing of others"
    case .fewEventsIn(let levels):
      "fewer than ten events in \(levels.joined(separator: ", ")): the estimates of these subgroups are unstable"
    case .reversed:
      "a higher score goes with fewer events (c-index below 0.5); where higher is meant to be better, turn its sign "
        + "round"
    case .oneEvent: "a single event by the horizon: what rests on it has no limits"
    case .hugeWeights(let largest, let usable):
      "censoring leaves so few at the horizon that one patient stands for \(FigureText.short(largest)): figures "
        + "weighted for it rest on few patients" + Self.proposal(usable)
    case .endOfFollowUp(let horizon, let last, let usable):
      "nobody was followed past the horizon of \(FigureText.short(horizon)), the longest follow-up is "
        + "\(FigureText.short(last)): "
        + "figures weighted for censoring have no controls there" + Self.proposal(usable)
    case .doubt(let doubt): doubt.sentence
    case .competingEvents(let others):
      "other events end the follow-up ("
        + others.map { "\($0.value): \($0.patients) patients" }.joined(separator: ", ")
        + "): the hazard is that of one cause, and 1 - exp(-H) is above the probability of the event"
    case .onePerson(let lines):
      "rows of one TCGA patient count as different people ("
        + lines.prefix(5).map { $0.lineWords }.joined(separator: "; ")
        + "\(lines.count > 5 ? " and \(lines.count - 5) more patients" : "")); keep one row each"
    case .unitNotSaid(let longest, let horizon):
      "the unit of the times was not said, and a longest follow-up of \(FigureText.short(longest)) is hardly years, "
        + "while the horizon of \(FigureText.short(horizon)) may be; say it with --time-unit (5 years are a horizon "
        + "of 60 in months, 261 in weeks, 1826 in days)"
    case .unitOfModel(let unit):
      "the unit of the times was not said with --time-unit; the model was made on times in \(unit), and these were "
        + "taken for \(unit) too"
    case .unitAssumed(let model, let here):
      "the unit of the times was not said with --time-unit and was taken to be \(here); the table that the bundle was "
        + "trained on counts \(model)"
    case .unitsDiffer(let model, let here):
      "the longest follow-up is \(FigureText.short(here)) here and \(FigureText.short(model)) in the model's cohort: "
        + "perhaps the times count different units; say them with --time-unit"
    case .unanswered(let fewest, let asked):
      "not every resample had an answer for every figure; the limits rest on \(fewest) to \(asked) of \(asked) "
        + "resamples"
    }
  }
}

extension CohortWarning {
  fileprivate static func proposal(_ usable: Double?) -> String {
    usable.map { "; the last usable time is \(FigureText.short($0)): choose it, or an earlier one, with --horizon" }
      ?? ""
  }
}

extension ModelDoubt {
  /// What a figure says against the model.
  package var sentence: String {
    switch self {
    case .chance(let model):
      "the limits of Harrell's c of the \(model.words) hold 0.5, which is chance: it may tell nobody apart"
    case .noGain:
      "the limits of the gain in Harrell's c over the clinical variables do not lie above 0: it may add nothing"
    case .slopeHoldsZero: "the limits of the calibration slope hold 0: the predicted risks may tell nothing"
    case .tooExtreme: "the limits of the calibration slope lie below 1: the predicted risks are too extreme"
    case .tooClose: "the limits of the calibration slope lie above 1: the predicted risks are too close to each other"
    case .nobodyHigh: "nobody is called high at the threshold: it parts nobody"
    case .everybodyHigh: "everybody is called high at the threshold: it parts nobody"
    }
  }
}

extension Omission {
  /// `calibration slope: ...`.
  package var sentence: String {
    let about = subject.isEmpty ? "" : " (\(subject))"
    return "\(part.words)\(about): \(reason.sentence)"
  }
}

extension ReportPart {
  /// As a reader calls it.
  package var words: String {
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
  package var sentence: String {
    switch self {
    case .survival(let failure): failure.sentence
    case .noThreshold: "no threshold was named; give --threshold or --risk-threshold"
    case .noProbability: "there are no probabilities by the horizon"
    case .modelEnds(let last):
      "the model's own follow-up ends at \(FigureText.short(last)), before the horizon; choose an earlier one with "
        + "--horizon"
    case .byConstruction: "a Cox model of the score fitted to the same patients has slope 1 whatever the score is worth"
    case .noClinical: "no clinical variables were named; give --clinical"
    case .levels(let found): "\(found) levels, where 2 to 8 can be looked at"
    case .tooFewComplete(let found): "\(found) patients have every clinical value"
    case .noBootstrap:
      "paired differences and the limits of what has no formula need resamples; give --bootstrap 1000"
    case .nobodyCalled(let group): "nobody whose outcome is known is called \(group.words)"
    case .infinite:
      "a group that is compared has no events, or only events, so that the estimate is infinite"
    }
  }
}
