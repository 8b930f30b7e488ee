import Casework
import Prognosis
import TerminalKit

extension WorkstationState {
  func drawQueue(on screen: inout Screen) {
    let layout = QueueLayout(size)
    drawBar(["queue"], on: &screen, in: layout.bar)
    drawTabs(on: &screen, in: layout.tabs)
    drawTable(on: &screen, in: layout.table)
    drawDetail(on: &screen, layout)
    drawHints(on: &screen, in: layout.hints)
  }

  private func drawTabs(on screen: inout Screen, in area: Rect) {
    let names = QueueTab.allCases.map { "\($0.rawValue) \(queue.count($0))" }
    let tabs = Tabs(names, active: QueueTab.allCases.firstIndex(of: queue.tab) ?? 0)
    let inside = area.inset(columns: 1, rows: 0)
    screen.write(tabs.line(theme: theme), in: inside)
    let order = Line([Span("sorted by ", theme[.dim]), Span(queue.order.rawValue, theme[.accent])])
    screen.write(order, in: inside, alignment: .right)
  }

  private func drawTable(on screen: inout Screen, in area: Rect) {
    let visible = queue.visible
    let isFocused = popup == nil && problem == nil
    let count =
      visible.count == queue.count(queue.tab) ? "\(visible.count)" : "\(visible.count)/\(queue.count(queue.tab))"
    let title = Line([Span("Cases ", theme[.title]), Span(count, theme[.accent])])
    screen.box(area, Frame(title: title, style: isFocused ? theme[.borderFocused] : theme[.border]))
    drawSearch(on: &screen, in: area, after: title.columns)
    let inside = area.inset()
    guard !visible.isEmpty else {
      drawEmpty(on: &screen, in: inside)
      return
    }
    let first = min(queue.scrolled, visible.count - 1)
    let shown = visible[first..<min(visible.count, first + QueueLayout(size).listRows)]
    let selected = shown.firstIndex { $0.id == queue.selectedID }.map { $0 - first }
    table(of: Array(shown), selected: selected).draw(on: &screen, in: inside, theme: theme, isFocused: isFocused)
    drawMore(on: &screen, in: area, count: visible.count)
  }

  /// How many cases are above and below what is shown.
  private func drawMore(on screen: inout Screen, in area: Rect, count: Int) {
    let rows = QueueLayout(size).listRows
    let below = count - queue.scrolled - rows
    let above = queue.scrolled > 0 ? "↑ \(queue.scrolled)" : ""
    let text = [above, below > 0 ? "↓ \(below)" : ""].filter { !$0.isEmpty }.joined(separator: "  ")
    guard !text.isEmpty else { return }
    let inside = Rect(column: area.column + 2, row: area.row + area.rows - 1, columns: area.columns - 4, rows: 1)
    screen.write(Line(" \(text) more ", theme[.dim]), in: inside, alignment: .right)
  }

  /// The search in the border of the table, beside the count that it changes.
  private func drawSearch(on screen: inout Screen, in area: Rect, after title: Int) {
    guard queue.isSearching || !queue.search.text.isEmpty else { return }
    let start = area.column + title + 6
    screen.write(" / ", column: start, row: area.row, style: theme[.key])
    let columns = min(30, area.columns - title - 14)
    let field = Rect(column: start + 3, row: area.row, columns: columns, rows: 1)
    queue.search.draw(on: &screen, in: field, theme: theme, isFocused: queue.isSearching && popup == nil)
  }

  private func drawEmpty(on screen: inout Screen, in area: Rect) {
    let lines: [Line]
    if !queue.isLoaded {
      lines = [Line("Reading the casebook …", theme[.dim])]
    } else if queue.cases.isEmpty {
      lines = [
        Line("There are no cases yet.", theme[.text]),
        Line("Register slides with: coverslip add SLIDE...", theme[.accent]),
      ]
    } else if !queue.search.text.isEmpty {
      lines = [Line("No case here matches the search.", theme[.text]), Line("Esc clears it.", theme[.dim])]
    } else {
      lines = [Line("No case is here.", theme[.text]), Line("Tab shows another status.", theme[.dim])]
    }
    let middle = area.centered(columns: area.columns, rows: lines.count)
    for (row, line) in lines.enumerated() { screen.write(line, in: middle, row: row, alignment: .center) }
  }

  // MARK: Table

