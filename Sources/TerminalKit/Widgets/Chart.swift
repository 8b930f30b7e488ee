/// Curves in a frame of axes, drawn in braille dots: two columns and four rows of them a cell.
public struct Chart: Sendable {
  /// A step function: the value stays until the next `x`.
  public struct Steps: Sendable {
    /// Ascending.
    public var x: [Double]
    /// The value from that `x` on.
    public var y: [Double]
    /// The value before the first `x`.
    public var start: Double
    /// Of its dots.
    public var style: Style
    /// Leaves gaps, so that two curves differ by more than their colour.
    public var isDashed: Bool

    /// A curve that starts at `start` and takes the value `y` at each `x`.
    public init(x: [Double], y: [Double], start: Double, style: Style, isDashed: Bool = false) {
      self.x = x
      self.y = y
      self.start = start
      self.style = style
      self.isDashed = isDashed
    }

    /// The value at `position`.
    func value(at position: Double) -> Double {
      var value = start
      for (at, next) in zip(x, y) {
        guard at <= position else { break }
        value = next
      }
      return value
    }
  }

  /// A point that stands out: the case among the curves.
  public struct Mark: Sendable {
    /// Where, in the units of the axes.
    public var x: Double
    /// Where, in the units of the axes.
    public var y: Double
    /// What stands there.
    public var glyph: Character
    /// Of the glyph.
    public var style: Style

    /// `glyph` at (`x`, `y`).
    public init(x: Double, y: Double, glyph: Character, style: Style) {
      self.x = x
      self.y = y
      self.glyph = glyph
      self.style = style
    }
  }

  /// Texts below the axis, each below its place: how many are at risk.
  public struct Row: Sendable {
    /// Left of the axis.
    public var label: String
    /// Texts and where they stand, ascending, in the units of the horizontal axis.
    public var entries: [(place: Double, text: String)]
    /// Of the label and the texts.
    public var style: Style

    /// `entries` after `label`.
    public init(_ label: String, entries: [(place: Double, text: String)] = [], style: Style) {
      self.label = label
      self.entries = entries
      self.style = style
    }
  }

  /// Ends of the horizontal axis.
  public var across: ClosedRange<Double>
  /// Ends of the vertical axis.
  public var down: ClosedRange<Double>
  /// Drawn in this order.
  public var curves: [Steps]
  /// Drawn above the curves.
  public var marks: [Mark]
  /// Numbers below the horizontal axis.
  public var ticksAcross: [(value: Double, label: String)]
  /// Numbers left of the vertical axis.
  public var ticksDown: [(value: Double, label: String)]
  /// Below the numbers of the horizontal axis, in this order.
  public var rows: [Row]

  /// An empty chart between the ends of its axes.
  public init(across: ClosedRange<Double>, down: ClosedRange<Double>) {
    self.across = across
    self.down = down
    (curves, marks, ticksAcross, ticksDown, rows) = ([], [], [], [], [])
  }

  /// Draws axes, curves, marks, numbers and rows into `area`.
  public func draw(on screen: inout Screen, in area: Rect, theme: Theme) {
    let labels = ticksDown.map(\.label) + rows.map(\.label)
    let margin = labels.reduce(0) { max($0, TextWidth.of($1)) } + 1
    let plot = Rect(
      column: area.column + margin + 1, row: area.row, columns: area.columns - margin - 1,
      rows: area.rows - 2 - rows.count)
    guard plot.columns > 4, plot.rows > 1 else { return }
    drawAxes(on: &screen, plot, margin, theme)
    for (index, row) in rows.enumerated() { draw(row, at: plot.row + plot.rows + 2 + index, on: &screen, plot, margin) }
    for curve in curves { draw(curve, on: &screen, plot) }
    for mark in marks {
      let column = min(max(0, Int(place(mark.x, in: across) * Double(plot.columns))), plot.columns - 1)
      let row = min(max(0, Int((1 - place(mark.y, in: down)) * Double(plot.rows))), plot.rows - 1)
      screen.put(mark.glyph, plot.column + column, plot.row + row, mark.style)
    }
  }

