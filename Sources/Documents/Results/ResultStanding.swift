import Casework

/// Where the result of a case stands for whoever is sent it: what the status codes of FHIR and HL7 v2 are made of.
package enum ResultStanding: Hashable, Sendable, CaseIterable {
  /// Nothing is told of the model yet, and nobody has signed.
  case registered
  /// The model has spoken, and nobody has signed.
  case preliminary
  /// A reader has put their call off: none stands.
  case deferred
  /// Signed, with a call or with the acknowledgement that there is none.
  case final
  /// Signed, and something was added that changes nothing.
  case appended
  /// Signed, and changed since.
  case amended
  /// The slide is not fit to be read: no call stands, and none will.
  case unfit
  /// The slide or the specimen is another one's: whatever was sent of it is wrong.
  case wrong
}

/// Whether a laboratory takes results from here as final.
package enum FinalResults: Hashable, Sendable, CaseIterable {
  /// All stay preliminary, whatever was signed.
  case disabled
  /// What was signed is final, what was amended corrects it.
  case enabled
}

extension ResultStanding {
  /// The same as a laboratory takes it: where it takes no results as final, what was signed stays preliminary.
  package func taken(_ finals: FinalResults) -> ResultStanding {
    switch (self, finals) {
    case (.final, .disabled), (.appended, .disabled), (.amended, .disabled): .preliminary
    case (.final, .enabled), (.appended, .enabled), (.amended, .enabled), (.registered, _), (.preliminary, _),
      (.deferred, _), (.unfit, _), (.wrong, _):
      self
    }
  }

  /// Whether calls and probabilities are told: not of a slide that was rejected, or is another one's.
  package var hasValues: Bool {
    switch self {
    case .registered, .preliminary, .deferred, .final, .appended, .amended: true
    case .unfit, .wrong: false
    }
  }
}

extension CaseFile {
  /// Where the result stands, of the case as it is told.
  package var resultStanding: ResultStanding {
    switch status {
    case .new: .registered
    case .scored, .inReview, .awaitingReader: finding == nil ? .registered : .preliminary
    case .deferred: .deferred
    case .signed: .final
    case .addendum: .appended
    case .amended: amendedStanding
    case .rejected: standing?.reason.rejectionStanding ?? .unfit
    }
  }

  private var amendedStanding: ResultStanding {
    guard let amendment = amendments.last else { return .amended }
    switch (amendment.reading.decision, amendment.kind) {
    case (.reject, .misidentification): return .wrong
    case (.reject, .misinterpretation), (.reject, .specimen), (.reject, .reportDefect):
      return amendment.reading.reason.rejectionStanding
    case (.confirm, _), (.override, _), (.acknowledge, _), (.assess, _), (.defer, _): return .amended
    }
  }
}

extension SignOffReason? {
  /// What a rejection for this reason says of the result.
  fileprivate var rejectionStanding: ResultStanding {
    switch self {
    case .rejection(.wrongSpecimen), .rejection(.wrongSlide): .wrong
    case .rejection(.quality), .rejection(.other), .laboratory, .override, .deferral, nil: .unfit
    }
  }
}
