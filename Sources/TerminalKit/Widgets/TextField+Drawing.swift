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
    screen.cursor = (line.column + TextWidth.of(String(before[first...])), line.row)
  }

  /// Draws the field over all rows of `area`, broken between words; shows the part that the cursor is in.
  public func drawWrapped(on screen: inout Screen, in area: Rect, theme: Theme, isFocused: Bool) {
    guard area.columns > 1, area.rows > 0 else { return }
    screen.fill(area, style: theme[.background].overlaid(by: theme[.input]))
    let lines = broken(to: area.columns - 1)
    let row = lines.lastIndex { $0.startIndex <= cursor } ?? 0
    let scrolled = Scroll.offset(keeping: row, visible: area.rows, count: lines.count, present: 0)
    for (place, line) in lines.dropFirst(scrolled).prefix(area.rows).enumerated() {
      let text = String(line)
      screen.write(text, column: area.column, row: area.row + place, columns: area.columns, style: theme[.input])
    }
    guard isFocused else { return }
    let before = String(lines[row].prefix(max(0, cursor - lines[row].startIndex)))
    screen.cursor = (area.column + TextWidth.of(before), area.row + row - scrolled)
  }

  /// The text in lines of at most `columns` cells; a word that does not fit goes to the next line, unless it is longer
  /// than one. Indices are those of the text's characters.
  private func broken(to columns: Int) -> [ArraySlice<Character>] {
    let characters = Array(text)
    var lines: [ArraySlice<Character>] = []
    var start = 0
    var used = 0
    for index in characters.indices {
      used += TextWidth.columns(of: characters[index])
      guard used > columns, index > start, characters[index] != " " else { continue }
      let blank = characters[start..<index].lastIndex(of: " ")
      let end = blank.map { $0 + 1 } ?? index
      lines.append(characters[start..<end])
      start = end
      used = TextWidth.of(String(characters[start...index]))
    }
    return lines + [characters[start...]]
  }
}
