import Basics

/// What an entry of the ledger says happened.
public enum LedgerKind: String, Sendable, Codable, CaseIterable {
  case casebookCreated = "casebook-created"
  case caseRegistered = "case-registered"
  case caseScored = "case-scored"
  case reviewOpened = "review-opened"
  case signed
  /// Something was added to a signed case.
  case addendum
  /// What a signed case says was changed, with the reason.
  case amended
  case reviewerAdmitted = "reviewer-admitted"
  case reviewerRetired = "reviewer-retired"
  case passphraseChanged = "passphrase-changed"
  case reviewerLocked = "reviewer-locked"
  case protocolSet = "protocol-set"
  case firstRead = "first-read"
  case opinionAsked = "opinion-asked"
  case opinionGiven = "opinion-given"
  case opinionWithdrawn = "opinion-withdrawn"
  case opinionRead = "opinion-read"
  /// A mismatch between a slide's label and its case was resolved.
  case labelResolved = "label-resolved"
  /// What became of the patient of a closed case was recorded.
  case outcomeRecorded = "outcome-recorded"
  /// A reader has read a closed case again, told nothing of it.
  case readingRepeated = "reading-repeated"
}

extension LedgerKind {
  /// The kind that format 1 called `word`.
  init?(firstFormat word: String) {
    guard let kind = Self.allCases.first(where: { $0.firstWord == word }) else { return nil }
    self = kind
  }

  /// `nil` for what there was not.
  private var firstWord: String? {
    switch self {
    case .casebookCreated: "casebook created"
    case .caseRegistered: "case registered"
    case .caseScored: "case scored"
    case .reviewOpened: "review opened"
    case .signed: "signed"
    case .addendum: "addendum"
    case .amended: "amended"
    case .reviewerAdmitted, .reviewerRetired, .passphraseChanged, .reviewerLocked, .protocolSet, .firstRead: nil
    case .opinionAsked, .opinionGiven, .opinionWithdrawn, .opinionRead, .labelResolved, .outcomeRecorded: nil
    case .readingRepeated: nil
    }
  }
}

/// An event with what it carries.
public enum LedgerEvent: Equatable, Sendable {
  /// The first entry of every casebook. `format` is the version of the ledger's encoding then.
  case casebookCreated(format: Int)
  case registered(Case)
  case scored(Finding)
  case reviewOpened(reviewer: String)
  case signed(SignOff)
  /// Somebody may sign from now on.
  case reviewerAdmitted(ReviewerAdmission)
  /// A key signs nothing more.
  case reviewerRetired(ReviewerKeyNote)
  /// A key was sealed with another passphrase.
  case passphraseChanged(KeyResealing)
  /// So many passphrases were tried that the name is locked for a while.
  case reviewerLocked(ReviewerKeyNote)
  /// Something was added to a closed case.
  case addendum(Addendum)
  /// A reading that closed a case was changed.
  case amended(Amendment)
  /// How a case is read from now on, or without a case how all are that have no protocol of their own.
  case protocolSet(ProtocolSetting)
  /// A reader has called a case by its slides and clinical data alone.
  case firstRead(FirstRead)
  /// A second opinion was asked for, given, or taken back, or its answer was read.
  case opinion(OpinionAct)
  /// A slide is read although its label does not say what is expected.
  case labelResolved(LabelResolution)
  /// What became of the patient of a closed case.
  case outcomeRecorded(RecordedOutcome)
  /// A reader has read a closed case again, told nothing of it.
  case readingRepeated(RepeatedRead)

  /// The version of the encoding that ``payload`` and ``LedgerEntry/digestInput`` write.
  ///
  /// Format 1 had words where codes stand now, and sentences where fields do. Format 2: enums as their codes, which
  /// never change their meaning and are frozen by a test; identifiers with what they name, `case:S26-1` and
  /// `finding:...`; digests with how they are made, `sha256:...`; times in ISO 8601 with seconds, UTC; what a flag
  /// rests on as numbers and texts under codes. Entries of both formats stand in one ledger, each under its own number.
  public static let format = 2

  /// The kind of entry that holds it.
  public var kind: LedgerKind {
    switch self {
    case .casebookCreated: .casebookCreated
    case .registered: .caseRegistered
    case .scored: .caseScored
    case .reviewOpened: .reviewOpened
    case .signed: .signed
    case .reviewerAdmitted: .reviewerAdmitted
    case .reviewerRetired: .reviewerRetired
    case .passphraseChanged: .passphraseChanged
    case .reviewerLocked: .reviewerLocked
    case .addendum: .addendum
    case .amended: .amended
    case .protocolSet: .protocolSet
    case .firstRead: .firstRead
    case .opinion(let act): act.kind
    case .labelResolved: .labelResolved
    case .outcomeRecorded: .outcomeRecorded
    case .readingRepeated: .readingRepeated
    }
  }