  private func table(of files: [CaseFile], selected: Int?) -> Table {
    let columns = [
      TableColumn("case", columns: nameColumns...nameColumns),
      TableColumn("received", columns: 10...10, rank: 6),
      TableColumn("age", columns: 4...4, alignment: .right, rank: 3),
      TableColumn("slides", columns: 6...6, alignment: .right, rank: 5),
      TableColumn("status", columns: 9...9),
      TableColumn("call", columns: 17...17),
      TableColumn("5-y risk", columns: 8...8, alignment: .right),
      TableColumn("1 % to 50 %", columns: 11...25, rank: 1),
      TableColumn("95 % interval", columns: 13...13, alignment: .right, rank: 4),
      TableColumn("flags", columns: 5...5, rank: 2),
      TableColumn("reviewer", columns: 14...20, rank: 7),
    ]
    let bar = Table(columns: columns, rows: []).widths(within: QueueLayout(size).table.columns - 5)[7] ?? 11
    let rows = files.map { file in
      [
        Line(TextWidth.middleTruncated(TextWidth.printable(file.id), to: nameColumns), theme[.text]),
        Line(file.record.received ?? "–", theme[.dim]), ageLine(file),
        Line("\(file.record.slides.count)", theme[.dim]), statusLine(file), callLine(file), riskLine(file),
        gaugeLine(file, columns: bar), intervalLine(file), flagLine(file),
        Line(file.signOff?.reviewer ?? file.reviewer ?? "", theme[.dim]),
      ]
    }
    return Table(columns: columns, rows: rows, selected: selected)
  }

  /// The same for all cases, so that columns stay where they are while the list scrolls.
  private var nameColumns: Int { min(max(8, queue.nameColumns), size.columns < 110 ? 12 : QueueState.longestName) }

  private func ageLine(_ file: CaseFile) -> Line {
    guard let days = daysWaiting(file) else { return Line("–", theme[.dim]) }
    return Line("\(days)d", days >= 14 && !file.status.isSigned ? theme[.warning] : theme[.dim])
  }

  /// Days since the case was received; `nil` where it is not known.
  func daysWaiting(_ file: CaseFile) -> Int? {
    guard now > 0, let day = file.record.received.flatMap(CalendarDay.init(iso:)) else { return nil }
    let days = now / 86_400 - day.sinceEpoch
    return days >= 0 ? days : nil
  }

  private func statusLine(_ file: CaseFile) -> Line {
    switch file.status {
    case .new: Line("new", theme[.dim])
    case .scored: Line("scored", theme[.text])
    case .inReview: Line("in review", theme[.accent])
    default: Line(file.status.rawValue, theme[.success])
    }
  }

  /// What stands: the signed call where there is one, else the model's.
  private func callLine(_ file: CaseFile) -> Line {
    if let signOff = file.signOff {
      let badge = CallBadge(signOff.finalCall)
      return Line("\(badge.text)\(signOff.decision == .override ? ", override" : "")", theme[badge.role])
    }
    guard let finding = file.finding else { return Line("–", theme[.dim]) }
    return Line(finding.badge.text, theme[finding.badge.role])
  }

  /// The model's. Beside another call that was signed it carries the symbol of the model's own, so that it is not read
  /// as the signed call's.
  private func riskLine(_ file: CaseFile) -> Line {
    guard let finding = file.finding, let risk = file.shownProbability else { return Line("–", theme[.dim]) }
    let number = Number.percent(risk)
    return file.isOverridden
      ? Line("\(finding.badge.symbol) \(number)", theme[.dim]) : Line(number, theme[.text])
  }

  private func intervalLine(_ file: CaseFile) -> Line {
    guard file.shownProbability != nil, let interval = file.finding?.interval else { return Line("–", theme[.dim]) }
    return Line(interval.text, theme[.dim])
  }

  private func gaugeLine(_ file: CaseFile, columns: Int) -> Line {
    guard let finding = file.finding, file.shownProbability != nil else { return Line() }
    return gauge(of: finding).line(columns: columns, theme: theme, role: finding.badge.role)
  }

  private func flagLine(_ file: CaseFile) -> Line {
    let count = file.finding?.flags.count ?? 0
    return count == 0 ? Line("") : Line("! \(count)", theme[.warning])
  }

  // MARK: Detail

