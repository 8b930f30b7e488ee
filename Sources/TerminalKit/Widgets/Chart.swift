import Foundation

/// Curves in a frame of axes, drawn in braille dots: two columns and four rows of them a cell.
///
/// The ends of the vertical axis lie in the middle of the uppermost and the lowest row, where their ticks are. What is
/// drawn at a value stands at its tick, and no tick stands at another value: where that needs fewer rows, up to a
/// quarter of them stays empty.
public struct Chart: Sendable {
  /// A curve: steps, or straight lines from point to point.
  public struct Curve: Sendable {
    /// What is between two points.
    public enum Shape: Hashable, Sendable {
      /// The value stays until the next `x`; before the first it is `start`.
      case steps(start: Double)
      /// A straight line; there is nothing before the first point and after the last.
      case lines
    }

    /// The places on the horizontal axis, ascending.
    public var x: [Double]
    /// The value at that `x`, and from it on where the curve steps.
    public var y: [Double]
    /// What is between two points.
    public var shape: Shape
    /// Style of its dots.
    public var style: Style
    /// Leaves gaps, so that two curves differ by more than their colour.
    public var isDashed: Bool

    /// A curve through the points (`x`, `y`).
    public init(x: [Double], y: [Double], _ shape: Shape, style: Style, isDashed: Bool = false) {
      self.x = x
      self.y = y
      self.shape = shape
      self.style = style
      self.isDashed = isDashed
    }

    /// The value at `position`; `nil` where the curve is not.
    func value(at position: Double) -> Double? {
      let next = x.firstIndex { $0 > position } ?? x.count
      switch shape {
      case .steps(let start): return next > 0 ? y[next - 1] : start
      case .lines:
        guard next > 0 else { return nil }
        guard next < x.count else { return position == x[next - 1] ? y[next - 1] : nil }
        let share = (position - x[next - 1]) / (x[next] - x[next - 1])
        return y[next - 1] + share * (y[next] - y[next - 1])
      }
    }
  }

  /// An upright line from one value to another: the limits of a point.
  public struct Limits: Sendable {
    /// The place on the horizontal axis, in its unit.
    public var x: Double
    /// The range on the vertical axis, in its unit.
    public var y: ClosedRange<Double>
    /// Style of its dots.
    public var style: Style

    /// A line over `y` at `x`.
    public init(x: Double, y: ClosedRange<Double>, style: Style) {
      self.x = x
      self.y = y
      self.style = style
    }
  }

  /// A point that stands out: the case among the curves.
  public struct Mark: Sendable {
    /// The place on the horizontal axis, in its unit.
    public var x: Double
    /// The place on the vertical axis, in its unit.
    public var y: Double
    /// The glyph that stands there.
    public var glyph: Character
    /// Style of the glyph.
    public var style: Style

    /// A mark that shows `glyph` at (`x`, `y`).
    public init(x: Double, y: Double, glyph: Character, style: Style) {
      self.x = x
      self.y = y
      self.glyph = glyph
      self.style = style
    }
  }

  /// Texts below the axis, each below its place: how many are at risk.
  public struct Row: Sendable {
    /// The text left of the axis.
    public var label: String
    /// Texts and where they stand, ascending, in the units of the horizontal axis.
    public var entries: [(place: Double, text: String)]
    /// Style of the label and the texts.
    public var style: Style

    /// A row of `entries` after `label`.
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
  /// The curves, drawn in this order.
  public var curves: [Curve]
  /// The limits, drawn above the curves.
  public var limits: [Limits]
  /// The marks, drawn above everything else.
  public var marks: [Mark]
  /// Numbers below the horizontal axis.
  public var ticksAcross: [(value: Double, label: String)]
  /// Numbers left of the vertical axis.
  public var ticksDown: [(value: Double, label: String)]
  /// The rows of text below the numbers of the horizontal axis, in this order.
  public var rows: [Row]

  /// An empty chart between the ends of its axes.
  public init(across: ClosedRange<Double>, down: ClosedRange<Double>) {
    self.across = across
    self.down = down
    (curves, limits, marks, ticksAcross, ticksDown, rows) = ([], [], [], [], [], [])
  }

