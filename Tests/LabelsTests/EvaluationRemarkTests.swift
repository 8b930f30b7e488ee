import Labels
import SurvivalStatistics
import Testing

@testable import Evaluation

@Suite("What an evaluation is read with")
struct EvaluationRemarkTests {
  @Test(
    "is a sentence with its numbers and, where there is one, what to do",
    arguments: [
      (
        .fewEvents(model: .score, events: 7, covariates: 1),
        "there are 7 events, fewer than ten: every figure is unstable"
      ),
      (
        .fewEvents(model: .combined, events: 7, covariates: 1),
        "fewer than ten events a covariate of the combined model: 7 events for 1 column; its estimates are unstable "
          + "and too good"
      ),
      (
        .fewEvents(model: .combined, events: 17, covariates: 3),
        "fewer than ten events a covariate of the combined model: 17 events for 3 columns; its estimates are unstable "
          + "and too good"
      ),
      (
        .cohortsNotCompared,
        "whether a patient is in the training cohort as well was not looked at; name its table with --training"
      ),
      (
        .patientsNotNamed,
        "whether a patient stands in the table twice was not looked at; name the column of the patients with --patient"
      ),
      (
        .fewEventsIn(levels: ["a", "b"]),
        "fewer than ten events in a, b: the estimates of these subgroups are unstable"
      ),
      (
        .reversed,
        "a higher score goes with fewer events (c-index below 0.5); where higher is meant to be better, turn its sign "
          + "round"
      ),
      (.oneEvent, "a single event by the horizon: what rests on it has no limits"),
      (
        .hugeWeights(largest: 40, usable: nil),
        "censoring leaves so few at the horizon that one patient stands for 40: figures weighted for it rest on few "
          + "patients"
      ),
      (
        .hugeWeights(largest: 40, usable: 4.5),
        "censoring leaves so few at the horizon that one patient stands for 40: figures weighted for it rest on few "
          + "patients; the last usable time is 4.5: choose it, or an earlier one, with --horizon"
      ),
      (
        .endOfFollowUp(horizon: 5, last: 4.25, usable: nil),
        "nobody was followed past the horizon of 5, the longest follow-up is 4.25: figures weighted for censoring have "
          + "no controls there"
      ),
      (
        .unitsDiffer(model: 10, here: 120),
        "the longest follow-up is 120 here and 10 in the model's cohort: perhaps the times count different units; say "
          + "them with --time-unit"
      ),
      (
        .unanswered(fewest: 990, asked: 1000),
        "not every resample had an answer for every figure; the limits rest on 990 to 1000 of 1000 resamples"
      ),
      (
        .doubt(.noGain),
        "the limits of the gain in Harrell's c over the clinical variables do not lie above 0: it may add nothing"
      ),
      (
        .onePerson(lines: [[2, 3], [5, 7]]),
        "rows of one TCGA patient count as different people (lines 2 and 3; lines 5 and 7); keep one row each"
      ),
    ] as [(CohortWarning, String)])
  func warnings(warning: CohortWarning, sentence: String) { #expect(warning.sentence == sentence) }

  @Test(
    "tells what is not there, and what would bring it",
    arguments: [
      (.survival(.oneGroup), "all patients are in one group"),
      (.noThreshold, "no threshold was named; give --threshold or --risk-threshold"),
      (
        .modelEnds(last: 4.25),
        "the model's own follow-up ends at 4.25, before the horizon; choose an earlier one with --horizon"
      ),
      (
        .byConstruction,
        "a Cox model of the score fitted to the same patients has slope 1 whatever the score is worth"
      ),
      (.noClinical, "no clinical variables were named; give --clinical"),
      (.levels(found: 9), "9 levels, where 2 to 8 can be looked at"),
      (.tooFewComplete(found: 3), "3 patients have every clinical value"),
      (
        .noBootstrap, "paired differences and the limits of what has no formula need resamples; give --bootstrap 1000"
      ),
      (
        .infinite, "a group that is compared has no events, or only events, so that the estimate is infinite"
      ),
    ] as [(OmissionReason, String)])
  func omissions(reason: OmissionReason, sentence: String) {
    #expect(Omission(part: .auc, subject: "", reason: reason).sentence == "AUC at the horizon: \(sentence)")
    #expect(
      Omission(part: .subgroup, subject: "grade", reason: reason).sentence == "subgroup (grade): \(sentence)")
  }
}
