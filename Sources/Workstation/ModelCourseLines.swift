import Prognosis
import TerminalKit

extension WorkstationState {
  /// Kaplan and Meier's curves of both groups, as large as `rows` of a screen allow, with all that the card holds of them.
  func courseLines(_ model: ModelSummary, columns: Int, rows: Int) -> [Line] {
    let head = [heading("Free of metastasis, by group", note: "Kaplan-Meier", columns)]
    guard !model.curves.isEmpty else {
      return head + wrapped("The card holds no curves.", columns: columns, style: theme[.text])
    }
    let keys = model.curves.map { curveSign($0) + Line(sizeWords($0) + horizonWords($0, model), theme[.text]) }
    let chart = largeChart(model)
    let note = wrapped(courseNote(model), columns: columns, style: theme[.dim])
    let room = rows - head.count - keys.count - note.count
    return head + keys + lines(of: chart, columns: columns, rows: min(max(room, 10), 30)) + note
  }

  /// `n 248, 86 relapses`.
  private func sizeWords(_ curve: SurvivalCurve) -> String {
    let events = curve.events.map { ", \(Number.grouped($0)) relapses" } ?? ""
    return "n \(Number.grouped(curve.patients))" + events
  }

  /// The share at the horizon, where the card gives it for just that time.
  private func horizonWords(_ curve: SurvivalCurve, _ model: ModelSummary) -> String {
    guard let index = curve.years.firstIndex(of: model.horizonYears), curve.survival.indices.contains(index) else {
      return ""
    }
    let share = Number.percent(curve.survival[index])
    let limits = curve.limits.indices.contains(index) ? " (\(curve.limits[index].text))" : ""
    return "; \(share)\(limits) at \(Number.fixed(model.horizonYears, digits: 0)) years"
  }

  private func courseNote(_ model: ModelSummary) -> String {
    model.training == nil
      ? "Read off at whole years. The card does not say whose courses these are."
      : "Read off at whole years. Patients of the training, called by networks that had not seen them."
  }

  /// With a number for each year and each tenth, and who is at risk.
  private func largeChart(_ model: ModelSummary) -> Chart {
    var chart = survivalChart(model)
    let last = chart.across.upperBound
    let years = Array(stride(from: 0, through: last, by: 1))
    chart.ticksAcross = years.map { ($0, Number.fixed($0, digits: 0) + ($0 + 1 > last ? " y" : "")) }
    chart.ticksDown = stride(from: 10, through: (chart.down.lowerBound * 10).rounded(), by: -1)
      .map { ($0 / 10, Number.percent($0 / 10, digits: 0)) }
    chart.rows = riskRows(model)
    return chart
  }

  private func riskRows(_ model: ModelSummary) -> [Chart.Row] {
    let known = model.curves.filter { !$0.atRisk.isEmpty && $0.atRisk.count == $0.years.count }
    guard !known.isEmpty else { return [] }
    return [Chart.Row("at risk", style: theme[.dim])]
      + known.map { curve in
        let entries = zip(curve.years, curve.atRisk).map { (place: $0, text: Number.grouped($1)) }
        let badge = CallBadge(curve.group)
        return Chart.Row(badge.words.lowercased(), entries: entries, style: theme[badge.role])
      }
  }

  /// The chart as it would be drawn, row by row.
  private func lines(of chart: Chart, columns: Int, rows: Int) -> [Line] {
    var screen = Screen(size: TerminalSize(columns: columns, rows: rows), style: theme[.background])
    chart.draw(on: &screen, in: screen.bounds, theme: theme)
    return (0..<rows).map(screen.line)
  }
}
