import Basics
import Casework

extension OutcomeEvent {
  /// As shown: `metastatic relapse`.
  public var label: String {
    switch self {
    case .metastaticRelapse: "metastatic relapse"
    case .freeOfRelapse: "free of relapse"
    case .diedFreeOfRelapse: "died free of relapse"
    }
  }
}

extension OutcomeSource {
  /// As shown: `follow-up visit`.
  public var label: String {
    switch self {
    case .visit: "follow-up visit"
    case .patientRecord: "patient record"
    case .registry: "cancer registry"
    case .other: "other source"
    }
  }
}

extension RecordedOutcome {
  /// `metastatic relapse after 812 days (cancer registry)`.
  public var phrase: String { "\(event.label) after \(days.counted("day")) (\(source.label))" }

  /// The sentence that the signature stands under.
  public var statement: String { meaning.statement(shown: nil) }

  /// That it is in the ledger now, of the case `caseID`.
  package func sentence(of caseID: String) -> String {
    "recorded of \(caseID.printable) as \(reviewer.printable) at \(recordedAt): \(phrase). \(statement)"
  }
}
