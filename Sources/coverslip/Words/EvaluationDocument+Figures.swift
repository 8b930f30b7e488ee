import CohortEvaluation
import Reports
import SurvivalStatistics

extension EvaluationDocument {
  /// By group where there is a threshold, else of all.
  var survivalFigure: ReportBlock? {
    let groups = report.curves.count > 1 ? Array(report.curves.dropFirst()) : report.curves
    guard let end = groups.map(\.estimate.lastTime).max() else { return nil }
    let test = report.logRank.map { ["Log-rank p \(Words.p($0.test.p))"] } ?? []
    let plot = SurvivalPlot(
      groups: groups.map(group), timeLabel: timeLabel, timeUnit: unit,
      survivalLabel: "Free of the event", end: end,
      horizon: report.horizon <= end ? report.horizon : nil, remarks: test)
    return .figure(
      ReportFigure(
        title: "Kaplan-Meier", caption: "Limits of 95 %, \(result.options.limits.rawValue); numbers at risk below.",
        .survival(plot)))
  }

  private var timeLabel: String { result.about.unit.map { "Time, \($0.rawValue)" } ?? "Time" }
  /// Decides no more than where the ticks stand.
  private var unit: TimeUnit { result.about.unit ?? .years }

  private func group(_ curve: GroupCurve) -> SurvivalPlot.Group {
    let role: SeriesRole =
      switch curve.group {
      case .all: .first
      case .low: .low
      case .high: .high
      }
    let steps = curve.estimate.steps.map { step in
      SurvivalPlot.Step(
        time: step.time, survival: step.survival,
        limits: curve.estimate.limits(at: step.time, curve.limits).map { $0.lower...$0.upper }, atRisk: step.atRisk,
        events: step.events, censored: step.censored)
    }
    return SurvivalPlot.Group(curve.group.rawValue, role, steps: steps)
  }

  var aucFigure: ReportBlock? {
    let points = report.accuracy.aucOverTime
    guard points.count > 1 else { return nil }
    let plot = TimeCurvePlot(
      curves: [.init("score", .first, points: points.map { .init(time: $0.time, value: $0.estimate.estimate) })],
      timeLabel: timeLabel, timeUnit: unit, valueLabel: "AUC", range: 0...1, reference: 0.5)
    return .figure(
      ReportFigure(title: "AUC over time", caption: "Cumulative cases, dynamic controls.", .timeCurves(plot)))
  }

  var calibrationFigure: ReportBlock? {
    guard let calibration = report.calibration, !calibration.groups.isEmpty else { return nil }
    let groups = calibration.groups.compactMap { group in
      group.observed.map { observed in
        CalibrationPlot.Group(
          predicted: group.predicted, observed: observed,
          limits: group.lower.flatMap { low in group.upper.map { min(low, $0)...max(low, $0) } }, count: group.count,
          events: group.events)
      }
    }
    let smooth =
      calibration.curve.map { curve in
        zip(curve.predicted, curve.observed).sorted { $0.0 < $1.0 }.map {
          CalibrationPlot.Point(predicted: $0.0, observed: $0.1)
        }
      } ?? []
    let plot = CalibrationPlot(
      groups: groups, smooth: smooth, predictedLabel: "Predicted risk by \(horizon)", observedLabel: "Observed risk",
      remarks: ["O/E \(calibration.mean.map { Words.decimal($0.ratio) } ?? "–")"])
    return .figure(
      ReportFigure(
        title: "Calibration", caption: "Probabilities from \(calibration.basis.words).", .calibration(plot)))
  }

  var decisionFigure: ReportBlock? {
    let points = report.decision.compactMap { benefit in
      benefit.model.map { DecisionCurvePlot.Point(threshold: benefit.threshold, netBenefit: $0) }
    }
    guard !points.isEmpty else { return nil }
    let threshold: Double? = if case .probability(let value) = report.call?.threshold { value } else { nil }
    let plot = DecisionCurvePlot(
      curves: [.init("model", .first, points: points)],
      everyone: report.decision.map { .init(threshold: $0.threshold, netBenefit: $0.treatAll) }, threshold: threshold)
    return .figure(
      ReportFigure(
        title: "Decision curve", caption: "Net benefit by \(horizon) against treating all and nobody.", .decision(plot))
    )
  }

  var subgroupFigure: ReportBlock? {
    guard !report.subgroups.isEmpty else { return nil }
    let rows = report.subgroups.flatMap { subgroup in
      [ForestPlot.Row.heading(subgroup.name, remark: subgroup.interaction.map { Words.p($0.p) } ?? "")]
        + subgroup.levels.map(row)
    }
    let unit = result.options.threshold == nil ? "a standard deviation of the score" : "high against low"
    let plot = ForestPlot(
      rows: rows, measure: .ratio, label: "Hazard ratio", remarkLabel: "p of interaction")
    return .figure(
      ReportFigure(title: "Subgroups", caption: "Hazard ratio of \(unit), with 95 % limits.", .forest(plot)))
  }

  private func row(_ level: SubgroupReport.Level) -> ForestPlot.Row {
    let ratio = level.hazardRatio
    return ForestPlot.Row(
      level.name, count: level.count, events: level.events, estimate: ratio?.estimate,
      limits: ratio?.lower.flatMap { low in ratio?.upper.map { low...$0 } }, remark: ratio == nil ? "no estimate" : "")
  }
}
