/// Who is reading a case, to sign it: others may look at it meanwhile, and not sign.
public struct ReadingClaim: Hashable, Sendable, Codable {
  /// Printed name.
  public var reviewer: String
  /// When the reading began; ISO 8601 with seconds, UTC.
  public var since: String
  /// When the claim lapses unless the reader's workstation says that the reading goes on; ISO 8601 with seconds, UTC.
  public var until: String
  /// Who asks for the case; gone with the claim, and with the asker's workstation.
  public var request: HandOverRequest?

  /// Seconds for which a claim stands that the reader's workstation does not renew.
  public static let lease = 900

  /// The claim of `reviewer`, from `since` to `until`.
  public init(reviewer: String, since: String, until: String, request: HandOverRequest? = nil) {
    self.reviewer = reviewer
    self.since = since
    self.until = until
    self.request = request
  }
}

/// What a colleague asks of whoever reads a case: to hand it over.
public struct HandOverRequest: Hashable, Sendable, Codable {
  /// Printed name.
  public var asker: String
  /// ISO 8601 with seconds, UTC.
  public var at: String
  /// Whether the reader has answered that they keep the case. One who gives it has no claim any more.
  public var isKept: Bool

  /// The request of `asker`.
  public init(asker: String, at: String, isKept: Bool = false) {
    self.asker = asker
    self.at = at
    self.isKept = isKept
  }
}
