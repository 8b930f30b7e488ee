import Casework

/// What was noticed when cases were registered.
package enum RegistrationNotice: Sendable {
  /// What does not agree about the slides of a case; its finding will say it again.
  case flag(caseID: String, QualityFlag)
  /// A case that has a slide of a new case was scored before: its finding does not say so yet.
  case scoredBefore(caseID: String)
  /// A slide that cannot be registered; the others are.
  case slideLeftOut(any Error)
}
