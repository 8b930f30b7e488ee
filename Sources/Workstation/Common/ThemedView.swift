import SlidePictures
import TerminalKit

/// What is drawn in the colours of a theme, with the pieces that the rooms share.
protocol ThemedView {
  var theme: Theme { get }
}

extension ThemedView {
  static var researchUse: String { "Research use only, not a medical device" }

  func heading(_ title: String, note: String = "", _ columns: Int) -> Line {
    let rule = max(1, columns - TextWidth.of(title) - TextWidth.of(note) - (note.isEmpty ? 1 : 2))
    return Line([
      Span(title + " ", theme[.heading]), Span(String(repeating: "─", count: rule), theme[.border]),
      Span(note.isEmpty ? "" : " " + note, theme[.dim]),
    ])
  }

  /// A name and its value, the value wrapped below itself.
  func pair(_ name: String, _ value: String, _ columns: Int, style: Style? = nil) -> [Line] {
    let indent = 9
    let lines = TextWidth.wrapped(TextWidth.printable(value), to: columns - indent)
    return (lines.isEmpty ? ["–"] : lines).enumerated().map { index, text in
      let label = index == 0 ? TextWidth.padded(name, to: indent - 1) + " " : String(repeating: " ", count: indent)
      return Line([Span(label, theme[.dim]), Span(text, style ?? theme[.text])])
    }
  }

  func wrapped(_ text: String, columns: Int, style: Style) -> [Line] {
    TextWidth.wrapped(TextWidth.printable(text), to: columns).map { Line($0, style) }
  }

  /// A key and what it does, to be clicked on as well.
  func keyWords(_ key: Key, _ words: String, _ role: Role = .accent) -> Line {
    Line([Span(key.label, theme[.key], target: .key(key)), Span(words, theme[role], target: .key(key))])
  }

  /// `↑ 3  ↓ 12 more`: how much is above and below what is shown; `nil` where all is shown.
  func moreNote(above: Int, below: Int) -> Line? {
    let parts = [above > 0 ? "↑ \(above)" : "", below > 0 ? "↓ \(below)" : ""].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : Line(parts.joined(separator: "  ") + " more", theme[.dim])
  }

  /// A frame in the middle of the screen, everything else below it; returns its inside.
  func drawDialog(_ frame: Frame, columns: Int, rows: Int, on screen: inout Screen) -> Rect {
    let whole = screen.bounds
    let room = Rect(column: 0, row: 1, columns: whole.columns, rows: whole.rows - 2)
    let area = room.centered(columns: columns, rows: rows)
    screen.cursor = nil
    screen.forgetClickAreas()
    screen.mark(area, as: .ground)
    screen.fill(area, style: theme[.background].overlaid(by: theme[.popup]))
    screen.box(area, frame)
    return area.inset()
  }

  /// A few words in the middle of an area that is empty otherwise.
  func drawMessage(_ words: String, on screen: inout Screen, in area: Rect) {
    screen.write(Line(words, theme[.dim]), in: area.centered(columns: area.columns, rows: 1), alignment: .center)
  }

  /// Why there is no picture, where it would be.
  func drawUnavailable(_ problem: Problem, on screen: inout Screen, in area: Rect) {
    let columns = min(56, area.columns - 4)
    let lines =
      [Line(TextWidth.truncated("✗ " + problem.title, to: columns), theme[.error])]
      + wrapped(problem.detail, columns: columns, style: theme[.text])
      + wrapped(problem.remedy, columns: columns, style: theme[.accent])
    screen.write(lines, in: area.centered(columns: columns, rows: lines.count))
  }

  /// Puts the picture of `slot`, or the one before it moved into place. Returns whether there was any.
  func drawPicture(_ slot: PictureSlot, of pictures: PictureShelf, on screen: inout Screen, in area: Rect) -> Bool {
    guard let picture = pictures.placed(slot) else { return false }
    for row in 0..<area.rows {
      for column in 0..<area.columns {
        guard let cell = picture.cell(column, row) else { continue }
        screen[area.column + column, area.row + row] = cell
      }
    }
    return true
  }
}
