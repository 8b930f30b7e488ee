import Casework
import Labels

extension OutcomeProblem {
  /// What keeps an outcome from being recorded, and what to do.
  package var sentence: String {
    switch self {
    case .notClosed: "the case is not closed: what became of the patient is recorded once it is signed"
    case .noEvent: "an outcome needs an event: \(OutcomeEvent.allCases.map(\.rawValue).joined(separator: ", "))"
    case .noDays: "an outcome needs the days of follow-up"
    case .daysOutside(let days):
      "\(days) days of follow-up are not taken; \(RecordedOutcome.followUp.lowerBound) to "
        + "\(RecordedOutcome.followUp.upperBound) are"
    case .longerThanLife(let days, let most):
      "\(days) days of follow-up are more than the patient has lived by the age at receipt: \(most) at the most"
    case .unexplained(let standing):
      "outcome \(standing.number) says \(standing.phrase), which this one does not go on from; say with --comment why "
        + "it takes its place"
    case .noSource: "an outcome needs a source: \(OutcomeSource.allCases.map(\.rawValue).joined(separator: ", "))"
    case .commentMissing: "that source needs a comment"
    case .commentTooLong(let length, let limit): "the comment has \(length) characters, \(limit) fit; shorten it"
    case .noSuchDay(let day): "\(day.quoted) is not a day; write it as 2026-11-02"
    case .dayAhead(let day): "\(day.quoted) lies ahead: follow-up ends on a day that is over"
    case .notReceived:
      "the case does not say when it was received, so that days cannot be counted from there; give them with --days"
    }
  }

  var exit: Exit {
    switch self {
    case .noEvent, .noDays, .daysOutside, .longerThanLife, .unexplained, .noSource, .commentMissing, .noSuchDay,
      .dayAhead:
      .usage
    case .notClosed, .commentTooLong, .notReceived: .badData
    }
  }
}
