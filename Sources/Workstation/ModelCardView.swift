import TerminalKit

/// Where the parts of the model card's screen are.
struct ModelCardLayout {
  let bar: Rect
  /// With its border.
  let frame: Rect
  /// What the lines are shown in.
  let inside: Rect
  /// Side by side within ``inside``; one where there is no place for two.
  let columns: [Rect]
  let hints: Rect

  init(_ size: TerminalSize) {
    let whole = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows)
    let rest: Rect
    (bar, rest) = whole.splitRows(1)
    (frame, hints) = rest.splitRows(rest.rows - 1)
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

extension WorkstationState {
  func drawModelCard(on screen: inout Screen) {
    let layout = ModelCardLayout(size)
    let columns = modelCardColumns
    let above = modelCardScrolled(columns)
    drawBar([reading?.file.id ?? "queue", "model"], on: &screen, in: layout.bar)
    drawModelFrame(above: above, of: columns, on: &screen, layout)
    for (lines, area) in zip(columns, layout.columns) { screen.write(lines, in: area, skipping: above) }
    drawHints(on: &screen, in: layout.hints)
  }

  private func drawModelFrame(
    above: Int, of columns: [[Line]], on screen: inout Screen, _ layout: ModelCardLayout
  ) {
    let below = (columns.map(\.count).max() ?? 0) - layout.inside.rows - above
    let more = [above > 0 ? "↑ \(above)" : "", below > 0 ? "↓ \(below)" : ""].filter { !$0.isEmpty }
    let note = more.isEmpty ? nil : Line(more.joined(separator: "  ") + " more", theme[.dim])
    let isFocused = popup == nil && problem == nil
    let style = isFocused ? theme[.borderFocused] : theme[.border]
    screen.box(layout.frame, Frame(title: Line("Model", theme[.title]), footNote: note, style: style))
  }

  /// The lines of each column of the layout, not scrolled.
  var modelCardColumns: [[Line]] {
    let layout = ModelCardLayout(size)
    let width = layout.columns[0].columns
    guard let model else { return [noModelLines(width)] }
    let courses = courseLines(model, columns: width, rows: layout.inside.rows)
    let (about, training) = (aboutLines(model, width), trainingLines(model, width))
    let (figures, lacking) = (figureLines(model, width), lackingLines(model, width))
    let order =
      layout.columns.count == 1
      ? [[about, courses, figures, lacking, training]] : [[about, training, courses], [figures, lacking]]
    return order.map { Array($0.joined(separator: [Line()])) }
  }

  private func noModelLines(_ columns: Int) -> [Line] {
    [Line("No model is loaded.", theme[.noCall])]
      + wrapped(
        "Findings stand without it. Why it did not load is said in the shell.", columns: columns, style: theme[.text])
      + wrapped("Check it with: coverslip model verify BUNDLE", columns: columns, style: theme[.accent])
  }
}
