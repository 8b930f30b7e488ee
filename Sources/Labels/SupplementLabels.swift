import Casework

extension AmendmentClass {
  /// As shown: `report defect`.
  public var label: String {
    switch self {
    case .misinterpretation: "misinterpretation"
    case .misidentification: "misidentification"
    case .specimen: "specimen"
    case .reportDefect: "report defect"
    }
  }

  /// What went wrong, beside the label.
  public var explanation: String {
    switch self {
    case .misinterpretation: "the slide was read as something else"
    case .misidentification: "another patient's, or another place"
    case .specimen: "lost, mixed up, too small, or another one"
    case .reportDefect: "rightly read, and wrongly written down"
    }
  }
}

extension Addendum {
  /// `addendum 1`.
  public var title: String { "addendum \(number)" }

  /// The sentence that the signature stands under.
  public var statement: String { meaning.statement(shown: nil) }
}

extension Amendment {
  /// `amended 1`.
  public var title: String { "amended \(number)" }

  /// The sentence that the signature stands under: that it changes what was signed, and what stands now.
  public var statement: String { meaning.statement(shown: nil) + " " + reading.statement }

  /// `Dr Lee, by telephone, 2026-11-02 11:20:00 UTC`; that nobody was told, where nobody was.
  public var toldWords: String { told.map { "\($0.person), \(TimeText.words($0.at))" } ?? "nobody yet" }
}

extension Supplement {
  /// `addendum 1`, `amended 2`.
  public var title: String {
    switch self {
    case .addendum(let addendum): addendum.title
    case .amendment(let amendment): amendment.title
    }
  }

  /// The sentence that the signature stands under.
  public var statement: String {
    switch self {
    case .addendum(let addendum): addendum.statement
    case .amendment(let amendment): amendment.statement
    }
  }
}

extension CaseFile {
  /// What is said of a case that the model has scored again since it was signed; `nil` where it has not.
  public var rescoredWords: String? {
    guard isRescored, let newerFinding else { return nil }
    return "re-scored since, \(TimeText.words(newerFinding.computedAt)): what was signed stands"
  }
}

/// Times of the ledger as people read them.
public enum TimeText {
  /// `2025-06-02 09:12:44 UTC` for `2025-06-02T09:12:44Z`.
  public static func words(_ timestamp: String) -> String {
    guard timestamp.hasSuffix("Z") else { return timestamp }
    return timestamp.dropLast().split(separator: "T").joined(separator: " ") + " UTC"
  }
}
