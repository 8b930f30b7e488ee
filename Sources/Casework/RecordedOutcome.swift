/// What was known of the patient at the end of follow-up. Raw values are stored codes: see ``LedgerEvent/format``.
public enum OutcomeEvent: String, Sendable, Codable, CaseIterable {
  /// The tumour has come back in another organ: what the model's probability is of.
  case metastaticRelapse = "metastatic-relapse"
  /// None was found by then.
  case freeOfRelapse = "free-of-relapse"
  /// The patient has died, and none was found before.
  case diedFreeOfRelapse = "died-free-of-relapse"

  /// Whether the follow-up ended in what the model's probability is of. A death before it ends the follow-up.
  public var isRelapse: Bool {
    switch self {
    case .metastaticRelapse: true
    case .freeOfRelapse, .diedFreeOfRelapse: false
    }
  }
}

/// Where an outcome was learned. Raw values are stored codes.
public enum OutcomeSource: String, Sendable, Codable, CaseIterable {
  case visit = "follow-up-visit"
  case patientRecord = "patient-record"
  case registry = "cancer-registry"
  /// Needs a comment.
  case other

  /// Whether a comment must explain it.
  public var needsComment: Bool {
    switch self {
    case .other: true
    case .visit, .patientRecord, .registry: false
    }
  }
}

/// What became of the patient of a closed case: it is a signed entry of the ledger, and changes nothing that was signed
/// before. The last one counts; those before stay.
public struct RecordedOutcome: Hashable, Sendable, Codable {
  /// 1, 2, 3 ... of the case's outcomes.
  public var number: Int
  /// What was known at the end of follow-up.
  public var event: OutcomeEvent
  /// Days of follow-up until the event, or until the patient was last known to be free of it: counted from where the
  /// model's cohort counts, mostly the surgery.
  public var days: Int
  /// Where it was learned.
  public var source: OutcomeSource
  /// The signer's own words; may be empty.
  public var comment: String
  /// Printed name of the signer.
  public var reviewer: String
  /// ISO 8601 with seconds, UTC.
  public var recordedAt: String
  /// What the signature means.
  public var meaning: SignatureMeaning
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// An outcome as it stands; the rules are in ``CaseFile/outcome(_:by:now:)``.
  public init(
    number: Int, event: OutcomeEvent, days: Int, source: OutcomeSource, comment: String, reviewer: String,
    recordedAt: String, meaning: SignatureMeaning = .outcomeRecorded, entryDigest: String? = nil
  ) {
    self.number = number
    self.event = event
    self.days = days
    self.source = source
    self.comment = comment
    self.reviewer = reviewer
    self.recordedAt = recordedAt
    self.meaning = meaning
    self.entryDigest = entryDigest
  }

  /// The days of follow-up that are taken: 1 to a hundred years.
  public static let followUp = 1...36_525

  /// Whether `next` can be true beside this one: it repeats it, or follows a patient further who was free of relapse.
  /// Any other takes its place.
  public func goesOn(in next: RecordedOutcome) -> Bool {
    switch event {
    case .freeOfRelapse: next.days >= days
    case .metastaticRelapse, .diedFreeOfRelapse: (next.event, next.days) == (event, days)
    }
  }
}

/// An outcome in the making.
public struct OutcomeDraft: Hashable, Sendable {
  /// What was known at the end of follow-up; `nil` where nothing was chosen yet.
  public var event: OutcomeEvent?
  /// Days of follow-up.
  public var days: Int?
  /// Where it was learned; `nil` where nothing was chosen yet.
  public var source: OutcomeSource?
  /// The signer's own words; may be empty.
  public var comment: String

  /// A draft as it stands; the rules are in ``CaseFile/outcome(_:by:now:)``.
  public init(event: OutcomeEvent? = nil, days: Int? = nil, source: OutcomeSource? = nil, comment: String = "") {
    self.event = event
    self.days = days
    self.source = source
    self.comment = comment
  }
}

/// Why an outcome cannot be recorded.
public enum OutcomeProblem: Error, Hashable, Sendable {
  /// The case is not closed: whoever reads it must not be told what became of the patient.
  case notClosed
  /// It does not say what was known at the end of follow-up.
  case noEvent
  /// It does not say how long the follow-up was.
  case noDays
  /// The days of follow-up are none that are taken: see ``RecordedOutcome/followUp``.
  case daysOutside(Int)
  /// So many days of follow-up where the patient, by their age at receipt, has lived `most` at the most.
  case longerThanLife(days: Int, most: Int)
  /// It does not go on from what was recorded last, `standing`, and no comment says why.
  case unexplained(standing: RecordedOutcome)
  /// It does not say where the outcome was learned.
  case noSource
  /// The source needs a comment, and there is none.
  case commentMissing
  /// A comment of `length` Unicode scalars where `limit` fit.
  case commentTooLong(length: Int, limit: Int)
  /// The end of follow-up is no day of the calendar.
  case noSuchDay(String)
  /// The end of follow-up lies ahead.
  case dayAhead(String)
  /// It is not known from which day the follow-up would be counted.
  case notReceived
}

extension CaseFile {
  /// What became of the patient, as it was recorded last; `nil` where nothing was.
  public var outcome: RecordedOutcome? { outcomes.last }
}
