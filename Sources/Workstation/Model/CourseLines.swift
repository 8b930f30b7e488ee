import Basics
import Prognosis
import TerminalKit

/// What a screen says beside the courses of groups.
struct CourseWords {
  /// Of the curves.
  let title: String
  /// What the curves end with, several of them: `relapses`.
  let events: String
  /// Of the times, `years`; empty where it is not known.
  let unit: String
  /// At which the shares are told, in that unit.
  let horizon: Double
  /// What the curves are, and whose.
  let note: String
}

extension ModelView {
  /// Kaplan and Meier's curves, as large as `rows` of a screen allow, with all that is known of them.
  func courseLines(_ curves: [SurvivalCurve], _ words: CourseWords, columns: Int, rows: Int) -> [Line] {
    let head = [heading(words.title, note: "Kaplan-Meier", columns)]
    let keys = curves.map { curveSign($0) + Line(sizeWords($0, words) + horizonWords($0, words), theme[.text]) }
    let note = wrapped(words.note, columns: columns, style: theme[.dim])
    let room = rows - head.count - keys.count - note.count
    return head + keys + lines(of: courseChart(curves, words), columns: columns, rows: min(max(room, 10), 30)) + note
  }

  /// `n 248, 86 relapses`.
  private func sizeWords(_ curve: SurvivalCurve, _ words: CourseWords) -> String {
    let events = curve.events.map { ", \(NumberText.screen.grouped($0)) \(words.events)" } ?? ""
    return "n \(NumberText.screen.grouped(curve.patients))" + events
  }

  /// The share at the horizon, where it is known for just that time.
  private func horizonWords(_ curve: SurvivalCurve, _ words: CourseWords) -> String {
    guard let index = curve.index(at: words.horizon) else { return "" }
    let share = NumberText.screen.percent(curve.survival[index])
    let limits = curve.limits.indices.contains(index) ? curve.limits[index].map { " (\($0.text))" } ?? "" : ""
    let time = NumberText.screen.fixed(words.horizon, digits: words.horizon.rounded() == words.horizon ? 0 : 1)
    return "; \(share)\(limits) at \(time)" + (words.unit.isEmpty ? "" : " " + words.unit)
  }

  /// With a number for each tenth, and who is at risk.
  private func courseChart(_ curves: [SurvivalCurve], _ words: CourseWords) -> Chart {
    var chart = survivalChart(curves, lasting: words.horizon)
    let ticks = Chart.ticks(chart.across, atMost: 13, closest: words.unit == "years" ? 1 : 0)
    let step = ticks.count > 1 ? ticks[1] - ticks[0] : chart.across.upperBound
    chart.ticksAcross = chart.timeTicks(step: step, unit: String(words.unit.prefix(1)))
    chart.ticksDown = stride(from: 10, through: (chart.down.lowerBound * 10).rounded(), by: -1)
      .map { ($0 / 10, NumberText.screen.percent($0 / 10, digits: 0)) }
    chart.rows = riskRows(curves, at: ticks)
    return chart
  }

  private func riskRows(_ curves: [SurvivalCurve], at times: [Double]) -> [Chart.Row] {
    let known = curves.filter { !$0.atRisk.isEmpty && $0.atRisk.count == $0.times.count }
    guard !known.isEmpty else { return [] }
    return [Chart.Row("at risk", style: theme[.dim])]
      + known.map { curve in
        let entries = times.compactMap { time in
          curve.atRisk(at: time).map { (place: time, text: NumberText.screen.grouped($0)) }
        }
        return Chart.Row(curve.groupWords, entries: entries, style: theme[curve.role])
      }
  }

  /// The chart as it would be drawn, row by row.
  func lines(of chart: Chart, columns: Int, rows: Int) -> [Line] {
    var screen = Screen(size: TerminalSize(columns: columns, rows: rows), style: theme[.background])
    chart.draw(on: &screen, in: screen.bounds, theme: theme)
    return (0..<rows).map(screen.line)
  }
}
