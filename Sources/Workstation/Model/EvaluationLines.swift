import Basics
import TerminalKit

extension ModelView {
  /// What was evaluated, on whom, and what to read it with.
  func aboutLines(_ evaluation: EvaluationSummary, _ columns: Int) -> [Line] {
    let patients =
      "\(NumberText.screen.grouped(evaluation.patients)), \(NumberText.screen.grouped(evaluation.events)) events"
    let warnings = evaluation.warnings.flatMap { wrapped("! " + $0, columns: columns, style: theme[.warning]) }
    return [Line(Self.researchUse + ".", theme[.warning])] + otherBundleLines(evaluation, columns)
      + pair("of", evaluation.subject, columns) + pair("on", evaluation.table, columns)
      + pair("patients", patients, columns) + pair("followed", evaluation.followUp, columns)
      + (evaluation.threshold.map { pair("call", $0, columns) } ?? []) + warnings
  }

  /// An evaluation says nothing of another bundle.
  private func otherBundleLines(_ evaluation: EvaluationSummary, _ columns: Int) -> [Line] {
    guard let model, let bundle = evaluation.bundle, bundle != model.digest else { return [] }
    return wrapped(
      "! This is of another bundle than the one that is loaded, digest \(bundle.prefix(12))…", columns: columns,
      style: theme[.error])
  }

  func courseLines(_ evaluation: EvaluationSummary, columns: Int, rows: Int) -> [Line] {
    let words = CourseWords(
      title: "Free of the event" + (evaluation.curves.count > 1 ? ", by group" : ""), events: "events",
      unit: evaluation.timeUnit, horizon: evaluation.horizon, note: "")
    guard !evaluation.curves.isEmpty else { return [] }
    return courseLines(evaluation.curves, words, columns: columns, rows: rows)
  }

  /// The area under the curve of cases by then against those still free of the event, over time.
  func areaLines(_ evaluation: EvaluationSummary, _ columns: Int) -> [Line] {
    guard evaluation.areas.count > 1, let last = evaluation.areas.map(\.time).max() else { return [] }
    let lowest = evaluation.areas.map(\.value).min() ?? 0
    var chart = Chart(across: 0...last, down: min(0.4, (lowest * 10).rounded(.down) / 10)...1)
    chart.curves = [
      Chart.Curve(x: [0, last], y: [0.5, 0.5], .lines, style: theme[.track], isDashed: true),
      Chart.Curve(
        x: evaluation.areas.map(\.time), y: evaluation.areas.map(\.value), .lines, style: theme[.fill]),
    ]
    chart.marks = evaluation.areas.map { Chart.Mark(x: $0.time, y: $0.value, glyph: "●", style: theme[.fill]) }
    let ticks = Chart.ticks(chart.across, atMost: 11)
    chart.ticksAcross = chart.timeTicks(
      step: ticks.count > 1 ? ticks[1] - ticks[0] : last, unit: String(evaluation.timeUnit.prefix(1)))
    chart.ticksDown = Chart.ticks(chart.down, atMost: 5).map { ($0, NumberText.screen.fixed($0, digits: 1)) }
    return [heading("AUC over time", note: "╍╍ chance", columns)] + lines(of: chart, columns: columns, rows: 12)
  }

  /// What became of patients of each predicted risk.
  func calibrationLines(_ evaluation: EvaluationSummary, _ columns: Int) -> [Line] {
    let groups = evaluation.calibration
    guard !groups.isEmpty else { return [] }
    let highest = groups.flatMap { [$0.predicted, $0.observed, $0.limits?.upperBound ?? 0] }.max() ?? 0
    let end = min(1, max(0.1, (highest * 10).rounded(.up) / 10))
    var chart = Chart(across: 0...end, down: 0...end)
    chart.curves = [Chart.Curve(x: [0, end], y: [0, end], .lines, style: theme[.track], isDashed: true)]
    chart.limits = groups.compactMap { group in
      group.limits.map { Chart.Limits(x: group.predicted, y: $0, style: theme[.fill]) }
    }
    chart.marks = groups.map { Chart.Mark(x: $0.predicted, y: $0.observed, glyph: "●", style: theme[.title]) }
    let ticks = Chart.ticks(0...end, atMost: 7).map {
      ($0, NumberText.screen.percent($0, digits: $0 * 100 < 10 ? 1 : 0))
    }
    (chart.ticksAcross, chart.ticksDown) = (ticks, ticks)
    let key = Line([
      Span("● ", theme[.title]), Span("observed with its 95 % limits   ", theme[.dim]),
      Span("╍╍", theme[.track]), Span(" as predicted", theme[.dim]),
    ])
    return [heading("Observed against predicted", note: "by \(evaluation.horizonWords)", columns), key]
      + lines(of: chart, columns: columns, rows: 16)
  }

  /// Net benefit (Vickers & Elkin, Med Decis Making 2006;26:565) of treating by the model, everyone and nobody.
  func decisionLines(_ evaluation: EvaluationSummary, _ columns: Int) -> [Line] {
    let known = evaluation.decision.filter { $0.model != nil }
    guard known.count > 1, let last = known.map(\.threshold).max() else { return [] }
    let benefits = known.compactMap(\.model)
    let highest = max(0.01, (benefits + known.map(\.everyone)).max() ?? 0) * 1.05
    var chart = Chart(across: 0...last, down: -highest / 4...highest)
    let thresholds = known.map(\.threshold)
    chart.curves = [
      Chart.Curve(x: [0, last], y: [0, 0], .lines, style: theme[.track]),
      Chart.Curve(x: thresholds, y: known.map(\.everyone), .lines, style: theme[.dim], isDashed: true),
      Chart.Curve(x: thresholds, y: benefits, .lines, style: theme[.fill]),
    ]
    chart.ticksAcross = Chart.ticks(chart.across, atMost: 7).map { ($0, NumberText.screen.percent($0, digits: 0)) }
    chart.ticksDown = Chart.ticks(chart.down, atMost: 6).map { ($0, NumberText.screen.fixed($0, digits: 2)) }
    let key = Line([
      Span("━━", theme[.fill]), Span(" by the model   ", theme[.dim]), Span("╍╍ everyone   ", theme[.dim]),
      Span("━━", theme[.track]), Span(" nobody; by the threshold", theme[.dim]),
    ])
    return [heading("Net benefit of treating", note: "by \(evaluation.horizonWords)", columns), key]
      + lines(of: chart, columns: columns, rows: 14)
  }

  func leftOutLines(_ evaluation: EvaluationSummary, _ columns: Int) -> [Line] {
    let words =
      evaluation.leftOut.isEmpty
      ? ["Everything that an evaluation has a place for could be computed."] : evaluation.leftOut
    return [heading("Left out", columns)] + words.flatMap { wrapped($0, columns: columns, style: theme[.text]) }
  }
}
