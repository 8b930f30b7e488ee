/// Names and values that belong together, under a title.
public struct FactGroup: Hashable, Sendable {
  /// The title above them; empty for none.
  public var title: String
  /// The names and their values.
  public var facts: [Fact]

  /// Facts under a title.
  public init(_ title: String, _ facts: [Fact]) {
    self.title = title
    self.facts = facts
  }
}

/// Groups of facts, one below the other.
public struct FactColumn: Hashable, Sendable {
  /// The groups, from top to bottom.
  public var groups: [FactGroup]
  /// How wide it is on paper, against those beside it.
  public var share: Double

  /// A column of groups.
  public init(_ groups: [FactGroup], share: Double = 1) {
    self.groups = groups
    self.share = share
  }

  /// A column of one group.
  public init(_ title: String, _ facts: [Fact], share: Double = 1) {
    self.init([FactGroup(title, facts)], share: share)
  }
}
