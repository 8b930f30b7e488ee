import Casework

extension ReviewerRole {
  /// As shown: `pathologist`.
  public var label: String {
    switch self {
    case .pathologist: "pathologist"
    case .resident: "resident"
    case .engineer: "engineer"
    case .quality: "quality"
    }
  }
}

extension ReviewerRight {
  /// As shown after "may": `sign a case`.
  public var label: String {
    switch self {
    case .sign: "sign a case"
    case .amend: "amend a signed case"
    case .admit: "admit and retire reviewers"
    case .seeIdentities: "see who the patients are"
    case .exportIdentities: "export who the patients are"
    case .askOpinion: "ask for a second opinion"
    case .giveOpinion: "give a second opinion"
    case .takeUp: "take a case up"
    case .recordOutcome: "record what became of a patient"
    }
  }
}

extension IdentityWithholding {
  /// As shown in the place of what is withheld.
  public var label: String {
    switch self {
    case .role: "withheld: your role does not see identities"
    case .notAdmitted: "withheld: nobody of your name is admitted"
    }
  }
}

extension Case {
  /// The patient as shown: their pseudonym, that there is none, or why it is withheld.
  public func patientWords(_ withheld: IdentityWithholding?) -> String { withheld?.label ?? patient ?? "not named" }
}

extension ReviewerStanding {
  /// As shown: `active`, `retired`.
  public var label: String {
    switch self {
    case .active: "active"
    case .retired: "retired"
    }
  }
}

extension Reviewer {
  /// The beginning of the fingerprint, which is enough to tell keys apart by eye.
  public var shortFingerprint: String { String(fingerprint.prefix(16)) }
}
