/// The reasons that a laboratory offers: the built-in ones, and its own.
public struct ReasonList: Hashable, Sendable {
  /// A reason of the laboratory's own, and of which decision.
  public struct Entry: Hashable, Sendable {
    /// What it is a reason for.
    public let decision: Decision
    /// Its code and label.
    public let reason: LaboratoryReason
    /// Whether it is not offered any more; what was signed with it stays readable.
    public let isRetired: Bool

    /// A reason of the laboratory's own for `decision`.
    public init(decision: Decision, reason: LaboratoryReason, isRetired: Bool = false) {
      self.decision = decision
      self.reason = reason
      self.isRetired = isRetired
    }
  }

  /// The laboratory's own, in its order.
  public let own: [Entry]

  /// The built-in reasons and `own`.
  public init(own: [Entry] = []) { self.own = own }

  /// The reasons that every laboratory has.
  public static let builtIn = ReasonList()

  /// What is offered for `decision`, in order; the laboratory's own come last.
  public func offered(for decision: Decision) -> [SignOffReason] {
    let own = own.filter { $0.decision == decision && !$0.isRetired }.map { SignOffReason.laboratory($0.reason) }
    return SignOffReason.builtIn(for: decision) + own
  }

  /// The reason of `decision` that is offered as `code`.
  public func reason(code: String, of decision: Decision) -> SignOffReason? {
    offered(for: decision).first { $0.code == code }
  }
}
