extension CalibrationPlot {
  func drawing(width: Double) -> Drawing {
    let width = min(width, PlotFrame.squareWidth)
    let frame = PlotFrame(plan(width), width: width)
    var drawing = frame.drawing
    let limit = axisEnd
    frame.draw([.init(0, 0), .init(limit, limit)], SeriesRole.reference.stroke, on: &drawing)
    let curve = smooth.map { Drawing.Point($0.predicted, $0.observed) }
    frame.draw(curve, Self.smoothStroke, on: &drawing)
    for group in groups { draw(group, in: frame, on: &drawing) }
    return drawing
  }

  private static let smoothStroke = Drawing.Stroke(ink: .series(.high), width: 1.5)

  /// What holds every group and its interval, at a round number.
  private var axisEnd: Double {
    if let end, end > 0 { return min(end, 1) }
    let needed = groups.flatMap { [$0.predicted, $0.observed, $0.limits?.upperBound ?? 0] }.filter(\.isFinite)
    return min(1, Ticks.widened(0...max(needed.max() ?? 0, 0.01), atMost: 8, factor: 100).upperBound)
  }

  private func plan(_ width: Double) -> PlotFrame.Plan {
    var legend = [Legend.Entry(name: "Groups, 95 % limits", mark: .disc(.low))]
    if !smooth.isEmpty { legend.append(.init(name: "Smoothed", mark: .line(Self.smoothStroke))) }
    legend.append(.init(name: "Perfect calibration", mark: .line(SeriesRole.reference.stroke)))
    return PlotFrame.Plan(
      x: .percent(predictedLabel, 0...axisEnd), y: .percent(observedLabel, 0...axisEnd), legend: legend,
      remarks: remarks, height: PlotFrame.height(width))
  }

  private func draw(_ group: Group, in frame: PlotFrame, on drawing: inout Drawing) {
    if let limits = group.limits {
      let interval = [limits.lowerBound, limits.upperBound].map { Drawing.Point(group.predicted, $0) }
      frame.draw(interval, .init(ink: .series(.low), width: 1), on: &drawing)
    }
    let at = frame.place(.init(group.predicted, group.observed))
    if frame.area.contains(at) { drawing.disc(at, radius: 2.6, .series(.low)) }
  }
}
