import Casework
import Labels
import Reports

/// How far a case is read when its report is made: what the report may say of a call, and what must stand across it.
enum ReportStanding: Hashable {
  /// The finding is withheld from whom the report is for.
  case blinded(Withholding)
  /// No model has scored it.
  case notScored
  /// It is scored, and nobody has signed.
  case notSigned
  /// A reader has signed, and another must.
  case awaitingReader
  /// The call was put off.
  case deferred(SignOff)
  /// It was closed without a call.
  case rejected(SignOff)
  /// It was signed, and that stands.
  case signed(SignOff)
  /// What was signed was changed; this reading stands.
  case amended(SignOff, times: Int)

  init(_ file: CaseFile) {
    if let withheld = file.withheld {
      self = .blinded(withheld)
      return
    }
    self = Self.of(file) ?? .notSigned
  }

  /// `nil` where the reading that the status speaks of is not told.
  private static func of(_ file: CaseFile) -> ReportStanding? {
    switch file.status {
    case .new: .notScored
    case .scored, .inReview: .notSigned
    case .awaitingReader: .awaitingReader
    case .deferred: file.signOff.map { .deferred($0) }
    case .signed, .addendum: file.standing.map { .signed($0) }
    case .amended: file.standing.map { .amended($0, times: file.amendments.count) }
    case .rejected: file.standing.map { .rejected($0) }
    }
  }

  /// The reading that stands; `nil` where none does.
  var reading: SignOff? {
    switch self {
    case .blinded, .notScored, .notSigned, .awaitingReader: nil
    case .deferred(let reading), .rejected(let reading), .signed(let reading), .amended(let reading, _): reading
    }
  }

  /// The line below the title.
  var words: String {
    switch self {
    case .blinded(let withheld): "Not signed. What the model says is \(withheld.label)."
    case .notScored: "Not signed, and not scored."
    case .notSigned: "Not signed: a draft."
    case .awaitingReader: "Not signed by every reader: another one must sign."
    case .deferred(let reading): "Deferred by \(reading.signatureWords). No call stands."
    case .rejected(let reading): "Slide rejected by \(reading.signatureWords). No call stands."
    case .signed(let reading): "Signed by \(reading.signatureWords)."
    case .amended(let reading, let times):
      "Amended \(times == 1 ? "once" : "\(times) times"), last by \(reading.signatureWords)."
    }
  }

  /// Across every page; empty where the report may be filed as it is.
  var stamp: String {
    switch self {
    case .blinded, .notScored, .notSigned, .awaitingReader: "NOT SIGNED"
    case .deferred: "DEFERRED"
    case .rejected, .signed, .amended: ""
    }
  }

  /// What must not be overlooked of it; `nil` where a signature stands.
  var notice: Notice? {
    switch self {
    case .blinded, .notScored, .notSigned, .awaitingReader:
      Notice(.caution, "Not signed: this is a draft. No call stands.", short: "NOT SIGNED")
    case .deferred:
      Notice(.caution, "Deferred: the case is to be read again. No call stands.", short: "DEFERRED")
    case .rejected:
      Notice(.caution, "The slide was rejected. No call stands upon it.", short: "SLIDE REJECTED")
    case .signed: nil
    case .amended: Notice(.caution, "This report replaces what was signed before, which stays below.", short: "AMENDED")
    }
  }
}

extension SignOff {
  /// `Ann Rey, 2025-06-02 09:12:44 UTC`.
  var signatureWords: String { "\(reviewer), \(TimeText.words(signedAt))" }
}
