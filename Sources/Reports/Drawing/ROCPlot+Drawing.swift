extension ROCPlot {
  func drawing(width: Double) -> Drawing {
    let width = min(width, PlotFrame.squareWidth)
    let plan = PlotFrame.Plan(
      x: Axis(title: "1 − specificity", domain: 0...1), y: Axis(title: "Sensitivity", domain: 0...1),
      legend: curves.map { .init(name: $0.name, mark: .line($0.role.stroke)) }, remarks: remarks,
      height: PlotFrame.height(width))
    let frame = PlotFrame(plan, width: width)
    var drawing = frame.drawing
    frame.draw([.init(0, 0), .init(1, 1)], SeriesRole.reference.stroke, on: &drawing)
    for curve in curves { draw(curve, in: frame, on: &drawing) }
    return drawing
  }

  private func draw(_ curve: Curve, in frame: PlotFrame, on drawing: inout Drawing) {
    let points = curve.points.map { Drawing.Point($0.falsePositiveRate, $0.sensitivity) }
    frame.draw(points, curve.role.stroke, on: &drawing)
    guard let point = curve.operatingPoint else { return }
    let at = frame.place(.init(point.falsePositiveRate, point.sensitivity))
    guard frame.area.contains(at) else { return }
    drawing.disc(at, radius: 3.6, .paper)
    drawing.disc(at, radius: 2.6, .series(curve.role))
  }
}
