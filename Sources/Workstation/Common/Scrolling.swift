/// How far some lines are scrolled.
///
/// How far they can be is known once they were painted: until then every wish is kept, and whoever draws them goes no
/// further than their end.
struct Scrolling: Equatable, Sendable {
  /// Lines left out at the top, as wished.
  private(set) var offset = 0
  /// The longest way, as last painted.
  private var longest: Int?

  /// Goes down by `lines`, or up where they are negative.
  mutating func move(by lines: Int) { offset = held(offset + lines) }

  mutating func moveToTop() { offset = 0 }

  mutating func moveToEnd() { offset = longest ?? Self.end }

  /// Takes what painting found.
  mutating func learn(longest: Int) {
    self.longest = longest
    offset = min(offset, longest)
  }

  /// Lines to leave out where `longest` are the most.
  func offset(longest: Int) -> Int { min(offset, longest) }

  private func held(_ offset: Int) -> Int { min(max(0, offset), longest ?? Self.end) }

  /// Behind the end of everything.
  private static let end = 1 << 30
}

/// How far things could be scrolled on the screen that was painted, in lines; `nil` where they were not on it; and what
/// it showed of a case.
public struct ScrollLimits: Hashable, Sendable {
  /// The panel beside an open case.
  public var panel: Int?
  /// The model's card, an evaluation, or the figures of readings.
  public var page: Int?
  /// The help.
  public var help: Int?

  /// What was to be seen of the open case; `nil` where its screen was not there.
  public var onScreen: CaseOnScreen?

  /// Nothing that could be scrolled.
  public init() {}
}
