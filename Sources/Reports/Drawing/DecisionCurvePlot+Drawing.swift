import Basics

extension DecisionCurvePlot {
  func drawing(width: Double) -> Drawing {
    let frame = PlotFrame(plan(width), width: width)
    var drawing = frame.drawing
    frame.draw(
      [.init(frame.x.domain.lowerBound, 0), .init(frame.x.domain.upperBound, 0)],
      PlotFrame.axis, on: &drawing)
    for curve in allCurves.reversed() {
      let points = curve.points.map { Drawing.Point($0.threshold, $0.netBenefit) }
      frame.draw(points, curve.role.stroke, on: &drawing)
    }
    return drawing
  }

  private func plan(_ width: Double) -> PlotFrame.Plan {
    let thresholds = allCurves.flatMap { $0.points.map(\.threshold) }.filter(\.isFinite)
    let domain = (thresholds.min() ?? 0)...(thresholds.max() ?? 1)
    return PlotFrame.Plan(
      x: .percent(thresholdLabel, domain), y: Axis(title: benefitLabel, domain: benefits),
      legend: allCurves.map { .init(name: $0.name, mark: .line($0.role.stroke)) } + [
        .init(name: "Treat none", mark: .line(PlotFrame.axis))
      ], remarks: remarks,
      mark: threshold.map { Tick(value: $0, label: "threshold \(NumberText.document.percent($0))") },
      height: PlotFrame.height(width))
  }

  /// From a third of the highest benefit below zero: what lies further down only says that it harms.
  private var benefits: ClosedRange<Double> {
    let all = allCurves.flatMap { $0.points.map(\.netBenefit) }.filter(\.isFinite)
    let highest = max(all.max() ?? 0, 1e-4)
    let lowest = min(0, max(all.min() ?? 0, -highest / 3))
    return Ticks.widened(lowest...highest, atMost: 7)
  }
}
