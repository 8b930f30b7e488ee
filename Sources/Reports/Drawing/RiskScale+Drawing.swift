import Basics

extension RiskScale {
  private static let wordStyle = TextStyle(8, bold: true)
  private static let markStyle = TextStyle(8)
  private static let band = (top: 14.0, bottom: 34.0)

  func drawing(width: Double) -> Drawing {
    let axis = Axis(title: label + " (%)", domain: domain, kind: .logarithmic)
    let x = axis.scale(from: 8, to: width - 8)
    var drawing = Drawing(width: width, height: Self.band.bottom + 26)
    drawZones(x, on: &drawing)
    drawAxis(axis, x, on: &drawing)
    drawRisk(x, on: &drawing)
    return drawing
  }

  /// In percent: what holds the risk, its limits and the threshold, from 1 to 50 at least, and not below a tenth.
  private var domain: ClosedRange<Double> {
    let values = [risk, threshold, limits?.lowerBound, limits?.upperBound].compactMap { $0.map { $0 * 100 } }
    let known = values.filter(\.isFinite)
    let lowest = max(0.1, min(1, known.min() ?? 1))
    let highest = min(100, max(50, known.max() ?? 50))
    return Ticks.widenedLogarithmically(lowest...highest)
  }

  private static func place(_ share: Double, _ x: Scale) -> Double {
    guard share.isFinite else { return x.from }
    return min(max(x(max(share * 100, x.domain.lowerBound)), x.from), x.to)
  }

  /// The two sides of the threshold, the high one darker, with their words at their ends.
  private func drawZones(_ x: Scale, on drawing: inout Drawing) {
    let (top, bottom, middle) = (Self.band.top, Self.band.bottom, Self.place(threshold, x))
    drawing.rectangle(Frame(left: x.from, top: top, right: middle, bottom: bottom), .panel)
    drawing.rectangle(Frame(left: middle, top: top, right: x.to, bottom: bottom), .grid)
    drawing.line([.init(middle, top - 4), .init(middle, bottom)], .init(ink: .text, width: 1.1, dashes: [2.5, 1.5]))
    drawing.text(.init(below, at: .init(x.from, 8), Self.wordStyle))
    drawing.text(.init(above, at: .init(x.to, 8), anchor: .end, Self.wordStyle))
    let name = "threshold " + NumberText.screen.percent(threshold)
    let half = Self.markStyle.width(name) / 2
    let (left, right) = (
      x.from + Self.wordStyle.width(below) + 8 + half, x.to - Self.wordStyle.width(above) - 8 - half
    )
    guard left <= right else { return }
    drawing.text(
      .init(name, at: .init(min(max(middle, left), right), 8), anchor: .middle, Self.markStyle, .secondary))
  }

  private func drawAxis(_ axis: Axis, _ x: Scale, on drawing: inout Drawing) {
    let foot = Self.band.bottom
    drawing.line([.init(x.from, foot), .init(x.to, foot)], PlotFrame.axis)
    for tick in axis.ticks(on: x, gap: 6, width: { Axis.tickStyle.width($0.label) }) {
      let at = x(tick.value)
      drawing.line([.init(at, foot), .init(at, foot + 3)], PlotFrame.axis)
      drawing.text(.init(tick.label, at: .init(at, foot + 12), anchor: .middle, Axis.tickStyle, .secondary))
    }
    let title = Axis.titleStyle.fitted(axis.title, width: drawing.width - 2)
    drawing.text(.init(title, at: .init(drawing.width / 2, foot + 23), anchor: .middle, Axis.titleStyle))
  }

  /// The interval with its ends, and a diamond where the risk lies.
  private func drawRisk(_ x: Scale, on drawing: inout Drawing) {
    let middle = (Self.band.top + Self.band.bottom) / 2
    let stroke = Drawing.Stroke(ink: .text, width: 1.3)
    if let limits {
      let (start, end) = (Self.place(limits.lowerBound, x), Self.place(limits.upperBound, x))
      drawing.line([.init(start, middle), .init(end, middle)], stroke)
      for at in [start, end] { drawing.line([.init(at, middle - 4), .init(at, middle + 4)], stroke) }
    }
    drawing.diamond(.init(Self.place(risk, x), middle), half: 5.5, .text)
  }
}

extension Drawing {
  /// A square on its corner, `half` points from its middle to each.
  mutating func diamond(_ center: Point, half: Double, _ fill: Ink) {
    let corners = [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]
    polygon(corners.map { .init(center.x + $0.0, center.y + $0.1) }, fill)
  }
}
