import Labels
import TerminalKit

/// The screen of the figures of readings.
struct QualityView: ThemedView {
  let state: QualityState
  let around: Surroundings

  var theme: Theme { around.theme }

  /// What the lines are shown in, on a terminal of that size.
  static func inside(_ size: TerminalSize) -> Rect { ScreenAreas(size).body.inset(columns: 2) }

  /// Draws the page. Returns how far it can be scrolled.
  func draw(on screen: inout Screen) -> Int {
    let inside = Self.inside(around.size)
    let lines = lines(inside.columns)
    let longest = max(0, lines.count - inside.rows)
    let above = state.scroll.offset(longest: longest)
    let note = moreNote(above: above, below: longest - above)
    let title = Line("Readings", theme[.title])
    screen.box(ScreenAreas(around.size).body, Frame(title: title, footNote: note, style: around.focusedBorder))
    screen.write(lines, in: inside, skipping: above)
    return longest
  }

  private func lines(_ columns: Int) -> [Line] {
    switch state.content {
    case .counting:
      return wrapped("The readings of this casebook are counted …", columns: columns, style: theme[.dim])
    case .failed(let problem):
      return [Line(TextWidth.truncated("✗ " + problem.title, to: columns), theme[.error])]
        + wrapped(problem.detail, columns: columns, style: theme[.text])
        + wrapped(problem.remedy, columns: columns, style: theme[.accent])
    case .known(let sections):
      let parts = [aboutLines(sections, columns)] + sections.sections.map { self.lines($0, columns) }
      return Array(parts.joined(separator: [Line()]))
    }
  }

  /// Whose readings they are, by which model, and that there are none yet.
  private func aboutLines(_ sections: QualitySections, _ columns: Int) -> [Line] {
    let nothing = sections.isEmpty ? ["Nothing is signed here yet: there is nothing to count."] : []
    let demo = sections.isDemonstration ? [ReadingQualityWords.demonstration] : []
    return [Line(Self.researchUse + ".", theme[.warning])]
      + wrapped(sections.scope, columns: columns, style: theme[.accent])
      + demo.flatMap { wrapped($0, columns: columns, style: theme[.warning]) }
      + nothing.flatMap { wrapped($0, columns: columns, style: theme[.noCall]) }
  }

  private func lines(_ section: QualitySection, _ columns: Int) -> [Line] {
    [heading(section.title, columns)] + section.blocks.flatMap { lines($0, columns) }
  }

  private func lines(_ block: QualityBlock, _ columns: Int) -> [Line] {
    switch block {
    case .line(let text): wrapped(text, columns: columns, style: theme[.text])
    case .detail(let text):
      wrapped(text, columns: columns - 2, style: theme[.text]).map { Line("  ") + $0 }
    case .note(let text): wrapped(text, columns: columns, style: theme[.dim])
    case .table(let headings, let rows): tableLines(headings, rows, columns)
    }
  }

  // MARK: Tables

  /// Columns as wide as their widest cell; where they have no room side by side, a row is a few lines.
  private func tableLines(_ headings: [String], _ rows: [[String]], _ columns: Int) -> [Line] {
    let rows = rows.map { $0.map { TextWidth.printable($0) } }
    let widths = headings.indices.map { column in
      ([headings] + rows).map { TextWidth.of($0[column]) }.max() ?? 0
    }
    guard widths.reduce(2 * (widths.count - 1), +) <= columns else {
      return rows.flatMap { foldedLines(headings, $0, columns) }
    }
    return [rowLine(headings, widths, theme[.dim], theme[.dim])]
      + rows.map { rowLine($0, widths, theme[.title], theme[.text]) }
  }

  private func rowLine(_ cells: [String], _ widths: [Int], _ name: Style, _ style: Style) -> Line {
    let padded = zip(cells, widths).enumerated().map { column, cell in
      TextWidth.padded(cell.0, to: cell.1, column == 0 ? .left : .right)
    }
    return Line([
      Span(padded[0], name), Span(padded.dropFirst().map { "  " + $0 }.joined(), style),
    ])
  }

  /// The name of a row, and below it each of its cells behind its heading.
  private func foldedLines(_ headings: [String], _ row: [String], _ columns: Int) -> [Line] {
    let parts = zip(headings, row).dropFirst().map { "\($0) \($1)" }
    let texts = parts.reduce(into: [String]()) { texts, part in
      if let last = texts.last, TextWidth.of(last) + 3 + TextWidth.of(part) <= columns - 2 {
        texts[texts.count - 1] = last + " · " + part
      } else {
        texts.append(part)
      }
    }
    return wrapped(row[0], columns: columns, style: theme[.title])
      + texts.map { Line("  " + $0, theme[.text]) }
  }
}
