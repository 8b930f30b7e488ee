import Basics
import Casework
import Evaluation
import Prognosis
import SurvivalStatistics
import TerminalKit

extension CaseView {
  /// The curves of both groups in the model's own cohort, with this case at five years, and at ten where it is told.
  func drawSurvival(_ file: CaseFile, on screen: inout Screen, in area: Rect) {
    screen.box(area, Frame(title: Line("Free of metastasis, by group", theme[.title]), style: theme[.border]))
    let inside = area.inset(columns: 2)
    guard let model = around.model, let finding = file.finding, let curves = model.curves(for: finding) else {
      let words = "No curves: the model that scored this case is not the one that is loaded."
      screen.write(wrapped(words, columns: inside.columns, style: theme[.dim]), in: inside)
      return
    }
    let (key, plot) = inside.splitRows(1)
    screen.write(curveKey(curves, file, columns: key.columns), in: key)
    chart(curves, model, file).draw(on: &screen, in: plot, theme: theme)
  }

  /// As much of the key as has room: the numbers of patients are the first to go.
  private func curveKey(_ curves: [SurvivalCurve], _ file: CaseFile, columns: Int) -> Line {
    let ways: [(gap: Int, hasCounts: Bool, mark: String)] = [
      (3, true, "● this case"), (2, true, "● this case"), (1, true, "● case"), (1, false, "● case"),
    ]
    let lines = ways.map { way in
      var line = Line()
      for curve in curves {
        line = line + curveSign(curve)
        if way.hasCounts { line.append("n \(NumberText.screen.grouped(curve.count))", theme[.dim]) }
        line.append(String(repeating: " ", count: way.gap), theme[.dim])
      }
      if file.shownProbability != nil { line.append(way.mark, theme[.title]) }
      return line
    }
    return lines.first { $0.columns <= columns } ?? lines[lines.count - 1]
  }

  private func chart(_ curves: [SurvivalCurve], _ model: ModelSummary, _ file: CaseFile) -> Chart {
    let risk = file.shownProbability
    let told = file.finding?.told.probability10y
    var chart = survivalChart(curves, lasting: model.horizonYears, risk: max(risk ?? 0, told ?? 0))
    let step = chart.across.upperBound > 8 ? 2.0 : 1.0
    chart.ticksAcross = chart.timeTicks(step: step, unit: "y")
    let floor = chart.down.lowerBound
    chart.ticksDown = [1, (1 + floor) / 2, floor].map { ($0, NumberText.screen.percent($0, digits: 0)) }
    let later = chart.across.contains(TenYearReach.years) ? told : nil
    let marks = [(model.horizonYears, risk), (TenYearReach.years, later)]
    chart.marks = marks.compactMap { years, risk in
      risk.map { Chart.Mark(x: years, y: 1 - $0, glyph: "●", style: theme[.title]) }
    }
    return chart
  }
}
