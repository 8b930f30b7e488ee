/// A code on the left, its words on the right.
enum CodeFlow {
  private static let style = TextStyle(8)
  private static let leading = 10.5
  /// Points of a side, with the quiet zone: a module of a code of 53 is 0.6 mm then, and nearly five pixels
  /// where the page is scanned at 200 dpi.
  private static let side = 104.0
  private static let gap = 12.0

  static func boxes(_ code: ReportCode) -> [FlowBox] {
    let left = side + gap
    let name = min(code.facts.map { style.widths($0.name).line }.max() ?? 0, 120) + 0.01
    let rows = code.facts.flatMap { fact -> [(String, String)] in
      let names = style.lines(fact.name, width: name)
      let values = style.lines(fact.value, width: PageFormat.textWidth - left - name - 8)
      return (0..<max(names.count, values.count)).map {
        ($0 < names.count ? names[$0] : "", $0 < values.count ? values[$0] : "")
      }
    }
    var box = FlowBox(height: max(side, Double(rows.count) * leading), space: 4)
    box.tag = nil
    box.drawing.tagged(.figure) { $0.place(code.drawing(side: side), at: .init(0, 0)) }
    box.drawing.tagged(.paragraph) { part in
      for (index, row) in rows.enumerated() {
        let baseline = Double(index) * leading + (leading + style.capHeight) / 2
        part.text(.init(row.0, at: .init(left, baseline), style, .secondary))
        part.text(.init(row.1, at: .init(left + name + 8, baseline), style))
      }
    }
    return [box]
  }
}
