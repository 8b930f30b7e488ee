/// Gives figures and tables their numbers, in reading order, the same in every format.
struct DocumentNumbering {
  private var figures = 0
  private var tables = 0

  /// `Figure 1`.
  mutating func nextFigure() -> String {
    figures += 1
    return "Figure \(figures)"
  }

  /// `Table 1`.
  mutating func nextTable() -> String {
    tables += 1
    return "Table \(tables)"
  }
}
