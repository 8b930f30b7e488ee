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
