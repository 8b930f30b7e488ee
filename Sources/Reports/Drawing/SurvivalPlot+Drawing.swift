import Basics

extension SurvivalPlot {
  private static let riskStyle = TextStyle(8)
  private static let riskHeading = "Number at risk"
  private static let rowHeight = 11.5
  /// The most points that a group's name takes in front of its numbers.
  private static let longestName = 110.0

  func drawing(width: Double) -> Drawing {
    let frame = PlotFrame(plan(width), width: width)
    var drawing = frame.drawing
    for group in groups { draw(bandOf: group, in: frame, on: &drawing) }
    for group in groups { draw(curveOf: group, in: frame, on: &drawing) }
    if let patient { draw(patient, in: frame, on: &drawing) }
    if tellsWhoIsAtRisk { drawNumbersAtRisk(frame, on: &drawing) }
    return drawing
  }

  private func plan(_ width: Double) -> PlotFrame.Plan {
    var legend = groups.map { group in
      let counts =
        "\(NumberText.document.grouped(group.count)) patients, \(NumberText.document.grouped(group.events)) events"
      return Legend.Entry(name: "\(group.name) (\(counts))", mark: .line(group.role.stroke))
    }
    if let patient { legend.append(Legend.Entry(name: patient.name, mark: .diamond)) }
    let lowest = floor > 0 && floor < 1 ? floor : 0
    let names = groups.map { Self.riskStyle.width(shortName($0)) } + [Self.riskStyle.width(Self.riskHeading)]
    let largest = Self.riskStyle.width(
      groups.map { NumberText.document.grouped($0.count) }.max { $0.count < $1.count } ?? "")
    return PlotFrame.Plan(
      x: Axis(title: timeLabel, domain: 0...axisEnd, kind: .time(timeUnit)),
      y: .percent(survivalLabel, lowest...1), legend: legend, remarks: remarks,
      mark: horizon.map { Tick(value: $0, label: timeUnit.words(NumberText.document.shortest($0))) },
      height: width < 300 ? 112 : 190,
      left: tellsWhoIsAtRisk ? (names.max() ?? 0) + largest / 2 + 8 : 0,
      widthBelow: { _ in tellsWhoIsAtRisk ? largest : 0 })
  }

  private func shortName(_ group: Group) -> String { Self.riskStyle.fitted(group.name, width: Self.longestName) }

  /// As far as the limits are defined; where nobody has had an event yet they are 1.
  private func draw(bandOf group: Group, in frame: PlotFrame, on drawing: inout Drawing) {
    let ends = group.steps.map { step in step.limits ?? (step.survival == 1 ? 1...1 : nil) }
    let defined = zip(group.steps, ends.prefix { $0 != nil }.compactMap { $0 })
    let lower = Self.stairs(defined.map { .init($0.time, $1.lowerBound) })
    let upper = Self.stairs(defined.map { .init($0.time, $1.upperBound) })
    frame.band(lower: lower, upper: upper, group.role, on: &drawing)
  }

  private func draw(curveOf group: Group, in frame: PlotFrame, on drawing: inout Drawing) {
    let points = Self.stairs(group.steps.map { .init($0.time, $0.survival) })
    frame.draw(points, group.role.stroke, on: &drawing)
    drawCensorings(group, in: frame, on: &drawing)
  }

  /// A diamond on a light edge, so that no curve hides it.
  private func draw(_ patient: Patient, in frame: PlotFrame, on drawing: inout Drawing) {
    for point in patient.points {
      let at = frame.place(.init(point.time, point.survival))
      guard frame.area.contains(at, margin: 0.01) else { continue }
      drawing.diamond(at, half: 6, .paper)
      drawing.diamond(at, half: 4.5, .text)
    }
  }

  /// A line that starts at 1 and keeps each value until the next time.
  private static func stairs(_ steps: [Drawing.Point]) -> [Drawing.Point] {
    var points = [Drawing.Point(0, 1)]
    var value = 1.0
    for step in steps {
      points.append(.init(step.x, value))
      if step.y != value { points.append(step) }
      value = step.y
    }
    return points
  }

  /// A short upright line at each censoring; those that would fall on the one before are left out.
  private func drawCensorings(_ group: Group, in frame: PlotFrame, on drawing: inout Drawing) {
    var last = -Double.infinity
    for step in group.steps where step.censored > 0 {
      let at = frame.place(.init(step.time, step.survival))
      guard frame.area.contains(at), at.x - last >= 0.4 else { continue }
      last = at.x
      drawing.line(
        [.init(at.x, at.y - 2.4), .init(at.x, min(at.y + 2.4, frame.area.bottom))],
        .init(ink: .series(group.role), width: 0.5))
    }
  }

  /// Below the axis, each number under its tick, each row behind its group's name.
  private func drawNumbersAtRisk(_ frame: PlotFrame, on drawing: inout Drawing) {
    let top = drawing.height + 4
    drawing.height = top + Self.rowHeight * Double(groups.count + 1) + 2
    let largest = groups.map { Self.riskStyle.width(NumberText.document.grouped($0.count)) }.max() ?? 0
    let edge = frame.area.left - largest / 2 - 8
    drawing.text(.init(Self.riskHeading, at: .init(edge, top + 8), anchor: .end, Self.riskStyle, .secondary))
    for (row, group) in groups.enumerated() {
      let baseline = top + 8 + Self.rowHeight * Double(row + 1)
      drawing.text(
        .init(shortName(group), at: .init(edge, baseline), anchor: .end, Self.riskStyle, .series(group.role)))
      for tick in frame.xTicks {
        let number = NumberText.document.grouped(group.atRisk(at: tick.value))
        drawing.text(.init(number, at: .init(frame.x(tick.value), baseline), anchor: .middle, Self.riskStyle))
      }
    }
  }
}