  /// Round numbers from end to end of `range`, a step of 1, 2 or 5 times a power of ten apart, `count` of them at most
  /// and no closer than `closest`.
  public static func ticks(_ range: ClosedRange<Double>, atMost count: Int, closest: Double = 0) -> [Double] {
    let length = range.upperBound - range.lowerBound
    guard length > 0, length.isFinite, count > 1 else { return [range.lowerBound] }
    let least = max(length / Double(count - 1), closest) * (1 - 1e-9)
    let power = pow(10, log10(least).rounded(.down))
    let step = ([1, 2, 5, 10].first { $0 * power >= least } ?? 10) * power
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// Draws axes, curves, limits, marks, numbers and rows into `area`.
  public func draw(on screen: inout Screen, in area: Rect, theme: Theme) {
    let labels = ticksDown.map(\.label) + rows.map(\.label)
    let margin = labels.reduce(0) { max($0, TextWidth.of($1)) } + 1
    let plot = Rect(
      column: area.column + margin + 1, row: area.row, columns: area.columns - margin - 1,
      rows: plotRows(area.rows - 2 - rows.count))
    guard plot.columns > 4, plot.rows > 1 else { return }
    drawAxes(on: &screen, plot, margin, theme)
    for (index, row) in rows.enumerated() { draw(row, at: plot.row + plot.rows + 2 + index, on: &screen, plot, margin) }
    for curve in curves { draw(curve, on: &screen, plot) }
    for limits in limits { draw(limits, on: &screen, plot) }
    for mark in marks {
      let column = min(max(0, Int(place(mark.x, in: across) * Double(plot.columns))), plot.columns - 1)
      let row = row(of: mark.y, plot.rows)
      screen.put(mark.glyph, plot.column + column, plot.row + row, mark.style)
    }
  }

  private func drawAxes(on screen: inout Screen, _ plot: Rect, _ margin: Int, _ theme: Theme) {
    let foot = plot.row + plot.rows
    for row in plot.row..<foot { screen.put("│", plot.column - 1, row, theme[.axis]) }
    screen.put("└", plot.column - 1, foot, theme[.axis])
    for column in plot.column..<(plot.column + plot.columns) { screen.put("─", column, foot, theme[.axis]) }
    for tick in ticksDown {
      let row = row(of: tick.value, plot.rows)
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

  /// Dots along the curve, each column of dots joined to the one before by the step between them; none outside the
  /// axes.
  private func draw(_ curve: Curve, on screen: inout Screen, _ plot: Rect) {
    var dots = Dots(plot)
    var last: Int?
    for column in 0..<dots.columns {
      let x = across.lowerBound + (Double(column) + 0.5) / Double(dots.columns) * length(across)
      guard let value = curve.value(at: x), down.contains(value) else {
        last = nil
        continue
      }
      let row = dotRow(value, dots)
      let isGap = curve.isDashed && column % 4 >= 2
      for dot in min(last ?? row, row)...max(last ?? row, row) where !isGap || dot != row { dots.set(column, dot) }
      last = row
    }
    dots.draw(on: &screen, in: plot, curve.style)
  }

  /// What of the limits is between the ends of the axes.
  private func draw(_ limits: Limits, on screen: inout Screen, _ plot: Rect) {
    guard across.contains(limits.x), limits.y.overlaps(down) else { return }
    var dots = Dots(plot)
    let inside = limits.y.clamped(to: down)
    let column = min(dots.columns - 1, Int(place(limits.x, in: across) * Double(dots.columns)))
    for row in dotRow(inside.upperBound, dots)...dotRow(inside.lowerBound, dots) { dots.set(column, row) }
    dots.draw(on: &screen, in: plot, limits.style)
  }

  /// The most rows up to `room` of which every tick has the middle of one; all of them where too few would be left.
  private func plotRows(_ room: Int) -> Int {
    guard room > 2 else { return room }
    let fitting = stride(from: room, through: max(2, room - room / 4), by: -1).first { rows in
      ticksDown.allSatisfy { abs(depth(of: $0.value, rows) - depth(of: $0.value, rows).rounded()) < 1e-6 }
    }
    return fitting ?? room
  }

  /// How far a value lies below the middle of the first of `rows` rows, in rows.
  private func depth(of value: Double, _ rows: Int) -> Double { (1 - place(value, in: down)) * Double(rows - 1) }

  /// The row whose middle is nearest to a value, of two the upper one.
  private func row(of value: Double, _ rows: Int) -> Int { Self.nearest(depth(of: value, rows), of: rows) }

  /// The same of dots: the middle of a row lies between its second dot and its third.
  private func dotRow(_ value: Double, _ dots: Dots) -> Int {
    Self.nearest(4 * depth(of: value, dots.rows / 4) + 1.5, of: dots.rows)
  }

  private static func nearest(_ place: Double, of count: Int) -> Int {
    Int(min(max(0, (place - 1e-6).rounded()), Double(count - 1)))
  }

  private func place(_ value: Double, in range: ClosedRange<Double>) -> Double {
    (value - range.lowerBound) / length(range)
  }

  private func length(_ range: ClosedRange<Double>) -> Double {
    max(range.upperBound - range.lowerBound, .leastNormalMagnitude)
  }
}

/// The dots of a plot: two columns and four rows of them a cell.
private struct Dots {
  let columns: Int
  let rows: Int
  private var cells: [UInt32]

  init(_ plot: Rect) {
    (columns, rows) = (2 * plot.columns, 4 * plot.rows)
    cells = [UInt32](repeating: 0, count: plot.columns * plot.rows)
  }

  /// The dot of a braille cell, U+2800: dots 1 2 3 7 in the left column, 4 5 6 8 in the right one.
  mutating func set(_ column: Int, _ row: Int) {
    let bit: UInt32 = row % 4 == 3 ? (column % 2 == 0 ? 0x40 : 0x80) : (column % 2 == 0 ? 1 : 8) << UInt32(row % 4)
    cells[row / 4 * (columns / 2) + column / 2] |= bit
  }

  func draw(on screen: inout Screen, in plot: Rect, _ style: Style) {
    for (index, bits) in cells.enumerated() where bits != 0 {
      guard let scalar = Unicode.Scalar(0x2800 + bits) else { continue }
      screen.put(Character(scalar), plot.column + index % plot.columns, plot.row + index / plot.columns, style)
    }
  }
}
