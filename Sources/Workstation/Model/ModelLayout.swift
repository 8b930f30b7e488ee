import TerminalKit

/// Where the parts of the model's screen are.
struct ModelLayout {
  /// With its border.
  let frame: Rect
  /// What the lines are shown in.
  let inside: Rect
  /// Side by side within ``inside``; one where there is no place for two.
  let columns: [Rect]

  init(_ size: TerminalSize) {
    frame = ScreenAreas(size).body
    inside = frame.inset(columns: 2)
    guard size.columns >= Self.roomForTwo else {
      columns = [inside]
      return
    }
    let (left, right) = inside.splitColumns((inside.columns - Self.gap) / 2)
    columns = [left, right.splitColumns(Self.gap).1]
  }

  /// Columns of a terminal from which on two columns hold a table each.
  private static let roomForTwo = 160
  /// Cells between the columns.
  private static let gap = 4
}
