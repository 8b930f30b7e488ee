import Casework

extension CaseStatus {
  /// Whether the case can be signed.
  var isReviewable: Bool {
    switch self {
    case .scored, .inReview, .deferred, .awaitingReader: true
    case .new, .signed, .addendum, .amended, .rejected: false
    }
  }
}

extension CaseFile {
  /// Whether the case waits for this reader: it can be signed, nobody else has it, it was not put off, and they have
  /// not signed their reading of it.
  func waits(for reader: String) -> Bool {
    switch status {
    case .scored, .awaitingReader: !hasRead(reader)
    case .inReview: reviewer == nil || reviewer == reader
    case .new, .signed, .addendum, .amended, .deferred, .rejected: false
    }
  }
}
