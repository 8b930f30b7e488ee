import Labels

/// What was signed and is not with the laboratory yet.
public struct OutboxNote: Hashable, Sendable {
  /// Of how many cases; 0 where it is not known.
  public var cases: Int
  /// Why.
  public var reason: String

  /// Cases that wait, and why.
  public init(cases: Int, reason: String) {
    self.cases = cases
    self.reason = reason
  }

  /// As long as it lasts, in the last line.
  var line: String { cases > 0 ? "outbox: \(cases.counted("case"))" : "outbox: waiting" }

  /// When it begins.
  var sentence: String {
    let what = cases > 0 ? "\(cases.counted("case")) not in the outbox yet" : "The outbox sends nothing"
    return reason.isEmpty ? "\(what)." : "\(what): \(reason)"
  }
}
