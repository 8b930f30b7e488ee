import Casework
import Labels
import TerminalKit

/// What lies over the queue.
extension QueueView {
  func drawOver(on screen: inout Screen) {
    switch queue.dialog {
    case .columns(let selected)?:
      draw("Columns", columnLines, selected: selected, keys.columns.hints, on: &screen)
    case .lists(let selected)?:
      draw("Saved lists", listLines, selected: selected, keys.lists.hints, on: &screen)
    case .naming(let field)?: draw(field, on: &screen)
    case nil: return
    }
  }

  private var columnLines: [Line] {
    CaseColumn.allCases.map { column in
      let isShown = queue.columns.contains(column)
      var line = Line([
        Span(isShown ? "[x] " : "[ ] ", theme[.key]), Span(TextWidth.padded(column.label, to: 16), theme[.text]),
      ])
      if column.order == queue.order { line.append(queue.order.arrow(isReversed: queue.isReversed), theme[.accent]) }
      return line
    }
  }

  private var listLines: [Line] {
    queue.settings.saved.map { list in
      Line([
        Span(TextWidth.padded(TextWidth.printable(list.name), to: 20) + " ", theme[.text]),
        Span(TextWidth.printable(list.words), theme[.dim]),
      ])
    }
  }

  private func draw(_ title: String, _ lines: [Line], selected: Int, _ hints: [Hint], on screen: inout Screen) {
    let columns = min(76, around.size.columns - 4)
    let frame = Frame(
      title: Line(title, theme[.title]), footer: Hint.line(hints, columns: columns - 6, theme: theme),
      style: theme[.borderFocused])
    let area = drawDialog(frame, columns: columns, rows: min(lines.count + 2, around.size.rows - 4), on: &screen)
    let scrolled = Scroll.offset(keeping: selected, visible: area.rows, count: lines.count, present: 0)
    for (row, line) in lines.dropFirst(scrolled).prefix(area.rows).enumerated() {
      let place = Rect(column: area.column, row: area.row + row, columns: area.columns, rows: 1)
      screen.write(line, in: place.inset(columns: 2, rows: 0))
      screen.mark(place, as: .row(row + scrolled))
      guard row + scrolled == selected else { continue }
      screen.restyle(place, theme[.selection])
      screen.write("▌", column: place.column, row: place.row, style: theme[.accent])
    }
  }

  private func draw(_ name: TextField, on screen: inout Screen) {
    let columns = min(60, around.size.columns - 4)
    let frame = Frame(
      title: Line("Save this list as", theme[.title]),
      footer: Hint.line(keys.naming.hints, columns: columns - 6, theme: theme), style: theme[.borderFocused])
    let area = drawDialog(frame, columns: columns, rows: 3, on: &screen)
    name.draw(on: &screen, in: area.inset(columns: 2, rows: 0), theme: theme, isFocused: true)
  }

  /// What is wrong with the filter, below the field.
  func drawMistake(on screen: inout Screen, in area: Rect) {
    guard let mistake = queue.mistake else { return }
    let line = Rect(column: area.column + 1, row: area.row + 1, columns: area.columns - 2, rows: 1)
    screen.fill(line, style: theme[.background])
    let words = TextWidth.truncated("✗ " + TextWidth.printable(mistake.phrase), to: line.columns - 2)
    screen.write(Line(words, theme[.error]), in: line.inset(columns: 1, rows: 0))
  }
}
