/// Writes a report as one HTML file that is also well-formed XML: no script, nothing loaded from elsewhere.
struct HTMLWriter {
  /// Points that a figure across the page is laid out in; the browser scales it.
  private static let figureWidth = 520.0
  /// Points of each of several figures side by side.
  private static let narrowWidth = 270.0

  private let document: ReportDocument
  private var numbering = DocumentNumbering()
  private var headings = 0
  private var figures = 0
  private var codes = 0

  init(_ document: ReportDocument) {
    self.document = document
  }

  mutating func write() -> String {
    let body = document.blocks.map { block($0) }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="generator" content="\(PlainText.escaped(document.producer))"/>
      <meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src data:; style-src \
      &#39;unsafe-inline&#39;"/>
      <title>\(PlainText.escaped(document.title))</title>
      <style>
      \(StyleSheet.inks)
      \(StyleSheet.page)
      \(StyleSheet.printedPages(head: document.title, notices: document.headline))
      </style>
      </head>
      <body>
      \(stamp)\(header)
      <main>
      \(body)
      </main>
      <footer>\(PlainText.escaped(document.madeText))</footer>
      </body>
      </html>

      """
  }

  // MARK: Head

  private var stamp: String {
    document.stamp.isEmpty ? "" : "<p class=\"stamp\">\(PlainText.escaped(document.stamp))</p>\n"
  }

  private var header: String {
    let subtitle =
      document.subtitle.isEmpty ? "" : "<p class=\"subtitle\">\(PlainText.escaped(document.subtitle))</p>\n"
    return """
      <header>
      <h1>\(PlainText.escaped(document.title))</h1>
      \(subtitle)<p class="made">\(PlainText.escaped(document.madeText))</p>
      \(document.notices.map(Self.notice).joined(separator: "\n"))
      \(contents)
      </header>
      """
  }

  /// Links to the chapters; none where there are fewer than three.
  private var contents: String {
    let titles = document.blocks.compactMap { block -> (level: Int, text: String)? in
      if case .heading(let text, let level) = block { return (level, text) }
      return nil
    }
    let links = titles.enumerated().filter { $0.element.level <= 1 }.map { index, title in
      "<li><a href=\"#section-\(index + 1)\">\(PlainText.escaped(title.text))</a></li>"
    }
    guard links.count > 2 else { return "" }
    return "<nav aria-label=\"Contents\"><ol>\n\(links.joined(separator: "\n"))\n</ol></nav>"
  }

  // MARK: Blocks

  private mutating func block(_ block: ReportBlock) -> String {
    switch block {
    case .heading(let text, let level): heading(text, level)
    case .paragraph(let text): "<p>\(PlainText.escaped(text))</p>"
    case .list(let points): "<ul>\n\(Self.each(points) { "<li>\(PlainText.escaped($0))</li>" })\n</ul>"
    case .facts(let facts): Self.facts(facts)
    case .columns(let columns): Self.columns(columns)
    case .keyFigures(let figures): Self.keyFigures(figures)
    case .table(let table): Self.table(table, number: numbering.nextTable())
    case .figures(let figures): row(figures)
    case .code(let code): self.code(code)
    case .notice(let notice): Self.notice(notice)
    }
  }

  private static func columns(_ columns: [FactColumn]) -> String {
    let written = each(columns) { column in
      let groups = each(column.groups) { group in
        let title = group.title.isEmpty ? "" : "<p class=\"group\">\(PlainText.escaped(group.title))</p>\n"
        return group.facts.isEmpty ? title : title + facts(group.facts)
      }
      return "<div>\n\(groups)\n</div>"
    }
    return "<div class=\"columns\">\n\(written)\n</div>"
  }

  private mutating func code(_ code: ReportCode) -> String {
    codes += 1
    let said = code.facts.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
    let svg = SVGWriter.element(code.drawing(side: 120), title: code.name, description: said, id: "code-\(codes)")
    return "<div class=\"code\">\n\(svg)\n\(Self.facts(code.facts))\n</div>"
  }

  private mutating func heading(_ text: String, _ level: Int) -> String {
    headings += 1
    let name = "h\(min(max(level, 1), 3) + 1)"
    return "<\(name) id=\"section-\(headings)\">\(PlainText.escaped(text))</\(name)>"
  }

  private static func each<Element>(_ elements: [Element], _ write: (Element) -> String) -> String {
    elements.map(write).joined(separator: "\n")
  }

  private static func notice(_ notice: Notice) -> String {
    let kind = notice.kind.isWarning ? "notice warning" : "notice"
    let (label, text) = (PlainText.escaped(notice.label), PlainText.escaped(notice.text))
    return "<p class=\"\(kind)\" role=\"note\"><strong>\(label)</strong> \(text)</p>"
  }

  private static func facts(_ facts: [Fact]) -> String {
    let rows = each(facts) { "<dt>\(PlainText.escaped($0.name))</dt><dd>\(PlainText.escaped($0.value))</dd>" }
    return "<dl>\n\(rows)\n</dl>"
  }

  private static func keyFigures(_ figures: [KeyFigure]) -> String {
    let cards = each(figures) { figure in
      """
      <div><p class="name">\(PlainText.escaped(figure.name))</p>\
      <p class="value">\(PlainText.escaped(figure.value))</p>\
      <p class="detail">\(PlainText.escaped(figure.detail))</p></div>
      """
    }
    return "<div class=\"key\">\n\(cards)\n</div>"
  }

  private mutating func row(_ figures: [ReportFigure]) -> String {
    let width = figures.count > 1 ? Self.narrowWidth : Self.figureWidth
    let drawings = ReportFigure.drawings(figures, width: width)
    let written = zip(figures, drawings).map { figure($0, $1) }.joined(separator: "\n")
    return "<div class=\"figures\" style=\"--abreast:\(figures.count)\">\n\(written)\n</div>"
  }

  private mutating func figure(_ figure: ReportFigure, _ drawing: Drawing) -> String {
    figures += 1
    let number = numbering.nextFigure()
    let caption = [figure.title + ".", figure.caption].filter { !$0.isEmpty }.joined(separator: " ")
    return """
      <figure>
      \(SVGWriter.element(
        drawing, title: "\(number). \(figure.title)", description: figure.description, id: "figure-\(figures)",
        attributes: " style=\"max-width:\(SVGWriter.number(drawing.width / 10))rem\""))
      <figcaption><strong>\(number).</strong> \(PlainText.escaped(caption))</figcaption>
      <details><summary>Numbers of \(number.lowercased())</summary>
      \(Self.table(figure.numbers, number: nil))
      </details>
      </figure>
      """
  }

  // MARK: Tables

  private static func table(_ table: ReportTable, number: String?) -> String {
    let lead = number.map { "<strong>\($0).</strong> " } ?? ""
    let heads = table.columns.map { "<th scope=\"col\"\(style($0))>\(PlainText.escaped($0.heading))</th>" }
    let notes = each(table.footnotes) { "<li>\(PlainText.escaped($0))</li>" }
    return """
      <div class="scroll">
      <table>
      <caption>\(lead)\(PlainText.escaped(table.title))</caption>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(each(table.rows) { row($0, table.columns) })
      </tbody>
      </table>
      \(notes.isEmpty ? "" : "<ul class=\"footnotes\">\n\(notes)\n</ul>\n")</div>
      """
  }

  private static func row(_ row: ReportTable.Row, _ columns: [ReportTable.Column]) -> String {
    if row.emphasis == .section, row.cells.dropFirst().allSatisfy(\.isEmpty) {
      let head = "<th scope=\"rowgroup\" colspan=\"\(max(1, columns.count))\">"
      return "<tr class=\"section\">\(head)\(PlainText.escaped(row.cell(0)))</th></tr>"
    }
    let cells = columns.enumerated().map { index, column in
      let text = PlainText.escaped(row.cell(index))
      return index == 0 ? rowHead(text, column) : "<td\(style(column))>\(text)</td>"
    }
    return "<tr\(emphasis(row.emphasis))>\(cells.joined())</tr>"
  }

  /// A short one stays on one line, however narrow the page.
  private static func rowHead(_ text: String, _ column: ReportTable.Column) -> String {
    let line = text.count <= 28 ? " style=\"white-space:nowrap\"" : ""
    return "<th scope=\"row\"\(line)\(style(column))>\(text)</th>"
  }

  private static func style(_ column: ReportTable.Column) -> String {
    switch column.alignment {
    case .left: ""
    case .right: " class=\"right\""
    case .center: " class=\"center\""
    }
  }

  private static func emphasis(_ emphasis: ReportTable.Emphasis) -> String {
    switch emphasis {
    case .body: ""
    case .section: " class=\"section\""
    case .strong: " class=\"strong\""
    }
  }
}

extension ReportDocument {
  /// The report as one HTML file: figures as inline SVG with their numbers as tables beneath, no script, nothing loaded
  /// from elsewhere, legible on light and dark pages and on paper. The same report gives the same bytes.
  public func html() -> String {
    var writer = HTMLWriter(self)
    return writer.write()
  }
}
