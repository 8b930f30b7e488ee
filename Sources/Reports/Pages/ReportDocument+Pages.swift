extension ReportDocument {
  /// The report on A4 pages, with head and foot, and its outline.
  func paginated() -> (pages: [Drawing], outline: [Pagination.OutlineEntry]) {
    let pagination = Pagination(titleBoxes + blockBoxes)
    var pages = pagination.pages
    for index in pages.indices {
      drawMargins(page: index, of: pages.count, on: &pages[index])
      drawStamp(on: &pages[index])
    }
    return (pages, pagination.outline)
  }

  private var titleBoxes: [FlowBox] {
    let isDense = density.isDense
    let title = TextFlow.Setting(
      style: TextStyle(isDense ? 15 : 20, bold: true), leading: isDense ? 19 : 25, space: 0)
    let quiet = TextFlow.Setting(
      style: TextStyle(isDense ? 9.5 : 11), leading: isDense ? 12.5 : 15, space: isDense ? 0 : 2, ink: .secondary)
    let made = TextFlow.Setting(style: TextStyle(8.5), leading: 12, space: 5, ink: .secondary)
    var titles = TextFlow.boxes(self.title, title, keepsWithNext: true)
    for index in titles.indices { titles[index].tag = .heading(1) }
    // Where every line counts the foot alone says who made it.
    return titles + TextFlow.boxes(subtitle, quiet) + (isDense ? [] : TextFlow.boxes(madeText, made))
      + notices.flatMap { PanelFlow.boxes($0, density) }
  }

  private var blockBoxes: [FlowBox] {
    var numbering = DocumentNumbering()
    return blocks.flatMap { block in boxes(block, &numbering) }
  }

  private func boxes(_ block: ReportBlock, _ numbering: inout DocumentNumbering) -> [FlowBox] {
    switch block {
    case .heading(let text, let level): TextFlow.headingBoxes(text, level: level, density)
    case .paragraph(let text): TextFlow.boxes(text, TextFlow.body(density))
    case .list(let points): TextFlow.listBoxes(points, density)
    case .facts(let facts): PanelFlow.boxes(facts, density)
    case .columns(let columns): ColumnFlow.boxes(columns)
    case .keyFigures(let figures): PanelFlow.boxes(figures, density)
    case .table(let table): TableFlow(table, number: numbering.nextTable()).boxes
    case .figures(let figures): FigureFlow.boxes(figures.map { ($0, numbering.nextFigure()) }, density)
    case .code(let code): CodeFlow.boxes(code)
    case .notice(let notice): PanelFlow.boxes(notice, density)
    }
  }

  // MARK: Head and foot

  /// The title and the notices in the head, who made it and `n of m` in the foot.
  private func drawMargins(page: Int, of count: Int, on drawing: inout Drawing) {
    let style = TextStyle(8)
    let strong = TextStyle(8, bold: true)
    let (left, right) = (PageFormat.area.left, PageFormat.area.right)
    let notices = strong.fitted(headline, width: PageFormat.textWidth * 0.65)
    let room = PageFormat.textWidth - strong.width(notices) - 20
    drawing.text(.init(style.fitted(title, width: room), at: .init(left, PageFormat.head), style, .secondary))
    drawing.text(.init(notices, at: .init(right, PageFormat.head), anchor: .end, strong, .secondary))
    let rule = Drawing.Stroke(ink: .grid, width: 0.8)
    drawing.line([.init(left, PageFormat.head + 6), .init(right, PageFormat.head + 6)], rule)
    drawing.text(.init(style.fitted(madeText, width: 380), at: .init(left, PageFormat.foot), style, .secondary))
    drawing.text(.init("\(page + 1) of \(count)", at: .init(right, PageFormat.foot), anchor: .end, style, .secondary))
  }

  /// From corner to corner over the text, as large as it fits.
  private func drawStamp(on drawing: inout Drawing) {
    let text = PlainText.clean(stamp)
    guard !text.isEmpty else { return }
    let size = min(96, 96 * PageFormat.textWidth * 1.1 / max(1, TextStyle(96, bold: true).width(text)))
    let center = Drawing.Point(PageFormat.width / 2, (PageFormat.area.top + PageFormat.area.bottom) / 2)
    drawing.stamp(.init(string: text, center: center, turn: 45, style: TextStyle(size, bold: true)))
  }
}
