import TerminalKit

/// Where the parts of the help are.
struct HelpLayout {
  /// Of its frame.
  let columns: Int
  /// The most rows of its frame.
  let rows: Int

  init(_ size: TerminalSize) { (columns, rows) = (min(108, size.columns - 4), min(34, size.rows - 4)) }

  /// Lines of keys that are shown at once; two fewer where the search is above them.
  func page(isSearched: Bool) -> Int { rows - 2 - (isSearched ? HelpView.searchRows : 0) }
}

/// The help over a room.
struct HelpView: ThemedView {
  let sheet: HelpSheet
  let keys: ShellKeys
  let help: HelpState
  let around: Surroundings

  var theme: Theme { around.theme }

  /// Rows of the search, with the blank one below it.
  static let searchRows = 2

  /// Draws the help. Returns how far it can be scrolled.
  func draw(on screen: inout Screen) -> Int {
    let layout = HelpLayout(around.size)
    let lines = lines(columns: layout.columns - 6)
    let page = layout.page(isSearched: help.isSearched)
    let longest = max(0, lines.count - page)
    let scrolled = help.scroll.offset(longest: longest)
    let hints = help.isSearching ? keys.helpSearch.hints : keys.help.hints
    let frame = Frame(
      title: Line("Keys", theme[.title]),
      footer: Hint.line(hints, columns: layout.columns - 22, theme: theme),
      footNote: position(scrolled, page, of: lines.count), style: theme[.borderFocused])
    // The frame keeps its height while a search is typed.
    let rows = help.isSearched ? layout.rows : min(layout.rows, lines.count + 2)
    let area = drawDialog(frame, columns: layout.columns, rows: rows, on: &screen).inset(columns: 2, rows: 0)
    let (search, list) = area.splitRows(help.isSearched ? Self.searchRows : 0)
    drawSearch(on: &screen, in: search)
    if lines.isEmpty { screen.write(Line("No key matches.", theme[.dim]), in: list) }
    screen.write(lines, in: list, skipping: scrolled)
    return longest
  }

  /// `19-36 of 88`: which lines are shown.
  private func position(_ scrolled: Int, _ page: Int, of count: Int) -> Line? {
    guard count > 0 else { return nil }
    return Line("\(scrolled + 1)-\(min(count, scrolled + page)) of \(count)", theme[.dim])
  }

  private func drawSearch(on screen: inout Screen, in area: Rect) {
    guard !area.isEmpty else { return }
    screen.write("/", column: area.column, row: area.row, style: theme[.key])
    let field = area.splitColumns(2).1.splitRows(1).0
    help.search.draw(on: &screen, in: field, theme: theme, isFocused: help.isSearching)
  }

  /// Two columns where there is room.
  func lines(columns: Int) -> [Line] {
    let isWide = columns >= 90
    let half = columns / 2
    let width = isWide ? half - 1 : columns
    let groups = sheet.sections(matching: help.search.text).map { lines(of: $0, width) }
    guard isWide else { return Array(groups.joined(separator: [Line()])) }
    var left: [Line] = []
    var right: [Line] = []
    for group in groups.map({ $0 + [Line()] }) {
      if left.count <= right.count { left += group } else { right += group }
    }
    return (0..<max(left.count, right.count)).map { row in
      let start = row < left.count ? left[row] : Line()
      let pad = Line(String(repeating: " ", count: max(1, half - start.columns)))
      return start + pad + (row < right.count ? right[row] : Line())
    }
  }

  /// Cells of the keys, before what they do.
  private static let keyColumns = 18

  private func lines(of section: HelpSheet.Section, _ columns: Int) -> [Line] {
    [Line(section.title, theme[.heading])]
      + section.rows.flatMap { keys, words in
        wrapped(words, columns: columns - Self.keyColumns - 1, style: theme[.text]).enumerated().map { index, line in
          let name = TextWidth.padded(index == 0 ? keys : "", to: Self.keyColumns) + " "
          return Line([Span(name, theme[.key])]) + line
        }
      }
  }
}
