/// Names of what is drawn, each behind its mark, in rows that break where there is no room.
struct Legend {
  enum Mark: Hashable { case line(Drawing.Stroke), disc(SeriesRole), box(SeriesRole), diamond }

  struct Entry: Hashable {
    var name: String
    var mark: Mark
  }

  static let style = TextStyle(8.5)
  private static let rowHeight = 12.0
  private static let markWidth = 20.0
  private static let gap = 5.0
  private static let between = 16.0

  private struct Placed {
    var entry: Entry
    var x: Double
    var y: Double
    var lines: [String]
  }

  private let placed: [Placed]
  let height: Double

  init(_ entries: [Entry], width: Double) {
    let lead = Self.markWidth + Self.gap
    var placed: [Placed] = []
    var (x, y, rows) = (0.0, 0.0, 0.0)
    for entry in entries {
      let lines = Self.style.lines(entry.name, width: width - lead)
      let needed = lead + (lines.map(Self.style.width).max() ?? 0)
      if x > 0 && x + needed > width { (x, y, rows) = (0, y + rows * Self.rowHeight, 0) }
      placed.append(Placed(entry: entry, x: x, y: y, lines: lines))
      x += needed + Self.between
      rows = max(rows, Double(max(1, lines.count)))
    }
    self.placed = placed
    height = entries.isEmpty ? 0 : y + rows * Self.rowHeight
  }

  func draw(on drawing: inout Drawing, left: Double, top: Double) {
    for item in placed {
      let baseline = top + item.y + 9
      Self.draw(item.entry.mark, on: &drawing, left: left + item.x, middle: baseline - 3)
      for (index, line) in item.lines.enumerated() {
        let at = Drawing.Point(
          left + item.x + Self.markWidth + Self.gap, baseline + Double(index) * Self.rowHeight)
        drawing.text(.init(line, at: at, Self.style))
      }
    }
  }

  private static func draw(_ mark: Mark, on drawing: inout Drawing, left: Double, middle: Double) {
    switch mark {
    case .line(let stroke):
      drawing.line([.init(left, middle), .init(left + markWidth, middle)], stroke)
    case .disc(let role):
      drawing.disc(.init(left + markWidth / 2, middle), radius: 2.6, .series(role))
    case .box(let role):
      let box = Frame(left: left + 6, top: middle - 4, right: left + 14, bottom: middle + 4)
      drawing.rectangle(box, .series(role), opacity: 0.8)
    case .diamond: drawing.diamond(.init(left + markWidth / 2, middle), half: 4.5, .text)
    }
  }
}
