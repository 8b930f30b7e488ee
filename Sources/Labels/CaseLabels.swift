import Casework
import Prognosis

extension CaseStatus {
  /// The word that is shown: `in review`.
  public var label: String {
    switch self {
    case .new: "new"
    case .scored: "scored"
    case .inReview: "in review"
    case .signed: "signed"
    case .addendum: "addendum"
    case .amended: "amended"
    case .deferred: "deferred"
    case .awaitingReader: "awaiting"
    case .rejected: "rejected"
    }
  }
}

extension CaseStage {
  /// The word that is shown at the beginning of a line: `In review`.
  public var label: String {
    switch self {
    case .all: "All"
    case .new: "New"
    case .scored: "Scored"
    case .inReview: "In review"
    case .signed: "Closed"
    case .toDo: "To do"
    }
  }
}

extension Call {
  /// The word that is shown: `no call`.
  public var label: String {
    switch self {
    case .high: "high"
    case .low: "low"
    case .noCall: "no call"
    }
  }
}

extension NoCallReason {
  /// The words that are shown: `too little tissue`.
  public var label: String {
    switch self {
    case .noTissue: "no tissue"
    case .tooLittleTissue: "too little tissue"
    case .badQuality: "bad quality"
    case .outOfDistribution: "out of distribution"
    case .outsideIntendedUse: "outside the intended use"
    case .unreadableTissue: "unreadable tissue"
    case .coarseScan: "coarse scan"
    }
  }
}

extension PrognosticBasis {
  /// The word that is shown: `slide+clinical`.
  public var label: String {
    switch self {
    case .slide: "slide"
    case .slideAndClinical: "slide+clinical"
    }
  }
}
