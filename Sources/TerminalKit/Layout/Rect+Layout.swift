extension Rect {
  /// Whether there is no cell in it.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// The upper `count` rows, and the rest.
  public func splitRows(_ count: Int) -> (Rect, Rect) {
    let upper = min(max(0, count), rows)
    return (
      Rect(column: column, row: row, columns: columns, rows: upper),
      Rect(column: column, row: row + upper, columns: columns, rows: rows - upper)
    )
  }

  /// The left `count` columns, and the rest.
  public func splitColumns(_ count: Int) -> (Rect, Rect) {
    let left = min(max(0, count), columns)
    return (
      Rect(column: column, row: row, columns: left, rows: rows),
      Rect(column: column + left, row: row, columns: columns - left, rows: rows)
    )
  }

  /// The rectangle without `columns` at the left and right and `rows` above and below: the inside of a border.
  public func inset(columns: Int = 1, rows: Int = 1) -> Rect {
    Rect(
      column: column + columns, row: row + rows, columns: self.columns - 2 * columns, rows: self.rows - 2 * rows)
  }

  /// A rectangle of at most this size in the middle of this one.
  public func centered(columns: Int, rows: Int) -> Rect {
    let width = min(columns, self.columns)
    let height = min(rows, self.rows)
    return Rect(
      column: column + (self.columns - width) / 2, row: row + (self.rows - height) / 2, columns: width, rows: height)
  }

  /// Whether the cell at (`column`, `row`) is in it.
  public func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < self.column + columns && row >= self.row && row < self.row + rows
  }

  /// The cells that both have.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top, columns: min(column + columns, other.column + other.columns) - left,
      rows: min(row + rows, other.row + other.rows) - top)
  }
}
