/// Columns of facts side by side.
enum ColumnFlow {
  private static let style = TextStyle(7.5)
  private static let strong = TextStyle(8, bold: true)
  private static let leading = 9.2
  private static let gap = 16.0
  private static let between = 7.0
  /// Lines that a box holds at most, so that each fits on a page.
  private static let mostLines = 32

  private enum Line {
    case title(String)
    case fact(name: String, value: String)
    case plain(String)
    case none
  }

  /// As a rule one box, which no page break cuts; a very long one is cut into several.
  static func boxes(_ columns: [FactColumn]) -> [FlowBox] {
    guard !columns.isEmpty else { return [] }
    let places = places(columns)
    let names = zip(columns, places).map { nameWidth($0, width: $1.width) }
    let lines = columns.indices.map { Self.lines(columns[$0], name: names[$0], width: places[$0].width) }
    let rows = lines.map(\.count).max() ?? 0
    return stride(from: 0, to: rows, by: mostLines).map { start in
      var box = FlowBox(height: Double(min(mostLines, rows - start)) * leading, space: start == 0 ? 4 : 0)
      box.tag = nil
      for (index, column) in lines.enumerated() {
        let part = column.dropFirst(start).prefix(mostLines)
        let left = places[index].left
        if !part.isEmpty { draw(Array(part), left: left, value: left + names[index] + between, on: &box.drawing) }
      }
      return box
    }
  }

  private static func places(_ columns: [FactColumn]) -> [(left: Double, width: Double)] {
    let shares = columns.map { $0.share.isFinite ? max(0.1, $0.share) : 1 }
    let room = PageFormat.textWidth - gap * Double(columns.count - 1)
    var left = 0.0
    return shares.map { share in
      let width = room * share / shares.reduce(0, +)
      defer { left += width + gap }
      return (left, width)
    }
  }

  /// As wide as the longest name, and never more than two fifths of the column.
  private static func nameWidth(_ column: FactColumn, width: Double) -> Double {
    let widest = column.groups.flatMap(\.facts).map { style.widths($0.name).line }.max() ?? 0
    return min(widest + 0.01, width * 0.4)
  }

  private static func lines(_ column: FactColumn, name: Double, width: Double) -> [Line] {
    column.groups.enumerated().flatMap { index, group in
      let head = strong.lines(group.title, width: width).map { Line.title($0) }
      return (index == 0 ? [] : [.none]) + head + group.facts.flatMap { lines($0, name: name, width: width) }
    }
  }

  /// A fact without a name takes the whole width.
  private static func lines(_ fact: Fact, name: Double, width: Double) -> [Line] {
    guard !fact.name.isEmpty else { return style.lines(fact.value, width: width).map { .plain($0) } }
    let names = style.lines(fact.name, width: name)
    let values = style.lines(fact.value, width: width - name - between)
    return (0..<max(names.count, values.count)).map { line in
      .fact(name: line < names.count ? names[line] : "", value: line < values.count ? values[line] : "")
    }
  }

  /// Column by column, so that copied text reads as it was meant.
  private static func draw(_ lines: [Line], left: Double, value: Double, on drawing: inout Drawing) {
    drawing.tagged(.paragraph) { part in
      for (index, line) in lines.enumerated() {
        let baseline = Double(index) * leading + (leading + style.capHeight) / 2
        switch line {
        case .title(let text): part.text(.init(text, at: .init(left, baseline), strong))
        case .fact(let name, let text):
          part.text(.init(name, at: .init(left, baseline), style, .secondary))
          part.text(.init(text, at: .init(value, baseline), style))
        case .plain(let text): part.text(.init(text, at: .init(left, baseline), style))
        case .none: break
        }
      }
    }
  }
}
