/// What a click on a part of a screen stands for. Whoever draws something that can be chosen says so while drawing it,
/// so that what is seen and what is hit are the same cells.
public enum ClickTarget: Hashable, Sendable {
  /// A press of that key.
  case key(Key)
  /// A tab, by its index.
  case tab(Int)
  /// The head of a column, by the number that the column was given.
  case column(Int)
  /// A row of a list, by its index in the whole list.
  case row(Int)
  /// The ground of what lies over the screen: a click there is not beside it, and does nothing.
  case ground
}

/// Cells of a screen that stand for something.
public struct ClickArea: Hashable, Sendable {
  /// The cells.
  public let area: Rect
  /// What a click on any of them stands for.
  public let target: ClickTarget
}

extension Screen {
  /// What a click on the cell at (`column`, `row`) stands for: of areas that overlap the one that was marked last;
  /// `nil` where there is none.
  public func clickTarget(column: Int, row: Int) -> ClickTarget? {
    clickAreas.last { $0.area.contains(column: column, row: row) }?.target
  }
}
