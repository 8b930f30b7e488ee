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

/// What a reviewer waits for who puts a call off.
public enum DeferralReason: String, Sendable, Codable, CaseIterable {
  case molecularAssay = "molecular-assay"
  case secondOpinion = "second-opinion"
  case rescan, recut
  case additionalStain = "additional-stain"
  /// Needs a comment.
  case other

  /// Whether a comment must explain it.
  public var needsComment: Bool {
    switch self {
    case .other: true
    case .molecularAssay, .secondOpinion, .rescan, .recut, .additionalStain: false
    }
  }
}

/// Why a slide is not fit to be read.
public enum RejectionReason: String, Sendable, Codable, CaseIterable {
  case quality
  case wrongSpecimen = "wrong-specimen"
  /// Needs a comment.
  case other
  /// Its label, or what is on it, is another case's.
  case wrongSlide = "wrong-slide"

  /// Whether a comment must explain it.
  public var needsComment: Bool {
    switch self {
    case .other: true
    case .quality, .wrongSpecimen, .wrongSlide: false
    }
  }
}

/// A reason of a laboratory's own list. The record holds its label beside its code, so that it can be read wherever
/// the list is not, and after the laboratory has retired it.
public struct LaboratoryReason: Hashable, Sendable, Codable {
  /// Stable: never used for anything else.
  public let code: String
  /// As the signer saw it.
  public let label: String
  /// Whether a comment must explain it.
  public let needsComment: Bool

  /// A reason by its code and label.
  public init(code: String, label: String, needsComment: Bool = false) {
    self.code = code
    self.label = label
    self.needsComment = needsComment
  }
}

/// The coded reason of a decision.
public enum SignOffReason: Hashable, Sendable, Codable {
  case override(OverrideReason)
  case deferral(DeferralReason)
  case rejection(RejectionReason)
  case laboratory(LaboratoryReason)

  /// The built-in reason of `decision` that is stored as `code`; `nil` where there is none.
  public init?(code: String, of decision: Decision) {
    guard let reason = Self.builtIn(for: decision).first(where: { $0.code == code }) else { return nil }
    self = reason
  }

  /// The reasons that every laboratory has, in the order in which they are offered; none for a decision without one.
  public static func builtIn(for decision: Decision) -> [SignOffReason] {
    switch decision {
    case .confirm, .acknowledge, .assess: []
    case .override: OverrideReason.allCases.map { .override($0) }
    case .defer: DeferralReason.allCases.map { .deferral($0) }
    case .reject: RejectionReason.allCases.map { .rejection($0) }
    }
  }

  /// As it is stored: `histology-disagrees`.
  public var code: String {
    switch self {
    case .override(let reason): reason.rawValue
    case .deferral(let reason): reason.rawValue
    case .rejection(let reason): reason.rawValue
    case .laboratory(let reason): reason.code
    }
  }

  /// Whether a comment must explain it.
  public var needsComment: Bool {
    switch self {
    case .override(let reason): reason.needsComment
    case .deferral(let reason): reason.needsComment
    case .rejection(let reason): reason.needsComment
    case .laboratory(let reason): reason.needsComment
    }
  }

  /// Whether `decision` can be given this reason; those of a laboratory's own list are offered only where they fit.
  func fits(_ decision: Decision) -> Bool {
    switch self {
    case .override, .deferral, .rejection: Self.builtIn(for: decision).contains(self)
    case .laboratory: decision.needsReason
    }
  }
}
