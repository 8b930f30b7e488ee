/// Two axes around an area of data, with what stands above it: the legend, remarks, the name of a marked value.
struct PlotFrame {
  /// What to lay out.
  struct Plan {
    var x: Axis
    var y: Axis
    var legend: [Legend.Entry] = []
    var remarks: [String] = []
    /// A value on the horizontal axis that gets a line and a name.
    var mark: Tick?
    /// Points of the area's height.
    var height: Double
    /// Points that must stay free left of the area.
    var left = 0.0
    /// Points that the labels below a tick need, beside its own.
    var widthBelow: (Tick) -> Double = { _ in 0 }
  }

  /// The greatest width of plots that are read as squares.
  static let squareWidth = 330.0

  /// Height of the area in a plot of this width.
  static func height(_ width: Double) -> Double { min(width * 0.75, 220) }

  static let remarkStyle = TextStyle(8)
  private static let tickLength = 3.0
  private static let lineHeight = 11.0

  /// The area of the data.
  let area: Frame
  let x: Scale
  let y: Scale
  let xTicks: [Tick]
  /// Axes, ticks, legend and titles; data is drawn over it.
  private(set) var drawing: Drawing

  /// Lays `plan` out in `width` points; the drawing ends below the title of the horizontal axis.
  init(_ plan: Plan, width: Double) {
    let yTicks = plan.y.ticks(on: plan.y.scale(from: 0, to: plan.height), gap: 14) { _ in 8 }
    let yTitle = Axis.titleStyle.lines(plan.y.title, width: plan.height)
    let labels = yTicks.map { Axis.tickStyle.width($0.label) }.max() ?? 0
    let titles = yTitle.isEmpty ? 0 : Double(yTitle.count) * Self.lineHeight + 7
    let left = max(plan.left, titles + labels + Self.tickLength + 3)
    let legend = Legend(plan.legend, width: width - left)
    let remarks = plan.remarks.flatMap { Self.remarkStyle.lines($0, width: width - left) }

    let head = legend.height + Double(remarks.count) * Self.lineHeight + (plan.mark == nil ? 0 : Self.lineHeight)
    let top = head + 6
    // The last label is centred on the end of the axis.
    let last = plan.x.ticks(atMost: 11).map { max(Axis.tickStyle.width($0.label), plan.widthBelow($0)) }.max() ?? 0
    area = Frame(left: left, top: top, right: width - max(6, last / 2 + 1), bottom: top + plan.height)
    x = plan.x.scale(from: area.left, to: area.right)
    y = plan.y.scale(from: area.bottom, to: area.top)
    xTicks = plan.x.ticks(on: x) { max(Axis.tickStyle.width($0.label), plan.widthBelow($0)) }

    let xTitle = Axis.titleStyle.lines(plan.x.title, width: area.width)
    let foot = Self.tickLength + Self.lineHeight + Double(xTitle.count) * Self.lineHeight + 5
    drawing = Drawing(width: width, height: area.bottom + foot)
    legend.draw(on: &drawing, left: area.left, top: 0)
    drawRemarks(remarks, top: legend.height)
    drawHorizontal(xTitle)
    drawVertical(yTicks, yTitle, labels: labels)
    if let mark = plan.mark { drawMark(mark) }
  }

  private mutating func drawRemarks(_ remarks: [String], top: Double) {
    for (index, remark) in remarks.enumerated() {
      let baseline = top + Double(index) * Self.lineHeight + 8.5
      drawing.text(.init(remark, at: .init(area.left, baseline), Self.remarkStyle, .secondary))
    }
  }

  private mutating func drawHorizontal(_ title: [String]) {
    for tick in xTicks {
      let at = x(tick.value)
      drawing.line([.init(at, area.bottom), .init(at, area.bottom + Self.tickLength)], Self.axis)
      let baseline = area.bottom + Self.tickLength + 9
      drawing.text(.init(tick.label, at: .init(at, baseline), anchor: .middle, Axis.tickStyle, .secondary))
    }
    for (index, line) in title.enumerated() {
      let baseline = area.bottom + Self.tickLength + 9 + Double(index + 1) * Self.lineHeight + 2
      drawing.text(.init(line, at: .init((area.left + area.right) / 2, baseline), anchor: .middle, Axis.titleStyle))
    }
    drawing.line([.init(area.left, area.bottom), .init(area.right, area.bottom)], Self.axis)
  }

  private mutating func drawVertical(_ ticks: [Tick], _ title: [String], labels: Double) {
    for tick in ticks {
      let at = y(tick.value)
      if abs(at - area.bottom) > 0.5 {
        drawing.line([.init(area.left, at), .init(area.right, at)], .init(ink: .grid, width: 0.6))
      }
      drawing.line([.init(area.left - Self.tickLength, at), .init(area.left, at)], Self.axis)
      let place = Drawing.Point(area.left - Self.tickLength - 3, at + Axis.tickStyle.capHeight / 2)
      drawing.text(.init(tick.label, at: place, anchor: .end, Axis.tickStyle, .secondary))
    }
    let edge = area.left - Self.tickLength - labels - 10
    for (index, line) in title.enumerated() {
      let right = edge - Double(title.count - 1 - index) * Self.lineHeight
      let place = Drawing.Point(right, (area.top + area.bottom) / 2)
      drawing.text(.init(line, at: place, anchor: .middle, Axis.titleStyle, isUpright: true))
    }
    drawing.line([.init(area.left, area.top), .init(area.left, area.bottom)], Self.axis)
  }

  /// A line over the height of the area, its name above it, pushed inwards where it would leave the drawing.
  private mutating func drawMark(_ mark: Tick) {
    let at = x(mark.value)
    guard at >= area.left, at <= area.right else { return }
    drawing.line(
      [.init(at, area.top - 3), .init(at, area.bottom)], .init(ink: .secondary, width: 0.8, dashes: [2, 2]))
    let half = Self.remarkStyle.width(mark.label) / 2
    let center = min(max(at, area.left + half), drawing.width - half)
    drawing.text(.init(mark.label, at: .init(center, area.top - 5), anchor: .middle, Self.remarkStyle, .secondary))
  }

  /// The stroke of axes, their ticks, and a line at zero.
  static let axis = Drawing.Stroke(ink: .axis, width: 0.8)
}

// MARK: Data

extension PlotFrame {
  /// A line through values of both axes, cut at the area.
  func draw(_ points: [Drawing.Point], _ stroke: Drawing.Stroke, on drawing: inout Drawing) {
    for part in area.clip(line: points.map(place)) { drawing.line(part.simplified, stroke) }
  }

  /// A band between two lines of values of both axes, cut at the area.
  func band(
    lower: [Drawing.Point], upper: [Drawing.Point], _ role: SeriesRole, on drawing: inout Drawing
  ) {
    let outline = (upper.map(place).simplified + lower.map(place).simplified.reversed())
    drawing.polygon(area.clip(polygon: outline), .series(role), opacity: 0.16)
  }

  /// In points.
  func place(_ value: Drawing.Point) -> Drawing.Point { .init(x(value.x), y(value.y)) }
}

extension Array where Element == Drawing.Point {
  /// Without the points that lie less than a twentieth of a point from the one kept before: a cohort of a hundred
  /// thousand draws as fast as one of a thousand.
  var simplified: [Drawing.Point] {
    guard count > 2, let last else { return self }
    var kept: [Drawing.Point] = []
    for point in dropLast() {
      if let before = kept.last, abs(point.x - before.x) < 0.05, abs(point.y - before.y) < 0.05 { continue }
      kept.append(point)
    }
    return kept + [last]
  }
}
