import Basics
import Casework
import Labels
import Prognosis
import TerminalKit

/// The queue: tabs, table, and the selected case beside or below it.
struct QueueView: ThemedView {
  let queue: QueueState
  let pictures: PictureShelf
  let keys: QueueKeys
  let around: Surroundings

  var theme: Theme { around.theme }
  var layout: QueueLayout { QueueLayout(around.size) }

  func draw(on screen: inout Screen) {
    drawTabs(on: &screen, in: layout.tabs)
    drawTable(on: &screen, in: layout.table)
    drawDetail(on: &screen)
    drawOver(on: &screen)
  }

  private func drawTabs(on screen: inout Screen, in area: Rect) {
    let names = QueueState.tabs.map { "\($0.label) \(queue.count($0))" }
    let tabs = Tabs(names, active: QueueState.tabs.firstIndex(of: queue.stage) ?? 0)
    screen.write(tabs.line(theme: theme), in: area.inset(columns: 1, rows: 0))
  }

  private var orderNote: Line {
    let arrow = queue.order.arrow(isReversed: queue.isReversed)
    let target = queue.order.number.map { ClickTarget.column($0) }
    return Line([
      Span("sorted by ", theme[.dim], target: target),
      Span("\(queue.order.label) \(arrow)", theme[.accent], target: target),
    ])
  }

  /// Which casebook is open.
  private var casebookNote: Line? {
    around.casebook.map {
      let name = Line(TextWidth.middleTruncated(TextWidth.printable($0.name), to: 40), theme[.dim])
      return $0.isRepeating ? name + Line(" to read again", theme[.warning]) : name
    }
  }

  private func drawTable(on screen: inout Screen, in area: Rect) {
    let (total, all) = (queue.list.total, queue.count(queue.stage))
    let title =
      Line([
        Span("Cases ", theme[.title]), Span(total == all ? "\(total)" : "\(total)/\(all)", theme[.accent]),
      ]) + waitingNote
    screen.box(
      area, Frame(title: title, note: orderNote, footer: casebookNote, footNote: moreNote, style: around.focusedBorder))
    drawSearch(on: &screen, in: area, after: title.columns)
    defer { drawMistake(on: &screen, in: area) }
    let inside = area.inset()
    guard total > 0 else {
      drawEmpty(on: &screen, in: inside)
      return
    }
    let shown = shown
    let files = Array(queue.list.cases[shown.lowerBound - queue.list.start..<shown.upperBound - queue.list.start])
    let selected = shown.contains(queue.list.selected) ? queue.list.selected - shown.lowerBound : nil
    table(of: files, selected: selected).draw(on: &screen, in: inside, theme: theme, isFocused: around.isUncovered)
  }

  /// How many cases wait for the reader, with the key that shows these alone.
  private var waitingNote: Line {
    guard queue.waiting > 0 || queue.waitingFor != nil else { return Line() }
    let words = queue.waitingFor == nil ? " \(queue.waiting) for you" : " shows all again"
    return Line("  ") + keyWords(around.keys.queue("i"), words, .warning)
  }

  /// The rows on the screen, as far as they are known.
  private var shown: Range<Int> {
    (queue.scrolled..<queue.scrolled + layout.listRows).clamped(to: queue.list.known)
  }

  /// How many cases are above and below what is shown.
  private var moreNote: Line? {
    guard queue.list.total > 0 else { return nil }
    return moreNote(above: queue.scrolled, below: queue.list.total - queue.scrolled - layout.listRows)
  }

  /// The search in the border of the table, beside the count that it changes.
  private func drawSearch(on screen: inout Screen, in area: Rect, after title: Int) {
    guard queue.isSearching || !queue.search.text.isEmpty else { return }
    let start = area.column + title + 6
    screen.write(" / ", column: start, row: area.row, style: theme[.key])
    let columns = max(10, min(60, area.columns - title - orderNote.columns - 16))
    let field = Rect(column: start + 3, row: area.row, columns: columns, rows: 1)
    queue.search.draw(on: &screen, in: field, theme: theme, isFocused: queue.isSearching && around.isUncovered)
  }

  private func drawEmpty(on screen: inout Screen, in area: Rect) {
    let lines: [Line]
    if !queue.list.isLoaded {
      lines = [Line("Reading the casebook …", theme[.dim])]
    } else if queue.count(.all) == 0, around.isRepeating {
      let next = around.nextToRepeat.map { [Line("The next one is due from \($0) on.", theme[.text])] } ?? []
      lines =
        [Line("No case is due to be read again.", theme[.text])] + next + [
          Line("Which cases are, and from when on, is told by", theme[.dim]),
          Line(around.command("repeat plan --reviewer NAME"), theme[.accent]),
        ]
    } else if queue.count(.all) == 0 {
      lines = [
        Line("There are no cases yet.", theme[.text]),
        Line("Register slides with: \(around.command("add SLIDE..."))", theme[.accent]),
      ]
    } else if queue.waitingFor != nil {
      lines = [
        Line("No question and no answer waits for you here.", theme[.text]), Line("Esc shows all cases.", theme[.dim]),
      ]
    } else if !queue.search.text.isEmpty {
      lines = [
        Line("No case here matches the search.", theme[.text]),
        Line("Esc clears it, Tab looks under another status.", theme[.dim]),
      ]
    } else {
      lines = [Line(queue.stage.emptyWords, theme[.text]), Line("Tab shows another status.", theme[.dim])]
    }
    let middle = area.centered(columns: area.columns, rows: lines.count)
    for (row, line) in lines.enumerated() { screen.write(line, in: middle, row: row, alignment: .center) }
  }
}

extension CaseStage {
  /// What there is to say where no case is listed.
  fileprivate var emptyWords: String {
    switch self {
    case .toDo: "Nothing is to do: every case is closed."
    case .all, .new, .scored, .inReview, .signed: "No case is here."
    }
  }
}
