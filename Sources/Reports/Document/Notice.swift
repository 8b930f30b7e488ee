/// A sentence that must not be overlooked.
public struct Notice: Hashable, Sendable {
  /// How a notice is marked.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// What the report may be used for.
    case intendedUse
    /// The model is a demonstration.
    case demonstration
    /// Read the numbers with care: a warning of the analysis.
    case caution
    /// Something that a report of this kind must say is not known or was not computed.
    case missing
    /// A remark beside the matter.
    case note
  }

  /// How the notice is marked.
  public var kind: Kind
  /// The notice in full.
  public var text: String
  /// The notice for the head of every page, where it is of the whole report.
  public var short: String

  /// A notice. `short` is what a narrow place shows; default: the text.
  public init(_ kind: Kind, _ text: String, short: String? = nil) {
    self.kind = kind
    self.text = text
    self.short = short ?? text
  }

  /// The notice of every report.
  public static let researchUseOnly = Notice(.intendedUse, "Research use only, not a medical device.")

  /// The notice of a report about the model that ships.
  public static let demonstration = Notice(
    .demonstration,
    "The model is a demonstration, trained on simulated tissue. Its results mean nothing for a patient.", short: "DEMO")

  /// What the head of a page says; without a full stop.
  var headline: String { short.hasSuffix(".") ? String(short.dropLast()) : short }

  /// The word in front of the text.
  var label: String {
    switch kind {
    case .intendedUse: "Intended use"
    case .demonstration: "DEMO"
    case .caution: "Caution"
    case .missing: "Missing"
    case .note: "Note"
    }
  }
}

extension Notice.Kind {
  /// Whether it is drawn so that nobody overlooks it.
  var isWarning: Bool {
    switch self {
    case .demonstration, .caution, .missing: true
    case .intendedUse, .note: false
    }
  }
}
