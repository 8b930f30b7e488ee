/// What a case can be claimed for.
public enum ClaimPurpose: String, Sendable, Codable, CaseIterable {
  /// The model reads it.
  case scoring
  /// A reviewer reads it, to sign it.
  case reading

  /// Whether it is a person's, who must have the right to it.
  package var isTakingUp: Bool {
    switch self {
    case .scoring: false
    case .reading: true
    }
  }
}

/// A case that one process alone works on, until it releases it, dies, or says nothing for longer than the lease.
public struct CaseClaim: Hashable, Sendable {
  /// The case.
  public let caseID: String
  /// What the case is claimed for.
  public let purpose: ClaimPurpose
  /// What the store knows the claim by; no two claims have the same.
  public let token: String

  /// Seconds after which a claim lapses that its holder did not renew, where no other lease is asked for.
  public static let usualLease = 60

  /// The claim of a case that the store knows by `token`.
  public init(caseID: String, purpose: ClaimPurpose, token: String) {
    self.caseID = caseID
    self.purpose = purpose
    self.token = token
  }
}

/// Whose claim it is.
public struct ClaimHolder: Hashable, Sendable {
  /// The person or program that writes.
  public let name: String
  /// Number of the process, where it runs.
  public let process: Int
  /// When the claim was taken; ISO 8601 with seconds, UTC.
  public let since: String

  /// The process `process` of `name`, at work since `since`.
  public init(name: String, process: Int, since: String) {
    self.name = name
    self.process = process
    self.since = since
  }
}

/// What came of asking for a claim.
public enum ClaimAnswer: Sendable {
  /// The case is claimed, and stands so now.
  case taken(CaseClaim, CaseFile)
  /// Another one has it.
  case held(by: ClaimHolder)
}
