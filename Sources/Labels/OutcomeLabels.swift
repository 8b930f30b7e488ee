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

  /// That it is in the ledger of the case now, and what is to be looked at.
  ///
  /// - Parameter before: the case before it was recorded.
  package func sentence(after before: CaseFile) -> String {
    let receipt =
      before.beginsBeforeReceipt(self)
      ? " The follow-up is longer than the case was here: it is taken as counted from a day before the receipt, as of "
        + "the surgery."
      : ""
    return "recorded of \(before.id.printable) as \(reviewer.printable) at \(recordedAt): \(phrase). \(statement)"
      + receipt + replacing(before.outcome)
  }

  private func replacing(_ standing: RecordedOutcome?) -> String {
    guard let standing, !standing.goesOn(in: self) else { return "" }
    return " Outcome \(standing.number), \(standing.phrase), does not count any more."
  }
}

extension CaseFile {
  /// Which of the case's outcomes it is, and whether it counts: `2 of 3, replaced`; `nil` of the only one.
  public func standing(of outcome: RecordedOutcome) -> String? {
    guard outcomes.count > 1 else { return nil }
    return "\(outcome.number) of \(outcomes.count), " + (outcome.number == outcomes.count ? "counts" : "replaced")
  }
}
