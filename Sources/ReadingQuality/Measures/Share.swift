import SurvivalStatistics

/// How many of how many, with Wilson's 95 % limits.
public struct Share: Hashable, Sendable {
  /// How many.
  public let count: Int
  /// Of how many.
  public let total: Int

  /// `count` of `total`.
  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// The share, 0...1; `nil` where there is nothing that it could be of.
  public var value: Double? { total > 0 ? Double(count) / Double(total) : nil }

  /// Its 95 % limits by Wilson's score interval; `nil` where there is no share.
  public var limits: WilsonLimits? { value.map { WilsonLimits(share: $0, count: Double(total)) } }
}
