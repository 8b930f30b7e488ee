import Casework
import Labels
import Prognosis
import SurvivalStatistics
import TerminalKit

extension WorkstationState {
  /// The curves of both groups in the model's own cohort, with this case at five years.
  func drawSurvival(_ file: CaseFile, on screen: inout Screen, in area: Rect) {
    screen.box(area, Frame(title: Line("Free of metastasis, by group", theme[.title]), style: theme[.border]))
    let inside = area.inset(columns: 2)
    guard let model, !model.curves.isEmpty, file.finding.map({ $0.model.digest == model.digest }) ?? true else {
      let words = "No curves: the model that scored this case is not the one that is loaded."
      screen.write(wrapped(words, columns: inside.columns, style: theme[.dim]), in: inside)
      return
    }
    let (key, plot) = inside.splitRows(1)
    screen.write(curveKey(model, file), in: key)
    chart(model, file).draw(on: &screen, in: plot, theme: theme)
  }

  private func curveKey(_ model: ModelSummary, _ file: CaseFile) -> Line {
    var line = Line()
    for curve in model.curves {
      line = line + curveSign(curve)
      line.append("n \(Number.grouped(curve.count))   ", theme[.dim])
    }
    if file.shownProbability != nil { line.append("● this case", theme[.title]) }
    return line
  }

  /// How the curve is drawn, and of which group it is.
  func curveSign(_ curve: SurvivalCurve) -> Line {
    Line("\(curve.isDashed ? "╍╍" : "━━") \(curve.group.words) ", theme[curve.role])
  }

  private func chart(_ model: ModelSummary, _ file: CaseFile) -> Chart {
    let risk = file.shownProbability
    var chart = survivalChart(model.curves, lasting: model.horizonYears, risk: risk)
    let step = chart.across.upperBound > 8 ? 2.0 : 1.0
    chart.ticksAcross = chart.timeTicks(step: step, unit: "y")
    let floor = chart.down.lowerBound
    chart.ticksDown = [1, (1 + floor) / 2, floor].map { ($0, Number.percent($0, digits: 0)) }
    if let risk { chart.marks = [Chart.Mark(x: model.horizonYears, y: 1 - risk, glyph: "●", style: theme[.title])] }
    return chart
  }

  /// The curves between axes that reach at least as far as `least` and have room for `risk` too; without numbers.
  func survivalChart(_ curves: [SurvivalCurve], lasting least: Double, risk: Double? = nil) -> Chart {
    let last = max(least, curves.compactMap(\.lastTime).max() ?? 0)
    let lowest = (curves.compactMap { $0.points.map(\.survival).min() } + [1 - (risk ?? 0)]).min() ?? 0
    let floor = max(0, (lowest * 10 - 0.5).rounded(.down) / 10)
    var chart = Chart(across: 0...last, down: floor...1)
    chart.curves = curves.map { curve in
      Chart.Curve(
        x: curve.points.map(\.time), y: curve.points.map(\.survival), .steps(start: 1), style: theme[curve.role],
        isDashed: curve.isDashed)
    }
    return chart
  }
}

extension Chart {
  /// Numbers below the axis of the times, `step` apart, the last one with the unit.
  func timeTicks(step: Double, unit: String) -> [(value: Double, label: String)] {
    let times = stride(from: 0, through: across.upperBound, by: step).map { $0 }
    let digits = step.rounded() == step ? 0 : 1
    return times.enumerated().map { index, time in
      let isLast = index == times.count - 1 && !unit.isEmpty
      return (time, Number.fixed(time, digits: digits) + (isLast ? " " + unit : ""))
    }
  }
}

extension SurvivalCurve {
  /// In which it is drawn.
  var role: Role {
    switch group {
    case .all: .fill
    case .low: CallBadge(.low).role
    case .high: CallBadge(.high).role
    }
  }

  /// Whether its line is dashed, so that groups are told apart without colours.
  var isDashed: Bool {
    switch group {
    case .high: true
    case .all, .low: false
    }
  }
}
