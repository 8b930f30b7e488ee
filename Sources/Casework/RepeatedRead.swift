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
  /// What it means, signed or not.
  public var meaning: SignatureMeaning
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// A repeated reading as it stands; the rules are in ``CaseFile/repetition(_:by:now:)``.
  public init(
    reviewer: String, call: FirstCall, confidence: ReadingConfidence? = nil, grade: Int? = nil, readAt: String,
    meaning: SignatureMeaning = .readingRepeated, entryDigest: String? = nil
  ) {
    self.reviewer = reviewer
    self.call = call
    self.confidence = confidence
    self.grade = grade
    self.readAt = readAt
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

  /// A draft as it stands; the rules are in ``CaseFile/repetition(_:by:now:)``.
  public init(call: FirstCall, confidence: ReadingConfidence? = nil, grade: Int? = nil) {
    self.call = call
    self.confidence = confidence
    self.grade = grade
  }
}

/// Why a case is not read again.
public enum RepeatProblem: Error, Hashable, Sendable {
  /// The case is not closed with a call: whoever reads it reads it for the first time.
  case notClosed
  /// The reader has given no call on it that another one could be held against.
  case nothingToRepeat
  /// The washout is not over before then.
  case tooEarly(notBefore: Timestamp)
  /// The reader has read it again already: each case is repeated once.
  case repeatedAlready(at: String)
  /// Something else than a call was to be kept while cases are read again.
  case callsAlone
}

/// What a reader said of a case when they read it, to be held against what they say when they read it again.
public struct EarlierRead: Hashable, Sendable {
  /// High, low, or unsure.
  public var call: FirstCall
  /// Whether the model's call was shown to them before they gave theirs.
  public var sawModel: Bool
  /// When they gave it.
  public var at: Timestamp
  /// When they last said or signed anything of the case, as far as the ledger tells.
  public var lastActAt: Timestamp

  /// The first moment at which the washout is over.
  public var notBefore: Timestamp { Timestamp(seconds: lastActAt.seconds + RepeatabilityDesign.washout) }
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

  /// What a reader said of this case, where it is closed with a call: their first call where they gave one, because
  /// nothing was shown to them before it either, else the call that they signed first.
  ///
  /// - Returns: `nil` where there is none, and where the ledger does not say when.
  public func earlierRead(of reviewer: String) -> EarlierRead? {
    guard closingSignOff?.finalCall != nil else { return nil }
    let name = Reviewer.name(reviewer)
    let acts = acts(of: name)
    guard let last = acts.max(by: { $0.seconds < $1.seconds }) else { return nil }
    if let read = firstRead(of: name), let at = Timestamp(read.readAt) {
      return EarlierRead(call: read.call, sawModel: false, at: at, lastActAt: last)
    }
    let signed = (readings + [signOff].compactMap(\.self)).first { $0.reviewer == name && $0.finalCall != nil }
    guard let signed, let call = signed.finalCall.flatMap(FirstCall.init), let at = Timestamp(signed.signedAt) else {
      return nil
    }
    return EarlierRead(call: call, sawModel: true, at: at, lastActAt: last)
  }

  /// When `name` said or signed something of the case.
  private func acts(of name: String) -> [Timestamp] {
    let signed = readings + [signOff].compactMap(\.self)
    let times =
      firstReads.filter { $0.reviewer == name }.map(\.readAt)
      + signed.filter { $0.reviewer == name }.map(\.signedAt)
      + supplements.filter { $0.reviewer == name }.map(\.signedAt)
      + opinions.compactMap(\.answer).filter { $0.reviewer == name }.map(\.answeredAt)
      + outcomes.filter { $0.reviewer == name }.map(\.recordedAt)
    return times.compactMap(Timestamp.init)
  }
}
