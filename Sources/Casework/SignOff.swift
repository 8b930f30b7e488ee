import Prognosis

/// What the reviewer does with the model's call.
public enum Decision: String, Sendable, Codable, CaseIterable {
  case confirm, override
}

/// Why a reviewer overrides: a fixed vocabulary, so that overrides can be counted.
public enum OverrideReason: String, Sendable, Codable, CaseIterable {
  case wrongRegion = "wrong-region"
  case stainOrScanQuality = "stain-or-scan-quality"
  case insufficientTumour = "insufficient-tumour"
  case wrongSpecimen = "wrong-specimen"
  case outsideIntendedUse = "outside-intended-use"
  case clinicalDataWrong = "clinical-data-wrong"
  case clinicalFactorsOutweigh = "clinical-factors-outweigh"
  case histologyDisagrees = "histology-disagrees"
  case genomicAssayOutweighs = "genomic-assay-outweighs"
  case patientFactors = "patient-factors"
  /// Needs a comment.
  case other

  /// Whether a comment must explain it.
  public var needsComment: Bool {
    switch self {
    case .other: true
    case .wrongRegion, .stainOrScanQuality, .insufficientTumour, .wrongSpecimen, .outsideIntendedUse,
      .clinicalDataWrong, .clinicalFactorsOutweigh, .histologyDisagrees, .genomicAssayOutweighs, .patientFactors:
      false
    }
  }
}

/// What a signature means, 21 CFR 11.50(a)(3): part of the signed record.
public enum SignatureMeaning: String, Sendable, Codable, CaseIterable {
  /// The reviewer has looked at the slides and confirms the call of the model.
  case reviewedAndConfirmed = "reviewed-and-confirmed"
  /// The reviewer has looked at the slides and puts their own call in place of the model's.
  case reviewedAndReplaced = "reviewed-and-replaced"

  /// What it means to sign `decision`.
  public init(of decision: Decision) {
    switch decision {
    case .confirm: self = .reviewedAndConfirmed
    case .override: self = .reviewedAndReplaced
    }
  }
}

/// A sign-off in the making; saved after every change, so that a crash loses nothing.
public struct SignOffDraft: Hashable, Sendable, Codable {
  /// Confirmed or overridden.
  public var decision: Decision?
  /// The reviewer's own call, where the decision is to override.
  public var finalCall: Call?
  /// Why, where the decision is to override.
  public var reason: OverrideReason?
  /// The reviewer's own words; may be empty.
  public var comment: String

  /// The values as given; the rules are in ``SignOff/make(_:finding:reviewer:now:)``.
  public init(decision: Decision? = nil, finalCall: Call? = nil, reason: OverrideReason? = nil, comment: String = "") {
    self.decision = decision
    self.finalCall = finalCall
    self.reason = reason
    self.comment = comment
  }
}

/// A signed reading. Never changed; 21 CFR 11.50(a): name, time and meaning stand with it.
public struct SignOff: Hashable, Sendable, Codable {
  /// Confirmed or overridden.
  public var decision: Decision
  /// The call that stands.
  public var finalCall: Call
  /// Why, where the decision is to override.
  public var reason: OverrideReason?
  /// The reviewer's own words; may be empty.
  public var comment: String
  /// Printed name of the signer.
  public var reviewer: String
  /// ISO 8601 with seconds, UTC.
  public var signedAt: String
  /// What the signature means.
  public var meaning: SignatureMeaning
  /// The finding that was signed upon.
  public var findingID: String
  /// SHA-256 of the ledger entry, hexadecimal; set by the casebook when the entry is written.
  public var entryDigest: String?

  /// The values as given; the rules are in ``SignOff/make(_:finding:reviewer:now:)``.
  public init(
    decision: Decision, finalCall: Call, reason: OverrideReason?, comment: String, reviewer: String, signedAt: String,
    meaning: SignatureMeaning, findingID: String, entryDigest: String? = nil
  ) {
    self.decision = decision
    self.finalCall = finalCall
    self.reason = reason
    self.comment = comment
    self.reviewer = reviewer
    self.signedAt = signedAt
    self.meaning = meaning
    self.findingID = findingID
    self.entryDigest = entryDigest
  }
}