  /// What it carries, as a JSON object.
  public var json: JSONValue {
    switch self {
    case .casebookCreated(let format): ["format": .integer(format)]
    case .registered(let record): record.json
    case .scored(let finding): finding.json
    case .reviewOpened(let reviewer): ["reviewer": .string(reviewer)]
    case .signed(let signOff): signOff.json
    case .reviewerAdmitted(let admission): admission.json
    case .reviewerRetired(let key), .reviewerLocked(let key): key.json
    case .passphraseChanged(let sealing): sealing.json
    case .addendum(let addendum): addendum.json
    case .amended(let amendment): amendment.json
    case .protocolSet(let setting): setting.json
    case .firstRead(let read): read.json
    case .opinion(let act): act.json
    case .labelResolved(let resolution): resolution.json
    case .outcomeRecorded(let outcome): outcome.json
    case .readingRepeated(let read): read.json
    }
  }

  /// ``json`` in canonical form: see ``JSONValue/canonicalBytes``.
  public var payload: [UInt8] { json.canonicalBytes }

  /// Reads the payload of an entry of `format` back.
  ///
  /// - Throws: where the payload is not what `kind` asks for in that format.
  public init(kind: LedgerKind, payload: [UInt8], format: Int = LedgerEvent.format) throws(JSONFailure) {
    let value = try JSONValue(parsing: payload)
    guard let known = KnownFormat(rawValue: format) else { throw .unexpected(path: "format") }
    switch known {
    case .first: try self.init(kind: kind, Self.upgraded(value, of: kind))
    case .second: try self.init(kind: kind, value)
    }
  }

  /// The formats of entries that are read; the last one is written.
  private enum KnownFormat: Int {
    case first = 1
    case second = 2
  }

  /// The payload of format 1 as format 2 writes it.
  private static func upgraded(_ payload: JSONValue, of kind: LedgerKind) -> JSONValue {
    switch kind {
    case .caseRegistered: FirstFormat.record(payload)
    case .caseScored: FirstFormat.finding(payload)
    case .signed: FirstFormat.signOff(payload)
    case .casebookCreated, .reviewOpened, .addendum, .amended, .reviewerAdmitted, .reviewerRetired, .passphraseChanged,
      .reviewerLocked, .protocolSet, .firstRead, .opinionAsked, .opinionGiven, .opinionWithdrawn, .opinionRead,
      .labelResolved, .outcomeRecorded, .readingRepeated:
      payload
    }
  }

  private init(kind: LedgerKind, _ value: JSONValue) throws(JSONFailure) {
    let reader = try JSONReader(value, path: kind.rawValue)
    switch kind {
    case .casebookCreated: self = .casebookCreated(format: try reader.int("format"))
    case .caseRegistered: self = .registered(try Case(reader))
    case .caseScored: self = .scored(try Finding(reader))
    case .reviewOpened: self = .reviewOpened(reviewer: try reader.string("reviewer"))
    case .signed: self = .signed(try SignOff(reader))
    case .reviewerAdmitted: self = .reviewerAdmitted(try ReviewerAdmission(reader))
    case .reviewerRetired: self = .reviewerRetired(try ReviewerKeyNote(reader))
    case .passphraseChanged: self = .passphraseChanged(try KeyResealing(reader))
    case .reviewerLocked: self = .reviewerLocked(try ReviewerKeyNote(reader))
    case .addendum: self = .addendum(try Addendum(reader))
    case .amended: self = .amended(try Amendment(reader))
    case .protocolSet: self = .protocolSet(try ProtocolSetting(reader))
    case .firstRead: self = .firstRead(try FirstRead(reader))
    case .opinionAsked: self = .opinion(.asked(try OpinionRequest(reader)))
    case .opinionGiven: self = .opinion(.given(try OpinionAnswer(reader)))
    case .opinionWithdrawn: self = .opinion(.withdrawn(try OpinionWithdrawal(reader)))
    case .opinionRead: self = .opinion(.read(try OpinionReading(reader)))
    case .labelResolved: self = .labelResolved(try LabelResolution(reader))
    case .outcomeRecorded: self = .outcomeRecorded(try RecordedOutcome(reader))
    case .readingRepeated: self = .readingRepeated(try RepeatedRead(reader))
    }
  }
}

extension LedgerEvent {
  /// The entry that holds `supplement`.
  package init(_ supplement: Supplement) {
    switch supplement {
    case .addendum(let addendum): self = .addendum(addendum)
    case .amendment(let amendment): self = .amended(amendment)
    }
  }

  /// What comes after a signature, where the entry holds such.
  package var supplement: Supplement? {
    switch self {
    case .addendum(let addendum): .addendum(addendum)
    case .amended(let amendment): .amendment(amendment)
    case .casebookCreated, .registered, .scored, .reviewOpened, .signed, .reviewerAdmitted, .reviewerRetired,
      .passphraseChanged, .reviewerLocked, .protocolSet, .firstRead, .opinion, .labelResolved, .outcomeRecorded,
      .readingRepeated:
      nil
    }
  }
}