  private func drawAxes(on screen: inout Screen, _ plot: Rect, _ margin: Int, _ theme: Theme) {
    let foot = plot.row + plot.rows
    for row in plot.row..<foot { screen.put("│", plot.column - 1, row, theme[.axis]) }
    screen.put("└", plot.column - 1, foot, theme[.axis])
    for column in plot.column..<(plot.column + plot.columns) { screen.put("─", column, foot, theme[.axis]) }
    for tick in ticksDown {
      let row = min(plot.rows - 1, Int((1 - place(tick.value, in: down)) * Double(plot.rows)))
      screen.put("┤", plot.column - 1, plot.row + row, theme[.axis])
      let label = TextWidth.padded(tick.label, to: margin - 1, .right)
      screen.write(label, column: plot.column - 1 - margin, row: plot.row + row, style: theme[.dim])
    }
    for tick in ticksAcross {
      let column = min(plot.columns - 1, Int(place(tick.value, in: across) * Double(plot.columns)))
      screen.put("┴", plot.column + column, foot, theme[.axis])
      let start = start(of: tick.label, at: tick.value, plot)
      screen.write(tick.label, column: plot.column + start, row: foot + 1, style: theme[.dim])
    }
  }

  /// The column of the plot at which `text` starts, so that its middle is at `value` and it stays inside.
  private func start(of text: String, at value: Double, _ plot: Rect) -> Int {
    let column = min(plot.columns - 1, Int(place(value, in: across) * Double(plot.columns)))
    return max(0, min(column - TextWidth.of(text) / 2, plot.columns - TextWidth.of(text)))
  }

  /// A label and its texts; one that would touch the text before it is left out.
  private func draw(_ row: Row, at line: Int, on screen: inout Screen, _ plot: Rect, _ margin: Int) {
    let label = TextWidth.padded(row.label, to: margin - 1, .right)
    screen.write(label, column: plot.column - 1 - margin, row: line, style: row.style)
    var free = 0
    for entry in row.entries {
      let start = start(of: entry.text, at: entry.place, plot)
      guard start >= free else { continue }
      screen.write(entry.text, column: plot.column + start, row: line, style: row.style)
      free = start + TextWidth.of(entry.text) + 1
    }
  }

  /// Dots along the curve, each column of dots joined to the one before by the step between them.
  private func draw(_ curve: Steps, on screen: inout Screen, _ plot: Rect) {
    var dots = [UInt32](repeating: 0, count: plot.columns * plot.rows)
    var last: Int?
    let highest = plot.rows * 4 - 1
    for column in 0..<(plot.columns * 2) {
      let x = across.lowerBound + (Double(column) + 0.5) / Double(plot.columns * 2) * length(across)
      let share = 1 - place(curve.value(at: x), in: down)
      let row = min(max(0, Int((share * Double(highest + 1)).rounded(.down))), highest)
      let isGap = curve.isDashed && column % 4 >= 2
      for dot in min(last ?? row, row)...max(last ?? row, row) where !isGap || dot != row {
        dots[dot / 4 * plot.columns + column / 2] |= Self.bit(column % 2, dot % 4)
      }
      last = row
    }
    for (index, bits) in dots.enumerated() where bits != 0 {
      guard let scalar = Unicode.Scalar(0x2800 + bits) else { continue }
      screen.put(
        Character(scalar), plot.column + index % plot.columns, plot.row + index / plot.columns, curve.style)
    }
  }

  /// The dot of a braille cell, U+2800: dots 1 2 3 7 in the left column, 4 5 6 8 in the right one.
  private static func bit(_ column: Int, _ row: Int) -> UInt32 {
    row == 3 ? (column == 0 ? 0x40 : 0x80) : (column == 0 ? 1 : 8) << UInt32(row)
  }

  private func place(_ value: Double, in range: ClosedRange<Double>) -> Double {
    (value - range.lowerBound) / length(range)
  }

  private func length(_ range: ClosedRange<Double>) -> Double {
    max(range.upperBound - range.lowerBound, .leastNormalMagnitude)
  }
}
