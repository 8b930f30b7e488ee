/// A column of a table.
public struct TableColumn: Hashable, Sendable {
  /// The column's title in the heading.
  public var title: String
  /// The fewest and the most cells of the column.
  public var columns: ClosedRange<Int>
  /// Alignment of heading and contents.
  public var alignment: Alignment
  /// The rank of the column: where there is no room, columns of greater rank go first; 0 stays.
  public var rank: Int
  /// What a click on the heading is told as; `nil`: there is nothing to click on.
  public var number: Int?

  /// A column between two widths.
  public init(_ title: String, columns: ClosedRange<Int>, alignment: Alignment = .left, rank: Int = 0) {
    self.title = title
    self.columns = columns
    self.alignment = alignment
    self.rank = rank
  }

  /// A column as wide as the widest of `contents` and its title, at most `limit`.
  public init(
    _ title: String, fitting contents: [Line], limit: Int, alignment: Alignment = .left, rank: Int = 0
  ) {
    let widest = contents.reduce(TextWidth.of(title)) { max($0, $1.columns) }
    self.init(title, columns: min(widest, limit)...min(widest, limit), alignment: alignment, rank: rank)
  }
}

/// Rows of cells under a heading, one of them selected.
public struct Table: Sendable {
  /// The columns, from left to right.
  public var columns: [TableColumn]
  /// The rows, each of as many cells as there are columns.
  public var rows: [[Line]]
  /// The row that is selected, an index into ``rows``.
  public var selected: Int?
  /// Rows scrolled away at the top.
  public var scrolled: Int

  /// A table; nothing is selected where `selected` is `nil`.
  public init(columns: [TableColumn], rows: [[Line]], selected: Int? = nil, scrolled: Int = 0) {
    self.columns = columns
    self.rows = rows
    self.selected = selected
    self.scrolled = scrolled
  }

  /// Cells between two columns.
  public static let gap = 2

  /// The width of each column within `available` cells; `nil` for one that is left out.
  public func widths(within available: Int) -> [Int?] {
    var shown = columns.map { _ in true }
    func needed() -> Int {
      let used = columns.indices.filter { shown[$0] }
      return used.reduce(0) { $0 + columns[$1].columns.lowerBound } + Self.gap * max(0, used.count - 1)
    }
    while needed() > available {
      let present = columns.indices.filter { shown[$0] && columns[$0].rank > 0 }
      guard let next = present.max(by: { (columns[$0].rank, $0) < (columns[$1].rank, $1) }) else { break }
      shown[next] = false
    }
    var spare = max(0, available - needed())
    return columns.indices.map { index in
      guard shown[index] else { return nil }
      let range = columns[index].columns
      let more = min(spare, range.upperBound - range.lowerBound)
      spare -= more
      return range.lowerBound + more
    }
  }

  /// Draws heading and rows; the selected row in `selection`, with a mark at its left edge.
  public func draw(on screen: inout Screen, in area: Rect, theme: Theme, isFocused: Bool) {
    let inside = Rect(column: area.column + 2, row: area.row, columns: area.columns - 3, rows: area.rows)
    let widths = widths(within: inside.columns)
    let heading = columns.map { Line($0.title, theme[.heading]) }
    draw(heading, widths, on: &screen, in: inside, row: 0)
    markHeads(widths, on: &screen, in: inside)
    for (row, cells) in rows.dropFirst(scrolled).prefix(max(0, area.rows - 1)).enumerated() {
      draw(cells, widths, on: &screen, in: inside, row: row + 1)
      guard row + scrolled == selected else { continue }
      let line = Rect(column: area.column, row: area.row + row + 1, columns: area.columns, rows: 1)
      screen.restyle(line, isFocused ? theme[.selection] : theme[.selectionIdle])
      screen.write("▌", column: line.column, row: line.row, style: theme[.accent])
    }
  }

  private func draw(_ cells: [Line], _ widths: [Int?], on screen: inout Screen, in area: Rect, row: Int) {
    for (index, cell) in places(widths, in: area) where index < cells.count {
      screen.write(cells[index], in: cell, row: row, alignment: columns[index].alignment)
    }
  }

  private func markHeads(_ widths: [Int?], on screen: inout Screen, in area: Rect) {
    for (index, place) in places(widths, in: area) {
      guard let number = columns[index].number else { continue }
      screen.mark(place.splitRows(1).0, as: .column(number))
    }
  }

  /// Where the columns are that are shown, heading and all.
  private func places(_ widths: [Int?], in area: Rect) -> [(index: Int, place: Rect)] {
    var column = area.column
    return widths.enumerated().compactMap { index, width in
      guard let width else { return nil }
      defer { column += width + Self.gap }
      return (index, Rect(column: column, row: area.row, columns: width, rows: area.rows))
    }
  }
}
