/// Why nothing can be added to a case, or changed in it.
public enum AmendmentProblem: Error, Equatable, Sendable {
  /// Nothing was signed that closes the case: it is signed first.
  case notClosed
  /// An addendum that says nothing.
  case noText
  /// A text of `length` Unicode scalars where `limit` fit.
  case textTooLong(length: Int, limit: Int)
  /// An amendment that does not say where the error lay.
  case noClass
  /// An amendment without a reason.
  case noReason
  /// A decision that would open the case again.
  case staysOpen(Decision)
  /// A time at which nobody was told.
  case noPerson
  /// Not a time.
  case badTime(String)
  /// Somebody was told after now.
  case toldLater(String)
  /// Somebody was told before the reading that is amended was signed, which was at `signedAt`.
  case toldEarlier(String, signedAt: String)
}
