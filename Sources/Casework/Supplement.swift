/// Why a signed reading is changed: where the error lay. Raw values are stored codes.
public enum AmendmentClass: String, Sendable, Codable, CaseIterable {
  /// What is on the slide was read as something else.
  case misinterpretation
  /// Another patient's, or of another place of the body.
  case misidentification
  /// The specimen was lost, mixed up, too small, or not what was asked for.
  case specimen
  /// What was read was right, and what was written of it was not.
  case reportDefect = "report-defect"
}

/// Who was told of an amendment, and when.
public struct AmendmentNotice: Hashable, Sendable, Codable {
  /// In the amender's words: `Dr Lee, by telephone`.
  public var person: String
  /// ISO 8601 with seconds, UTC.
  public var at: String

  /// A person, and when they were told.
  public init(person: String, at: String) {
    self.person = person
    self.at = at
  }
}

/// What was added to a closed case; changes nothing that was signed.
public struct Addendum: Hashable, Sendable, Codable {
  /// 1, 2, 3 ... of the case's addenda.
  public var number: Int
  /// What is added.
  public var text: String
  /// Printed name of the signer.
  public var reviewer: String
  /// ISO 8601 with seconds, UTC.
  public var signedAt: String
  /// What the signature means.
  public var meaning: SignatureMeaning
  /// Digest of the entry with the reading that stood then, hexadecimal.
  public var to: String
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// An addendum as it stands; the rules are in ``CaseFile/supplement(_:reviewer:now:)``.
  public init(
    number: Int, text: String, reviewer: String, signedAt: String, meaning: SignatureMeaning = .addendum, to: String,
    entryDigest: String? = nil
  ) {
    self.number = number
    self.text = text
    self.reviewer = reviewer
    self.signedAt = signedAt
    self.meaning = meaning
    self.to = to
    self.entryDigest = entryDigest
  }
}

/// A signed reading changed: a whole reading that stands from now on, beside the one before, which stays as it is.
public struct Amendment: Hashable, Sendable, Codable {
  /// 1, 2, 3 ... of the case's amendments.
  public var number: Int
  /// Where the error lay.
  public var kind: AmendmentClass
  /// What stands from now on. Its comment is the reason of the amendment, its signer and time are the amendment's.
  public var reading: SignOff
  /// Who was told and when; `nil` where nobody was yet.
  public var told: AmendmentNotice?
  /// What the signature means, besides what the reading's own means.
  public var meaning: SignatureMeaning
  /// Digest of the entry with the reading that it changes, hexadecimal.
  public var amends: String

  /// An amendment as it stands; the rules are in ``CaseFile/supplement(_:reviewer:now:)``.
  public init(
    number: Int, kind: AmendmentClass, reading: SignOff, told: AmendmentNotice?,
    meaning: SignatureMeaning = .amendment, amends: String
  ) {
    self.number = number
    self.kind = kind
    self.reading = reading
    self.told = told
    self.meaning = meaning
    self.amends = amends
  }

  /// Why, in the amender's own words.
  public var reason: String { reading.comment }
}

/// What comes after the signature that closed a case.
public enum Supplement: Hashable, Sendable, Codable {
  case addendum(Addendum)
  case amendment(Amendment)

  /// Printed name of the signer.
  public var reviewer: String {
    switch self {
    case .addendum(let addendum): addendum.reviewer
    case .amendment(let amendment): amendment.reading.reviewer
    }
  }

  /// ISO 8601 with seconds, UTC.
  public var signedAt: String {
    switch self {
    case .addendum(let addendum): addendum.signedAt
    case .amendment(let amendment): amendment.reading.signedAt
    }
  }

  /// The same with the digest of the entry that holds it.
  package func written(in digest: String?) -> Supplement {
    switch self {
    case .addendum(var addendum):
      addendum.entryDigest = digest
      return .addendum(addendum)
    case .amendment(var amendment):
      amendment.reading.entryDigest = digest
      return .amendment(amendment)
    }
  }
}

/// A supplement in the making.
public enum SupplementDraft: Hashable, Sendable {
  /// What is added, to the reading whose entry has the digest `to`.
  case addendum(text: String, to: String)
  case amendment(AmendmentDraft)
}

/// An amendment in the making.
public struct AmendmentDraft: Hashable, Sendable {
  /// Where the error lay.
  public var kind: AmendmentClass?
  /// What is going to stand, by the rules of a sign-off; its comment is the reason of the amendment.
  public var reading: SignOffDraft
  /// The finding that it rests upon: the one that was signed upon, or a newer one.
  public var findingID: String
  /// Who was told and when; `nil` where nobody was yet.
  public var told: AmendmentNotice?
  /// Digest of the entry with the reading that was on the screen.
  public var amends: String

  /// A draft as it stands; the rules are in ``CaseFile/supplement(_:reviewer:now:)``.
  public init(
    kind: AmendmentClass? = nil, reading: SignOffDraft, findingID: String, told: AmendmentNotice? = nil, amends: String
  ) {
    self.kind = kind
    self.reading = reading
    self.findingID = findingID
    self.told = told
    self.amends = amends
  }
}

extension CaseFile {
  /// What was added, in its order.
  public var addenda: [Addendum] {
    supplements.compactMap {
      switch $0 {
      case .addendum(let addendum): addendum
      case .amendment: nil
      }
    }
  }

  /// What was changed, in its order.
  public var amendments: [Amendment] {
    supplements.compactMap {
      switch $0 {
      case .addendum: nil
      case .amendment(let amendment): amendment
      }
    }
  }

  /// The reading that counts: that of the last amendment, else the signed one.
  public var standing: SignOff? { amendments.last?.reading ?? signOff }

  /// The finding that the reading rests upon which counts; before that the newest.
  public var standingFinding: Finding? {
    guard let newer = newerFinding, newer.id == standing?.findingID else { return finding }
    return newer
  }

  /// Takes what came after the signature. An addendum leaves an amended or rejected case what it is called.
  public mutating func take(_ supplement: Supplement) {
    supplements.append(supplement)
    switch (supplement, status) {
    case (.amendment, _): status = .amended
    case (.addendum, .signed): status = .addendum
    case (.addendum, .new), (.addendum, .scored), (.addendum, .inReview), (.addendum, .addendum),
      (.addendum, .amended), (.addendum, .deferred), (.addendum, .awaitingReader), (.addendum, .rejected):
      break
    }
  }

  /// Whether the model has scored the case again since, and the reading that counts does not rest upon that.
  public var isRescored: Bool { newerFinding.map { $0.id != standing?.findingID } ?? false }
}
