import Basics
import Casework
import ReadingQuality
import SurvivalStatistics

extension Share {
  /// `12 of 40, 30.0 % (18.1 % to 45.4 %)`, `0 of 0` where there is no share.
  package var text: String {
    total > 0 ? "\(count) of \(total), \(percent)" : "\(count) of \(total)"
  }

  /// `30.0 % (18.1 % to 45.4 %)`, `-` where there is no share.
  package var percent: String {
    guard let value, let limits else { return "-" }
    return "\(FigureText.percent(value)) (\(FigureText.percent(limits.lower)) to \(FigureText.percent(limits.upper)))"
  }
}

extension CallStage {
  /// As shown: `first calls`.
  package var label: String {
    switch self {
    case .first: "first calls"
    case .final: "signed calls"
    }
  }
}

extension ReaderComparison {
  /// As shown: `first calls`.
  package var label: String {
    switch self {
    case .firstCalls: "first calls"
    case .signedCalls: "signed calls"
    case .blindedOpinions: "second opinions without the model's call"
    case .openOpinions: "second opinions with the model's call"
    }
  }
}

extension Reference {
  /// What a call is held against, as shown.
  package var label: String {
    switch self {
    case .outcome: "the outcome"
    case .adjudication: "the adjudication"
    }
  }

  /// What the comparison does not say.
  package var caution: String {
    switch self {
    case .outcome:
      "By the outcome a high call is right where metastatic relapse came within the horizon. A high call is a risk, "
        + "not a prophecy: this compares readings, and judges no single call."
    case .adjudication:
      "The reader who decided knew the model's call and those of both readers: their call is no independent truth."
    }
  }
}

extension QualityScope {
  /// Whose readings are told, in a sentence.
  package var sentence: String {
    switch self {
    case .everybody: "Of all readers."
    case .own(let name): "Of the readings of \(name) alone; colleagues stand together, without names."
    case .nothing: "Your role is told of nobody's readings."
    }
  }

  /// `12 with a signature`, whose it is.
  func signed(_ figures: QualityFigures) -> String {
    switch self {
    case .everybody, .nothing: "\(figures.cases) with a signature"
    case .own(let name): "\(figures.cases) that \(name) has signed"
    }
  }

  /// `2 not signed`, by whom.
  func unsigned(_ figures: QualityFigures) -> String {
    switch self {
    case .everybody, .nothing: "\(figures.unsigned) not signed"
    case .own: "\(figures.unsigned) that nobody has signed"
    }
  }

  /// That there is no calibration.
  var noOutcome: String {
    switch self {
    case .everybody, .nothing: ReadingQualityWords.noOutcome
    case .own(let name): "No outcome of a case that \(name) has closed is recorded: there is no calibration."
    }
  }
}

extension SignedCalibration {
  /// Why there is no calibration, and from when on there can be; `nil` where there is one.
  package var notComputed: String? {
    failure.map { failure in
      let years = "\(FigureText.short(horizon)) years, \(days) days"
      switch failure {
      case .horizonPastFollowUp(_, let last):
        let longest = Int((last * TimeUnit.days.perYear).rounded())
        return "nobody was followed for \(years); the longest follow-up is \(longest.counted("day"))"
      case .noEventsBy: return "nobody had metastatic relapse within \(years)"
      case .empty, .countsDiffer, .invalidTime, .notFinite, .noEvents, .constantColumn, .notIdentifiable, .separation,
        .notConverged, .invalidRidge, .tooManyColumns, .penalised, .noComparablePairs, .oneClass, .oneGroup,
        .censoringUnknown, .invalidProbability, .invalidKnots, .tooFew:
        return failure.sentence
      }
    }
  }
}

extension RepeatOmission {
  /// As shown after a number.
  package var label: String {
    switch self {
    case .washoutTooShort: "read again in less than \(RepeatabilityDesign.washoutDays) days"
    case .noCall: "without a high or low call"
    case .countedAlready: "read more than twice"
    }
  }
}

/// What is said beside the figures of readings.
package enum ReadingQualityWords {
  package static let agreement =
    "Agreement is not correctness: a reader who follows a wrong model agrees with it."
  package static let kappa =
    "Kappa is agreement beyond chance; PABAK is the same as if high and low were called equally often."
  package static let medians = "Seconds of reading and days of turnaround are medians."
  package static let amended = "All figures are of the calls as they were signed first; amendments change none of them."
  package static let chosenByCalls =
    "The cases were chosen by calls, and calls are what is counted: these figures are not those of all cases."
  package static let fewColleagues =
    "Agreement with colleagues is told from \(ReaderAgreement.fewestWithoutNames) cases on: of fewer the call of one "
    + "of them could be read off."
  package static let turns =
    "A turn toward or away from the model is neither right nor wrong: only an outcome or an adjudication can say that."
  package static let noReference =
    "No outcome and no adjudication is known: whether a consultation was positive or negative cannot be said."
  package static let noOutcome = "No outcome of a signed case is recorded: there is no calibration."
  package static let selection =
    "These are the signed cases whose outcome somebody has recorded, which may not be all, and no trial."
  package static let limits =
    "Limits are 95 %: of shares by Wilson's score interval, of kappa by its large-sample standard error (Fleiss, Cohen "
    + "& Everitt 1969). Signatures on one case, and cases of one reader, are taken as independent."
  package static let repeatability =
    "This measures how well a reader repeats their own calls. It does not validate a viewer, which is compared with "
    + "glass, in each laboratory and for each use; nor a model, which is compared with outcomes."
  package static let demonstration = "DEMO model: its calls mean nothing for a patient."
}
