/// Figures side by side, each above its caption, as one box.
enum FigureFlow {
  private static let gap = 22.0
  /// How much smaller the pictures of a dense report may become so that they end a page; of 8 points 5.6 are left then.
  private static let smallerScales = [0.95, 0.9, 0.85, 0.8, 0.75, 0.7]

  static func boxes(_ figures: [(figure: ReportFigure, number: String)], _ density: ReportDensity) -> [FlowBox] {
    guard !figures.isEmpty else { return [] }
    let width = (PageFormat.textWidth - gap * Double(figures.count - 1)) / Double(figures.count)
    let captions = figures.map { caption($0.figure, $0.number, width: width) }
    let below = Double(captions.map(\.count).max() ?? 0) * TextFlow.caption.leading + 6
    let drawings = ReportFigure.drawings(figures.map(\.figure), width: width)
    let wanted = drawings.map(\.height).max() ?? 0
    // One that is higher than a page becomes smaller, words and all.
    let scale = min(1, max(0.2, (PageFormat.textHeight - below) / max(1, wanted)))
    func box(_ scale: Double) -> FlowBox {
      var box = FlowBox(height: wanted * scale + below, space: density.isDense ? 8 : 14)
      box.tag = nil
      for (index, drawing) in drawings.enumerated() {
        let left = Double(index) * (width + gap)
        box.drawing.tagged(.figure) { part in
          part.place(drawing, at: .init(left, 0), scale: scale)
          draw(captions[index], figures[index].number, on: &part, left: left, top: wanted * scale + 6)
        }
      }
      return box
    }
    var whole = box(scale)
    if density.isDense { whole.smaller = smallerScales.map { box(scale * $0) } }
    return [whole]
  }

  private static func caption(_ figure: ReportFigure, _ number: String, width: Double) -> [String] {
    let text = ["\(number). \(figure.title).", figure.caption].filter { !$0.isEmpty }.joined(separator: " ")
    return TextFlow.caption.style.lines(text, width: width - 2)
  }

  /// The number in bold: it is the start of the first line.
  private static func draw(
    _ lines: [String], _ number: String, on drawing: inout Drawing, left: Double, top: Double
  ) {
    let strong = TextStyle(TextFlow.caption.style.size, bold: true)
    let lead = number + "."
    guard let first = lines.first, first.hasPrefix(lead + " ") else {
      TextFlow.draw(lines, TextFlow.caption, on: &drawing, left: left, top: top)
      return
    }
    var setting = TextFlow.caption
    setting.style = strong
    TextFlow.draw([lead], setting, on: &drawing, left: left, top: top)
    let after = left + strong.width(lead + " ")
    TextFlow.draw([String(first.dropFirst(lead.count + 1))], TextFlow.caption, on: &drawing, left: after, top: top)
    let rest = Array(lines.dropFirst())
    TextFlow.draw(rest, TextFlow.caption, on: &drawing, left: left, top: top + TextFlow.caption.leading)
  }
}
