import Casework
import Prognosis
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
      line.append("n \(Number.grouped(curve.patients))   ", theme[.dim])
    }
    if file.shownProbability != nil { line.append("● this case", theme[.title]) }
    return line
  }

  /// How the curve is drawn, and of which group it is.
  func curveSign(_ curve: SurvivalCurve) -> Line {
    let badge = CallBadge(curve.group)
    return Line("\(curve.group == .high ? "╍╍" : "━━") \(badge.words.lowercased()) ", theme[badge.role])
  }

  private func chart(_ model: ModelSummary, _ file: CaseFile) -> Chart {
    let risk = file.shownProbability
    var chart = survivalChart(model, risk: risk)
    if let risk { chart.marks = [Chart.Mark(x: 5, y: 1 - risk, glyph: "●", style: theme[.title])] }
    return chart
  }

  /// The curves of both groups between axes that have room for `risk` too; ticks as a small chart has room for.
  func survivalChart(_ model: ModelSummary, risk: Double? = nil) -> Chart {
    let last = max(5, model.curves.compactMap(\.years.last).max() ?? 10)
    let lowest = (model.curves.compactMap { $0.survival.min() } + [1 - (risk ?? 0)]).min() ?? 0
    let floor = max(0, (lowest * 10 - 0.5).rounded(.down) / 10)
    var chart = Chart(across: 0...last, down: floor...1)
    chart.curves = model.curves.map { curve in
      Chart.Steps(
        x: curve.years, y: curve.survival, start: 1, style: theme[CallBadge(curve.group).role],
        isDashed: curve.group == .high)
    }
    let step = last > 8 ? 2.0 : 1.0
    chart.ticksAcross = stride(from: 0, through: last, by: step).map {
      ($0, Number.fixed($0, digits: 0) + ($0 + step > last ? " y" : ""))
    }
    chart.ticksDown = [1, (1 + floor) / 2, floor].map { ($0, Number.percent($0, digits: 0)) }
    return chart
  }
}
