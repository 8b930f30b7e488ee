/// What the last screen was made of and the next may be made of again: it changes how long painting takes, never what
/// is painted.
public final class PaintMemo {
  private var panel: CasePanel?
  private var columns = 0
  private var lasting: [CasePanel.Part] = []

  /// Remembers nothing yet.
  public init() {}

  /// The parts of `panel`, wrapped to `columns`: anew where anything but what was seen of the case has changed since
  /// this was last asked.
  func parts(of panel: CasePanel, columns: Int) -> [CasePanel.Part] {
    var key = panel
    key.seen = nil
    if key != self.panel || columns != self.columns {
      (self.panel, self.columns) = (key, columns)
      lasting = panel.lastingParts(columns: columns)
    }
    return panel.withSeen(in: lasting, columns: columns)
  }
}
