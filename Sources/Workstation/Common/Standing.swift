import Casework
import Prognosis

extension CaseStatus {
  /// Whether there is a signature, which is never replaced.
  var isSigned: Bool {
    switch self {
    case .new, .scored, .inReview: false
    case .signed, .addendum, .amended: true
    }
  }

  /// Whether opening the case takes it up for review.
  var isReviewable: Bool {
    switch self {
    case .scored, .inReview: true
    case .new, .signed, .addendum, .amended: false
    }
  }
}

extension Decision {
  /// Whether the model's call stands.
  var isConfirmation: Bool {
    switch self {
    case .confirm: true
    case .override: false
    }
  }

  /// Whether the reviewer's own call replaces the model's.
  var isOverride: Bool {
    switch self {
    case .confirm: false
    case .override: true
    }
  }
}

extension CaseFile {
  /// Whether the case was signed with another call than the model's.
  var isOverridden: Bool { signOff?.decision.isOverride ?? false }
}
