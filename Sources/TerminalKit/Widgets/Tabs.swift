/// Names side by side, one of them active.
public struct Tabs: Hashable, Sendable {
  /// The names, from left to right.
  public var names: [String]
  /// The tab that is open, an index into ``names``.
  public var active: Int

  /// Tabs of which `active` is in front.
  public init(_ names: [String], active: Int) {
    self.names = names
    self.active = active
  }

  /// The tabs in a line, each of them to be clicked on; the active one is set off by more than its colour.
  public func line(theme: Theme) -> Line {
    var line = Line()
    for (index, name) in names.enumerated() {
      let style = index == active ? theme[.tabActive] : theme[.tab]
      line.append(index == active ? "▸\(name) " : " \(name) ", style, target: .tab(index))
      line.append(" ", theme[.tab])
    }
    return line
  }
}
