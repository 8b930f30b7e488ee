import Basics
import Labels
import NeuralNetworks
import Prognosis
import SurvivalStatistics

extension TrainingFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .tooFewEvents(let found, let needed):
      CommandFailure(
        .badData, "\(found) relapses are too few to train on, \(needed) are needed; take fewer folds, or more patients")
    case .unusableBag(let patient, let tiles, let width, let expected):
      CommandFailure(
        .badData,
        "patient \(patient) has \(tiles) tiles of \(width) features, expected are \(expected) features; "
          + "encode the slide again, or name the encoder with --encoder")
    case .notFinite(let patient, let tile, let feature):
      CommandFailure(
        .badData, "patient \(patient): feature \(feature) of tile \(tile) is not a number; encode the slide again")
    case .duplicatePatient(let patient):
      CommandFailure(.badData, "patient \(patient) stands twice in the cohort; give one row per slide")
    case .badPlan(let entry, let needed): CommandFailure(.usage, "\(entry): \(needed) is needed")
    case .noClinicalVariable:
      CommandFailure(
        .badData,
        "no clinical variable is given for half of the patients and differs among them, so that there is nothing "
          + "to weigh beside the slide; add age, grade, tumour_size_mm, positive_nodes or ki67")
    case .foreignCheckpoint(let folder):
      CommandFailure(
        .badData,
        "\(folder): holds the pieces of another training (other patients, features or options); remove the "
          + "folder, or name another --out")
    case .checkpointInUse(let folder):
      CommandFailure(.tryAgain, "\(folder): another training is at work there; wait for it, or name another --out")
    case .cancelled:
      CommandFailure(.tryAgain, "the training was stopped; the same command goes on from there")
    case .diverged(let epoch):
      CommandFailure(.badData, "a network diverged in epoch \(epoch); lower --learning-rate")
    case .statistics(let failure):
      CommandFailure(.badData, "the cohort cannot carry the statistics: \(failure.reason)")
    case .prognosis(.followUpTooShort(let horizon, let last)):
      CommandFailure(
        .badData,
        "the longest follow-up is \((last * 100).rounded() / 100) years, no risk within "
          + "\(NumberText.shell.significant(horizon)) years can be told from it; lower --horizon, or check --time-unit")
    case .prognosis(.survival(let failure)):
      CommandFailure(.badData, "the combined model cannot be fitted: \(failure.reason)")
    case .prognosis(.missingValue(let covariate, let index)):
      CommandFailure(
        .badData,
        "the combined model cannot be fitted: patient \(index + 1) has no value of \(covariate.variable); give it, or "
          + "leave the variable out")
    case .prognosis(.countsDiffer), .prognosis(.inconsistent):
      CommandFailure(.ourFault, "the combined model cannot be fitted, because its parts do not belong together")
    case .bundle(let failure): failure.words
    }
  }
}

extension SurvivalFailure {
  fileprivate var reason: String {
    switch self {
    case .noEvents: "a part of it has no relapse; take fewer folds"
    case .constantColumn(let column): "\(column) is the same for all patients of a fold; leave the column out"
    case .notIdentifiable(let column):
      "\(column) says nothing that the columns before it do not say; leave the column out"
    case .separation(let column):
      "\(column) tells the relapses perfectly, so that its hazard ratio is infinite; check it"
    case .noComparablePairs: "no two patients of a part can be ordered in time; take fewer folds"
    case .empty, .countsDiffer, .invalidTime, .notFinite, .notConverged, .invalidRidge, .tooManyColumns, .penalised,
      .oneClass, .oneGroup, .noEventsBy, .horizonPastFollowUp, .censoringUnknown, .invalidProbability, .invalidKnots,
      .tooFew:
      sentence
    }
  }
}