  private func drawDetail(on screen: inout Screen, _ layout: QueueLayout) {
    let file = queue.visible.isEmpty ? nil : queue.selected
    let title = file.map { TextWidth.middleTruncated(TextWidth.printable($0.id), to: layout.detail.columns - 8) }
    screen.box(layout.detail, Frame(title: Line(title ?? "No case", theme[.title]), style: theme[.border]))
    guard let file else { return }
    let inside = layout.detail.inset(columns: 2)
    guard layout.isWide else {
      screen.write(summaryLines(of: file, columns: inside.columns, rows: inside.rows), in: inside)
      return
    }
    let preview = layout.preview(of: file.record.slides.first?.size)
    drawPreview(of: file, on: &screen, in: preview)
    let text = inside.splitRows(preview.rows + 1).1
    screen.write(wholeSections(of: file, columns: text.columns, rows: text.rows), in: text)
  }

  /// The parts of the case's panel that fit whole; the short summary where not even the first does.
  private func wholeSections(of file: CaseFile, columns: Int, rows: Int) -> [Line] {
    var lines: [Line] = []
    for section in panelSections(of: ReadingState(file: file), columns: columns) {
      let longer = lines.isEmpty ? section : lines + [Line()] + section
      guard longer.count <= rows else { break }
      lines = longer
    }
    return lines.isEmpty ? summaryLines(of: file, columns: columns, rows: rows) : lines
  }

  private func drawPreview(of file: CaseFile, on screen: inout Screen, in area: Rect) {
    if let problem = pictures.problems[.preview] {
      drawUnavailable(problem, on: &screen, in: area)
    } else if !drawPicture(.preview, on: &screen, in: area) {
      let words = file.record.slides.isEmpty ? "The case has no slide." : "drawing …"
      screen.write(
        Line(words, theme[.dim]), in: area.centered(columns: area.columns, rows: 1), alignment: .center)
    }
  }

  /// The case in a few lines: as many as fit, the first the most needed.
  private func summaryLines(of file: CaseFile, columns: Int, rows: Int) -> [Line] {
    var lines = headline(of: file, columns: columns)
    if let finding = file.finding, !finding.flags.isEmpty {
      let names = finding.flags.map(\.kind.rawValue).joined(separator: ", ")
      lines += wrapped("! " + names, columns: columns, style: theme[.warning])
    }
    let slides = file.record.slides.count
    let person = [
      file.record.patient.map { "patient \($0)" },
      file.record.clinical.age.map { "\(Number.fixed($0, digits: 0)) y" },
    ].compactMap { $0 }.joined(separator: ", ")
    let facts: [String?] = [
      file.record.received.map { "received \($0)" }, slides == 1 ? "1 slide" : "\(slides) slides",
      person.isEmpty ? nil : person, file.reviewer.map { "with \($0)" },
    ]
    lines += wrapped(facts.compactMap { $0 }.joined(separator: " · "), columns: columns, style: theme[.dim])
    if file.draft != nil { lines.append(Line("A draft of the sign-off is kept.", theme[.accent])) }
    if let note = file.record.note, !note.isEmpty {
      lines += wrapped("note: " + note, columns: columns, style: theme[.dim])
    }
    return Array(lines.prefix(rows))
  }

  /// The signed call, the model's call, or what is missing for one.
  private func headline(of file: CaseFile, columns: Int) -> [Line] {
    var lines: [Line] = []
    if let signOff = file.signOff {
      let badge = CallBadge(signOff.finalCall)
      lines.append(
        Line([
          Span("signed   ", theme[.success]), Span(badge.text, theme[badge.role]),
          Span("  \(signOff.decision == .override ? "override" : "confirmed") · \(signOff.reviewer)", theme[.dim]),
        ]))
    }
    guard let finding = file.finding else {
      return lines
        + wrapped(
          "Not scored yet. Score it with: coverslip score \(file.id)", columns: columns, style: theme[.dim])
    }
    let badge = finding.badge
    var line = Line([Span("model    ", theme[.dim]), Span(badge.text, theme[badge.role])])
    if let risk = file.shownProbability {
      line.append("  \(Number.percent(risk))", theme[.text])
      if let interval = finding.interval, columns >= 50 { line.append("  (\(interval.text))", theme[.dim]) }
    } else if !finding.reasons.isEmpty {
      line.append("  " + finding.reasons.map(\.rawValue).joined(separator: ", "), theme[.dim])
    }
    lines.append(line)
    return lines + [basisLine(of: finding)].compactMap { $0 }
  }
}

extension ProbabilityInterval {
  /// `11.2–28.9 %`.
  var text: String {
    Number.fixed(lower * 100, digits: 1) + "–" + Number.fixed(upper * 100, digits: 1) + " %"
  }
}
