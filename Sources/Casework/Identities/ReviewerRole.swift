/// What somebody is in the laboratory: it decides what they may do.
public enum ReviewerRole: String, Sendable, Codable, CaseIterable {
  case pathologist
  /// Reads and drafts; a pathologist signs.
  case resident
  /// Runs the machines; sees no patient.
  case engineer
  /// Watches over what is signed, and by whom.
  case quality
}

/// What a role may allow.
public enum ReviewerRight: String, Sendable, Codable, CaseIterable {
  /// To sign a case.
  case sign
  /// To add to a signed case, and to change what it says.
  case amend
  /// To admit and to retire reviewers.
  case admit
  /// To see who the patient is, the picture of the label included.
  case seeIdentities = "see-identities"
  /// To take entries out of the casebook that name patients.
  case exportIdentities = "export-identities"
  /// To ask a colleague about a place, and to take that back.
  case askOpinion = "ask-opinion"
  /// To answer a colleague's question.
  case giveOpinion = "give-opinion"
  /// To take a case up: to claim it, for a first call, a draft or a signature.
  case takeUp = "take-up"
  /// To record what became of the patient of a closed case.
  case recordOutcome = "record-outcome"
}

extension ReviewerRole {
  /// What the role may do.
  public var rights: Set<ReviewerRight> {
    switch self {
    case .pathologist:
      [
        .sign, .amend, .admit, .seeIdentities, .exportIdentities, .askOpinion, .giveOpinion, .takeUp, .recordOutcome,
      ]
    case .resident: [.seeIdentities, .askOpinion, .takeUp]
    case .engineer: []
    case .quality: [.admit, .seeIdentities, .exportIdentities, .recordOutcome]
    }
  }
}
