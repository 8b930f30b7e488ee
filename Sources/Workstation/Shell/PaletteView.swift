import TerminalKit

/// The command palette: a field, and below it the commands that match, with their keys.
struct PaletteView: ThemedView {
  let palette: PaletteState
  let offer: PaletteOffer
  let keys: KeyTable<PaletteCommand>
  let around: Surroundings

  var theme: Theme { around.theme }
  private var entries: [PaletteEntry] { offer.entries }

  func draw(on screen: inout Screen) {
    let columns = min(72, around.size.columns - 8)
    let hints = Hint.line(keys.hints, columns: columns - 6, theme: theme)
    let frame = Frame(
      title: Line("Commands", theme[.title]), note: Line("\(entries.count)", theme[.dim]), footer: hints,
      style: theme[.borderFocused])
    let area = drawDialog(frame, columns: columns, rows: min(20, around.size.rows - 4), on: &screen)
    let (field, list) = area.splitRows(2)
    screen.write(":", column: field.column + 1, row: field.row, style: theme[.key])
    let input = Rect(column: field.column + 3, row: field.row, columns: field.columns - 4, rows: 1)
    palette.query.draw(on: &screen, in: input, theme: theme, isFocused: true)
    if let remark = palette.complaint ?? offer.remark {
      let words = field.inset(columns: 1, rows: 0)
      screen.write(Line(remark, theme[palette.complaint == nil ? .dim : .warning]), in: words, row: 1)
    }
    let scrolled = Scroll.offset(keeping: palette.selected, visible: list.rows, count: entries.count, present: 0)
    for (row, entry) in entries.dropFirst(scrolled).prefix(list.rows).enumerated() {
      let line = Rect(column: list.column, row: list.row + row, columns: list.columns, rows: 1)
      draw(entry, isSelected: row + scrolled == palette.selected, on: &screen, in: line)
      screen.mark(line, as: .row(row + scrolled))
    }
  }

  private func draw(_ entry: PaletteEntry, isSelected: Bool, on screen: inout Screen, in area: Rect) {
    let inside = area.inset(columns: 2, rows: 0)
    let place = Line(entry.place, theme[.dim])
    let keys = Line("  " + entry.keys.map(\.label).joined(separator: " "), theme[.key])
    let (left, right) = inside.splitColumns(inside.columns - (place + keys).columns)
    screen.write(title(of: entry), in: left.splitColumns(left.columns - 1).0)
    screen.write(place + keys, in: right)
    guard isSelected else { return }
    screen.restyle(area, theme[.selection])
    screen.write("▌", column: area.column, row: area.row, style: theme[.accent])
  }

  private func title(of entry: PaletteEntry) -> Line {
    var line = Line()
    for (index, character) in TextWidth.printable(entry.title).enumerated() {
      line.append(String(character), entry.match.positions.contains(index) ? theme[.match] : theme[.text])
    }
    return line
  }
}

/// The theme picker: the themes' names; the screen behind shows the one that is selected.
struct ThemePickerView: ThemedView {
  let picker: ThemePickerState
  let themes: [Theme]
  let keys: KeyTable<ThemePickerCommand>
  let around: Surroundings

  var theme: Theme { around.theme }

  func draw(on screen: inout Screen) {
    let columns = 44
    let hints = Hint.line(keys.hints, columns: columns - 6, theme: theme)
    let frame = Frame(title: Line("Theme", theme[.title]), footer: hints, style: theme[.borderFocused])
    let rows = min(themes.count + 4, around.size.rows - 6)
    let area = drawDialog(frame, columns: columns, rows: rows, on: &screen)
    let (list, sample) = area.splitRows(area.rows - 2)
    let scrolled = Scroll.offset(keeping: picker.selected, visible: list.rows, count: themes.count, present: 0)
    for (row, choice) in themes.dropFirst(scrolled).prefix(list.rows).enumerated() {
      let line = Rect(column: list.column, row: list.row + row, columns: list.columns, rows: 1)
      screen.write(Line(choice.name, theme[.text]), in: line.inset(columns: 2, rows: 0))
      screen.mark(line, as: .row(row + scrolled))
      guard row + scrolled == picker.selected else { continue }
      screen.restyle(line, theme[.selection])
      screen.write("▌", column: line.column, row: line.row, style: theme[.accent])
    }
    let badges = [CallBadge(.high), CallBadge(.low), CallBadge(.high, borderline: true), CallBadge(.noCall)]
    var line = Line()
    for badge in badges { line.append(badge.symbol + " " + String(badge.words.prefix(10)) + "  ", theme[badge.role]) }
    screen.write(line, in: sample.inset(columns: 2, rows: 0), row: 1)
  }
}
