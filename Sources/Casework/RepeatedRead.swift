import Prognosis

/// What a reader says of a closed case when they read it again, told nothing of the model, of colleagues, or of what
/// they said themselves. It is an entry of the ledger and never changed; the case and its call stay as they are.
///
/// From a shell it is signed with the reader's key; at the workstation it stands, as a first call does, under the
/// reader's name without their key.
public struct RepeatedRead: Hashable, Sendable, Codable {
  /// Printed name of the reader.
  public var reviewer: String
  /// High, low, or unsure.
  public var call: FirstCall
  /// How sure they are of it, where they said so.
  public var confidence: ReadingConfidence?
  /// Their own Nottingham grade, 1 to 3, where they gave one.
  public var grade: Int?
  /// When it was given; ISO 8601 with seconds, UTC.
  public var readAt: String
  /// Where the slides were looked at; `nil` where nobody said so, as from a shell.
  public var diagnosisRead: DiagnosisSource?
  /// What it means, signed or not.
  public var meaning: SignatureMeaning
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// A repeated reading as it stands; the rules are in ``CaseFile/repetition(_:by:now:)``.
  public init(
    reviewer: String, call: FirstCall, confidence: ReadingConfidence? = nil, grade: Int? = nil, readAt: String,
    diagnosisRead: DiagnosisSource? = nil, meaning: SignatureMeaning = .readingRepeated, entryDigest: String? = nil
  ) {
    self.reviewer = reviewer
    self.call = call
    self.confidence = confidence
    self.grade = grade
    self.readAt = readAt
    self.diagnosisRead = diagnosisRead
    self.meaning = meaning
    self.entryDigest = entryDigest
  }
}

/// A repeated reading in the making.
public struct RepeatDraft: Hashable, Sendable {
  /// High, low, or unsure.
  public var call: FirstCall
  /// How sure the reader is of it, where they say so.
  public var confidence: ReadingConfidence?
  /// The reader's own Nottingham grade, where they give one.
  public var grade: Int?
  /// Where they look at the slides; `nil` where they do not say so.
  public var diagnosisRead: DiagnosisSource?

  /// A draft as it stands; the rules are in ``CaseFile/repetition(_:by:now:)``.
  public init(
    call: FirstCall, confidence: ReadingConfidence? = nil, grade: Int? = nil, diagnosisRead: DiagnosisSource? = nil
  ) {
    self.call = call
    self.confidence = confidence
    self.grade = grade
    self.diagnosisRead = diagnosisRead
  }
}

/// Why a case is not read again.
public enum RepeatProblem: Error, Hashable, Sendable {
  /// The case is not closed with a call: whoever reads it reads it for the first time.
  case notClosed
  /// The reader has given no call on it that another one could be held against.
  case nothingToRepeat
  /// The washout is not over before then; ISO 8601, UTC.
  case tooEarly(notBefore: String)
  /// The reader has read it again already: each case is repeated once.
  case repeatedAlready(at: String)
  /// Something else than a call was to be kept while cases are read again.
  case callsAlone
}

extension FirstCall {
  /// The same as `call`; `nil` where that is no answer.
  public init?(_ call: Call) {
    switch call {
    case .high: self = .high
    case .low: self = .low
    case .noCall: return nil
    }
  }
}

extension CaseFile {
  /// The repeated reading of a reader; `nil` where they have not read the case again.
  public func repetition(of reviewer: String) -> RepeatedRead? {
    let name = Reviewer.name(reviewer)
    return repeats.first { $0.reviewer == name }
  }
}
