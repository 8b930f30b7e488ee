extension Screen {
  /// Blanks `area` in `style`.
  public mutating func fill(_ area: Rect, style: Style) {
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) { put(Cell(" ", style: style), column, row) }
    }
  }

  /// Lays `style` over the cells of `area`, whose glyphs stay.
  public mutating func restyle(_ area: Rect, _ style: Style) {
    for row in area.row..<(area.row + area.rows) {
      for column in area.column..<(area.column + area.columns) {
        self[column, row].style = self[column, row].style.overlaid(by: style)
      }
    }
  }

  /// Writes `text` from (`column`, `row`), at most `columns` cells, cut with an ellipsis where it is longer. A colour
  /// that `style` leaves open stays as it was. What must not reach a terminal is left out.
  ///
  /// - Returns: cells written.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, columns: Int = .max, style: Style = Style()
  ) -> Int {
    let room = min(columns, size.columns - column)
    guard room > 0, row >= 0, row < size.rows else { return 0 }
    var used = 0
    for character in TextWidth.truncated(TextWidth.printable(text), to: room) {
      used += put(character, column + used, row, style)
    }
    return used
  }

  /// Writes `line` into the row `row` of `area` (0 the first), cut at its right edge.
  public mutating func write(_ line: Line, in area: Rect, row: Int = 0, alignment: Alignment = .left) {
    guard row >= 0, row < area.rows else { return }
    let spare = max(0, area.columns - line.columns)
    var column = alignment == .left ? 0 : alignment == .right ? spare : spare / 2
    for (index, span) in line.spans.enumerated() {
      let rest = line.spans[(index + 1)...].reduce(0) { $0 + TextWidth.of($1.text) }
      let room = area.columns - column
      // The ellipsis must not be lost where a span ends just at the edge and another would follow.
      let text = rest > 0 && room > 0 && TextWidth.of(span.text) == room ? span.text + "…" : span.text
      let start = area.column + column
      let used = write(text, column: start, row: area.row + row, columns: room, style: span.style)
      if let target = span.target { mark(Rect(column: start, row: area.row + row, columns: used, rows: 1), as: target) }
      column += used
      if column >= area.columns { return }
    }
  }

  /// Writes `lines` into `area` from its top, without the first `skipping`.
  public mutating func write(_ lines: [Line], in area: Rect, skipping: Int = 0) {
    for (row, line) in lines.dropFirst(skipping).prefix(area.rows).enumerated() { write(line, in: area, row: row) }
  }

  /// A border along the edge of `area`, with a title in its upper and notes in its other corners.
  public mutating func box(_ area: Rect, _ frame: Frame) {
    guard area.columns >= 2, area.rows >= 2 else { return }
    let right = area.column + area.columns - 1
    let bottom = area.row + area.rows - 1
    for column in area.column...right {
      for row in [area.row, bottom] { put("─", column, row, frame.style) }
    }
    for row in area.row...bottom {
      for column in [area.column, right] { put("│", column, row, frame.style) }
    }
    for (glyph, column, row) in [
      ("╭", area.column, area.row), ("╮", right, area.row), ("╰", area.column, bottom), ("╯", right, bottom),
    ] as [(Character, Int, Int)] { put(glyph, column, row, frame.style) }
    let inside = Rect(column: area.column + 2, row: area.row, columns: area.columns - 4, rows: area.rows)
    writeNotes(frame.title, frame.note, in: inside, row: 0)
    writeNotes(frame.footer, frame.footNote, in: inside, row: area.rows - 1)
  }

  /// One note at the left, one at the right of a row; the right one goes where both do not fit.
  private mutating func writeNotes(_ left: Line?, _ right: Line?, in area: Rect, row: Int) {
    let spaced = left.map { Line(" ") + $0 + Line(" ") }
    if let spaced { write(spaced, in: area, row: row) }
    guard let right, (spaced?.columns ?? 0) + right.columns + 3 <= area.columns else { return }
    write(Line(" ") + right + Line(" "), in: area, row: row, alignment: .right)
  }

  /// The row `row` as a line, so that what was drawn can stand among lines of text.
  public func line(_ row: Int) -> Line {
    var line = Line()
    for cell in (0..<size.columns).map({ self[$0, row] }) where cell.glyph != Cell.continuation {
      line.append(String(cell.glyph), cell.style)
    }
    return line
  }

  // MARK: Cells

  /// Puts one glyph in place; returns the cells it took. A wide glyph that lost its half to another becomes a blank.
  @discardableResult
  public mutating func put(_ glyph: Character, _ column: Int, _ row: Int, _ style: Style) -> Int {
    let present = self[column, row].style
    let merged = Style(
      foreground: style.foreground ?? present.foreground, background: style.background ?? present.background,
      attributes: style.attributes)
    let columns = TextWidth.columns(of: glyph)
    guard columns > 0 else { return 0 }
    put(Cell(glyph, style: merged), column, row)
    if columns == 2 {
      put(Cell(" ", style: merged), column + 1, row)
      self[column + 1, row].glyph = Cell.continuation
    }
    return columns
  }

  /// Puts a cell in place of another, mending wide glyphs that it cuts in half.
  public mutating func put(_ cell: Cell, _ column: Int, _ row: Int) {
    if self[column, row].glyph == Cell.continuation { self[column - 1, row].glyph = " " }
    if self[column + 1, row].glyph == Cell.continuation { self[column + 1, row].glyph = " " }
    self[column, row] = cell
  }
}

/// A border's style and what is written into it.
public struct Frame: Hashable, Sendable {
  /// The line in the upper left corner.
  public var title: Line?
  /// The line in the upper right corner.
  public var note: Line?
  /// The line in the lower left corner.
  public var footer: Line?
  /// The line in the lower right corner.
  public var footNote: Line?
  /// Style of the lines.
  public var style: Style

  /// A border in `style`.
  public init(title: Line? = nil, note: Line? = nil, footer: Line? = nil, footNote: Line? = nil, style: Style) {
    self.title = title
    self.note = note
    self.footer = footer
    self.footNote = footNote
    self.style = style
  }
}
