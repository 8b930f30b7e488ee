extension TextField {
  /// Draws the field into the first row of `area` and puts the cursor into it; what is left of the cursor scrolls away
  /// where the text is longer than the field.
  public func draw(on screen: inout Screen, in area: Rect, theme: Theme, isFocused: Bool) {
    let line = area.splitRows(1).0
    guard !line.isEmpty else { return }
    screen.fill(line, style: theme[.background].overlaid(by: theme[.input]))
    let before = Array(text.prefix(cursor))
    var first = 0
    while isFocused, TextWidth.of(String(before[first...])) > line.columns - 1, first < before.count { first += 1 }
    let shown = String(text.dropFirst(first))
    screen.write(shown, column: line.column, row: line.row, columns: line.columns, style: theme[.input])
    guard isFocused else { return }
    let column = line.column + TextWidth.of(String(before[first...]))
    screen.cursor = (column, line.row)
    screen.restyle(Rect(column: column, row: line.row, columns: 1, rows: 1), Style(attributes: .reverse))
  }

  /// Draws the field over all rows of `area`, wrapped at its right edge; shows the end that the cursor is in.
  public func drawWrapped(on screen: inout Screen, in area: Rect, theme: Theme, isFocused: Bool) {
    guard !area.isEmpty else { return }
    screen.fill(area, style: theme[.background].overlaid(by: theme[.input]))
    let (lines, place) = broken(to: area.columns)
    let scrolled = Scroll.offset(keeping: place.row, visible: area.rows, count: lines.count, present: 0)
    for (row, line) in lines.dropFirst(scrolled).prefix(area.rows).enumerated() {
      screen.write(line, column: area.column, row: area.row + row, columns: area.columns, style: theme[.input])
    }
    guard isFocused else { return }
    let (column, row) = (area.column + place.column, area.row + place.row - scrolled)
    screen.cursor = (column, row)
    screen.restyle(Rect(column: column, row: row, columns: 1, rows: 1), Style(attributes: .reverse))
  }

  /// The text in lines of at most `columns` cells, broken at the edge, and where the cursor stands in them.
  private func broken(to columns: Int) -> (lines: [String], cursor: (column: Int, row: Int)) {
    var lines = [""]
    var used = 0
    var place = (column: 0, row: 0)
    for (index, character) in text.enumerated() {
      let width = TextWidth.columns(of: character)
      if used + width > columns {
        lines.append("")
        used = 0
      }
      if index == cursor { place = (used, lines.count - 1) }
      lines[lines.count - 1].append(character)
      used += width
    }
    guard cursor == text.count else { return (lines, place) }
    if used == columns {
      lines.append("")
      used = 0
    }
    return (lines, (used, lines.count - 1))
  }
}
