extension ReportDocument {
  /// The report on A4 pages, with head and foot, and its outline.
  func paginated() -> (pages: [Drawing], outline: [Pagination.OutlineEntry]) {
    let pagination = Pagination(titleBoxes + blockBoxes)
    var pages = pagination.pages
    for index in pages.indices { drawMargins(page: index, of: pages.count, on: &pages[index]) }
    return (pages, pagination.outline)
  }

  private var titleBoxes: [FlowBox] {
    let title = TextFlow.Setting(style: TextStyle(20, bold: true), leading: 25, space: 0)
    let quiet = TextFlow.Setting(style: TextStyle(11), leading: 15, space: 2, ink: .secondary)
    let made = TextFlow.Setting(style: TextStyle(8.5), leading: 12, space: 5, ink: .secondary)
    return TextFlow.boxes(self.title, title, keepsWithNext: true) + TextFlow.boxes(subtitle, quiet)
      + TextFlow.boxes(madeText, made) + notices.flatMap(PanelFlow.boxes)
  }

  private var blockBoxes: [FlowBox] {
    var numbering = DocumentNumbering()
    return blocks.flatMap { block in Self.boxes(block, &numbering) }
  }

  private static func boxes(_ block: ReportBlock, _ numbering: inout DocumentNumbering) -> [FlowBox] {
    switch block {
    case .heading(let text, let level): TextFlow.headingBoxes(text, level: level)
    case .paragraph(let text): TextFlow.boxes(text, TextFlow.body)
    case .list(let points): TextFlow.listBoxes(points)
    case .facts(let facts): PanelFlow.boxes(facts)
    case .keyFigures(let figures): PanelFlow.boxes(figures)
    case .table(let table): TableFlow(table, number: numbering.nextTable()).boxes
    case .figures(let figures): FigureFlow.boxes(figures.map { ($0, numbering.nextFigure()) })
    case .notice(let notice): PanelFlow.boxes(notice)
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
}
