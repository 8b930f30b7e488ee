/// Who is reading a case, to sign it: others may look at it meanwhile, and not sign.
public struct ReadingClaim: Hashable, Sendable, Codable {
  /// Printed name.
  public var reviewer: String
  /// When the reading began; ISO 8601 with seconds, UTC.
  public var since: String
  /// When the claim lapses unless the reader's workstation says that the reading goes on; ISO 8601 with seconds, UTC.
  public var until: String

  /// Seconds for which a claim stands that the reader's workstation does not renew.
  public static let lease = 900

  /// The claim of `reviewer`, from `since` to `until`.
  public init(reviewer: String, since: String, until: String) {
    self.reviewer = reviewer
    self.since = since
    self.until = until
  }
}
