import Basics

extension RiskHistogram {
  /// A panel per outcome, one below the other, their areas over one axis.
  func drawing(width: Double) -> Drawing {
    let margin = outcomes.map { PlotFrame(plan($0, left: 0, .middle), width: width).area.left }.max() ?? 0
    var whole = Drawing(width: width, height: 0)
    for (index, outcome) in outcomes.enumerated() {
      let frame = PlotFrame(plan(outcome, left: margin, place(index)), width: width)
      var panel = frame.drawing
      for (bin, count) in zip(bins, outcome.counts) {
        draw(count, from: bin.lower, to: bin.upper, outcome.role, in: frame, on: &panel)
      }
      whole.place(panel, at: .init(0, whole.height))
      whole.height += panel.height + (index == outcomes.count - 1 ? 0 : 6)
    }
    return whole
  }

  /// The first panel names the threshold, the last one the axis.
  private enum Place { case first, middle, last, only }

  private func place(_ index: Int) -> Place {
    if outcomes.count == 1 { return .only }
    return index == 0 ? .first : index == outcomes.count - 1 ? .last : .middle
  }

  private func plan(_ outcome: Outcome, left: Double, _ place: Place) -> PlotFrame.Plan {
    let ends = edges.filter(\.isFinite)
    let highest = Double(max(outcome.counts.max() ?? 0, 1))
    let total = NumberText.document.grouped(outcome.counts.reduce(0, +))
    let isNamed = place == .first || place == .only
    let mark = threshold.map { Tick(value: $0, label: isNamed ? "threshold \(NumberText.document.percent($0))" : "") }
    let title = place == .last || place == .only ? riskLabel + " (%)" : ""
    return PlotFrame.Plan(
      x: Axis(title: title, domain: (ends.min() ?? 0)...(ends.max() ?? 1), kind: .linear(factor: 100)),
      y: Axis(title: countLabel, domain: Ticks.widened(0...highest, atMost: 4)),
      legend: [.init(name: "\(outcome.name) (\(total) patients)", mark: .box(outcome.role))],
      mark: mark, height: 70, left: left)
  }

  private func draw(
    _ count: Int, from lower: Double, to upper: Double, _ role: SeriesRole, in frame: PlotFrame,
    on drawing: inout Drawing
  ) {
    guard count > 0 else { return }
    let bar = Frame(
      left: frame.x(lower) + 0.3, top: frame.y(Double(count)), right: frame.x(upper) - 0.3, bottom: frame.area.bottom)
    drawing.polygon(frame.area.clip(polygon: bar.corners), .series(role), opacity: 0.8)
  }
}
