/// A table as boxes, one line per box: rows stay whole where they fit, and the heading is repeated on every page.
struct TableFlow {
  /// The first at which every cell stands on one line; the first of all where none does.
  private static let sizes = [8.5, 8, 7.5]
  private static let leading = 11.5
  private static let gap = 12.0
  private static let rule = Drawing.Stroke(ink: .axis, width: 0.9)
  private static let hairline = Drawing.Stroke(ink: .axis, width: 0.5)

  private let table: ReportTable
  private let number: String
  private let size: Double
  private let widths: [Double]
  /// As wide as the columns.
  private let width: Double

  init(_ table: ReportTable, number: String) {
    self.table = table
    self.number = number
    let fitting = Self.sizes.first { Self.wanted(Self.needs(table, $0)) <= PageFormat.textWidth }
    size = fitting ?? Self.sizes[0]
    widths = Self.widths(Self.needs(table, size))
    width = widths.reduce(0, +) + Self.gap * Double(max(0, widths.count - 1))
  }

  /// Caption, heading, rows, footnotes.
  var boxes: [FlowBox] {
    let continued = caption("\(number), continued. \(table.title)") + heading
    var rows = table.rows.flatMap { row($0, header: continued) }
    if let last = rows.indices.last {
      rows[last].drawing.line([.init(0, rows[last].height), .init(width, rows[last].height)], Self.rule)
      rows[last].keepsWithNext = !table.footnotes.isEmpty
      // Two rows at least stand under the last heading.
      if table.rows.count > 2, last > 0 { rows[last - 1].keepsWithNext = true }
    }
    return caption("\(number). \(table.title)") + heading + rows + footnotes
  }

  // MARK: Widths

  private typealias Need = (word: Double, line: Double)

  /// As wide as the longest line of each column where all fit. Else no column is wider than a limit that makes the
  /// table fit: the widest ones, which hold sentences, break first. No column becomes narrower than its longest word,
  /// unless not even those fit.
  private static func widths(_ needs: [Need]) -> [Double] {
    let available = PageFormat.textWidth - gap * Double(max(0, needs.count - 1))
    let least = needs.reduce(0) { $0 + $1.word }
    if wanted(needs) <= PageFormat.textWidth { return needs.map(\.line) }
    if least >= available { return needs.map { $0.word * available / max(1, least) } }
    var (low, high) = (0.0, available)
    for _ in 0..<40 {
      let limit = (low + high) / 2
      let total = needs.reduce(0) { $0 + max($1.word, min($1.line, limit)) }
      if total > available { high = limit } else { low = limit }
    }
    return needs.map { max($0.word, min($0.line, low)) }
  }

  /// Points of the whole table with every cell on one line.
  private static func wanted(_ needs: [Need]) -> Double {
    needs.reduce(0) { $0 + $1.line } + gap * Double(max(0, needs.count - 1))
  }

  private static func needs(_ table: ReportTable, _ size: Double) -> [Need] {
    table.columns.indices.map { need(table, $0, size) }
  }

  private static func need(_ table: ReportTable, _ column: Int, _ size: Double) -> Need {
    let heading = TextStyle(size, bold: true).widths(table.columns[column].heading)
    // A heading may break; it does not make its column wide.
    let start = (word: heading.word, line: min(heading.line, max(heading.word, 76)))
    return table.rows.reduce(start) { widest, row in
      let cell = TextStyle(size, bold: row.emphasis != .body).widths(row.cell(column))
      let isSection = row.emphasis == .section && column == 0
      return isSection ? widest : (max(widest.word, min(cell.word, 160)), max(widest.line, cell.line))
    }
  }

  private func style(_ row: ReportTable.Row) -> TextStyle { TextStyle(size, bold: row.emphasis != .body) }

  private var strong: TextStyle { TextStyle(size, bold: true) }

  // MARK: Parts

  private func caption(_ text: String) -> [FlowBox] {
    let setting = TextFlow.Setting(style: TextStyle(8.5, bold: true), leading: Self.leading, space: 14)
    var boxes = TextFlow.boxes(text, setting)
    for index in boxes.indices { boxes[index].keepsWithNext = true }
    return boxes
  }

  private var heading: [FlowBox] {
    let cells = zip(table.columns, widths).map { strong.lines($0.heading, width: $1 + 0.01) }
    let count = max(1, cells.map(\.count).max() ?? 1)
    var box = FlowBox(height: Double(count) * Self.leading + 7, space: 3, keepsWithNext: true)
    for (column, lines) in cells.enumerated() {
      let lead = count - lines.count
      for (index, line) in lines.enumerated() {
        draw(line, column, strong, on: &box.drawing, top: 3.5 + Double(lead + index) * Self.leading)
      }
    }
    box.drawing.line([.init(0, 0), .init(width, 0)], Self.rule)
    box.drawing.line([.init(0, box.height), .init(width, box.height)], Self.hairline)
    return [box]
  }

  /// The lines of a row, bound together. A section's first cell may run across the table.
  private func row(_ row: ReportTable.Row, header: [FlowBox]) -> [FlowBox] {
    let isSection = row.emphasis == .section
    let others = table.columns.indices.dropFirst().allSatisfy { row.cell($0).isEmpty }
    let cells = table.columns.indices.map { column in
      let available = isSection && others && column == 0 ? PageFormat.textWidth : widths[column]
      return style(row).lines(row.cell(column), width: available + 0.01)
    }
    let count = max(1, cells.map(\.count).max() ?? 1)
    return (0..<count).map { line in
      let (above, below) = (line == 0 ? (isSection ? 5.0 : 1.5) : 0, line == count - 1 ? 1.5 : 0.0)
      var box = FlowBox(height: above + Self.leading + below, keepsWithNext: isSection || line < count - 1)
      box.header = header
      for (column, lines) in cells.enumerated() where line < lines.count {
        draw(lines[line], column, style(row), on: &box.drawing, top: above)
      }
      return box
    }
  }

  private func draw(_ text: String, _ column: Int, _ style: TextStyle, on drawing: inout Drawing, top: Double) {
    let left = widths.prefix(column).reduce(0) { $0 + $1 + Self.gap }
    let baseline = top + (Self.leading + style.capHeight) / 2
    let (x, anchor): (Double, Drawing.Anchor) =
      switch table.columns[column].alignment {
      case .left: (left, .start)
      case .right: (left + widths[column], .end)
      case .center: (left + widths[column] / 2, .middle)
      }
    drawing.text(.init(text, at: .init(x, baseline), anchor: anchor, style))
  }

  private var footnotes: [FlowBox] {
    table.footnotes.enumerated().flatMap { index, note in
      var setting = TextFlow.footnote
      setting.space = index == 0 ? 4 : 1
      return TextFlow.boxes(note, setting, keepsWithNext: index < table.footnotes.count - 1)
    }
  }
}
