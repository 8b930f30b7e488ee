import Casework

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
    case .noSource: "an outcome needs a source: \(OutcomeSource.allCases.map(\.rawValue).joined(separator: ", "))"
    case .commentMissing: "that source needs a comment"
    case .commentTooLong(let length, let limit): "the comment has \(length) characters, \(limit) fit; shorten it"
    }
  }

  var exit: Exit {
    switch self {
    case .noEvent, .noDays, .daysOutside, .noSource, .commentMissing: .usage
    case .notClosed, .commentTooLong: .badData
    }
  }
}
