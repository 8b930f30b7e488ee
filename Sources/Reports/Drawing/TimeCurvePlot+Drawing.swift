import Basics

extension TimeCurvePlot {
  func drawing(width: Double) -> Drawing {
    let frame = PlotFrame(plan(width), width: width)
    var drawing = frame.drawing
    if let reference {
      let ends = [frame.x.domain.lowerBound, frame.x.domain.upperBound]
      frame.draw(ends.map { .init($0, reference) }, SeriesRole.reference.stroke, on: &drawing)
    }
    for curve in curves { draw(bandsOf: curve, in: frame, on: &drawing) }
    for curve in curves {
      frame.draw(curve.points.map { .init($0.time, $0.value) }, curve.role.stroke, on: &drawing)
    }
    return drawing
  }

  private func plan(_ width: Double) -> PlotFrame.Plan {
    let times = curves.flatMap { $0.points.map(\.time) }.filter(\.isFinite)
    return PlotFrame.Plan(
      x: Axis(title: timeLabel, domain: min(0, times.min() ?? 0)...(times.max() ?? 1), kind: .time(timeUnit)),
      y: Axis(title: valueLabel, domain: range),
      legend: curves.map { .init(name: $0.name, mark: .line($0.role.stroke)) }, remarks: remarks,
      mark: horizon.map { Tick(value: $0, label: timeUnit.words(NumberText.document.shortest($0))) },
      height: PlotFrame.height(width))
  }

  /// A band over each stretch of points that have limits.
  private func draw(bandsOf curve: Curve, in frame: PlotFrame, on drawing: inout Drawing) {
    for stretch in curve.points.split(whereSeparator: { $0.limits == nil }) {
      let lower = stretch.compactMap { point in point.limits.map { Drawing.Point(point.time, $0.lowerBound) } }
      let upper = stretch.compactMap { point in point.limits.map { Drawing.Point(point.time, $0.upperBound) } }
      frame.band(lower: lower, upper: upper, curve.role, on: &drawing)
    }
  }
}
