/// What somebody else did to a case since it was looked at.
public enum CaseConflict: Error, Equatable, Sendable {
  /// The case was signed by `reviewer` at `signedAt`.
  case alreadySigned(reviewer: String, signedAt: String)
  /// Another reviewer has taken the case up.
  case inReviewBy(reviewer: String)
  /// Another reviewer is reading the case, and their claim stands.
  case claimedBy(ReadingClaim)
  /// The case was scored again after the reviewer saw it: what they saw and what is there now.
  case findingChanged(seen: String, now: String)
  /// Another process took the case over while this one was at work on it; nothing was recorded.
  case claimLost(id: String)
  /// A colleague has asked the reader of the case already, and has no answer yet.
  case askedBy(reviewer: String)
  /// `reviewer` has signed their reading of the case at `signedAt`, and another reader has still to.
  case halfRead(reviewer: String, signedAt: String)
  /// What was signed was amended by `reviewer` at `signedAt` since it was looked at.
  case readingChanged(reviewer: String, signedAt: String)
}
