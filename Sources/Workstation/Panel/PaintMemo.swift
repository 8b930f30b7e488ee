/// What the last screen was made of and the next may be made of again: it changes how long painting takes, never what
/// is painted.
public final class PaintMemo {
  private var panel: CasePanel?
  private var columns = 0
  private var lasting: [CasePanel.Part] = []

  /// Remembers nothing yet.
  public init() {}

  /// All parts of `panel`, wrapped to `columns`.
  func parts(of panel: CasePanel, columns: Int) -> [CasePanel.Part] {
    panel.withSeen(in: lasting(of: panel, columns: columns), columns: columns).filter { $0.isShown(in: .all) }
  }

  /// Those that last, and what stands for them in a tab: wrapped anew where anything but what was seen of the case has
  /// changed since this was last asked.
  func lasting(of panel: CasePanel, columns: Int) -> [CasePanel.Part] {
    var key = panel
    key.seen = nil
    if key != self.panel || columns != self.columns {
      (self.panel, self.columns) = (key, columns)
      lasting = panel.lastingParts(columns: columns)
    }
    return lasting
  }
}
