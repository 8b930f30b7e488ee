import Basics
import Sentences
import Evaluation
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
  private var unit: TimeUnit? { result.about.unit }

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
      curves: [
        .init(
          result.about.kind.scoreName, .first,
          points: points.map { point in
            let limits = point.estimate.lower.flatMap { low in point.estimate.upper.map { low...$0 } }
            return .init(time: point.time, value: point.estimate.estimate, limits: limits)
          })
      ],
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

  /// Sensitivity against specificity of what is compared, with the point of the call.
  var rocFigure: ReportBlock? {
    guard !report.curvesOfAccuracy.isEmpty else { return nil }
    let roles: [ModelRole: SeriesRole] = [.clinical: .third, .score: .second, .combined: .first]
    let curves = report.curvesOfAccuracy.map { one in
      let model = report.comparison?.models.first { $0.role == one.role }
      let specificity = report.comparison?.specificity
      let point = model?.sensitivity.flatMap { sensitivity in
        specificity.map { ROCPlot.Point(falsePositiveRate: 1 - $0, sensitivity: sensitivity.estimate) }
      }
      let own = report.call.map {
        ROCPlot.Point(falsePositiveRate: 1 - $0.specificity.estimate, sensitivity: $0.sensitivity.estimate)
      }
      return ROCPlot.Curve(
        one.role.words, roles[one.role] ?? .first,
        points: one.curve.points.map { .init(falsePositiveRate: 1 - $0.specificity, sensitivity: $0.sensitivity) },
        operatingPoint: report.comparison == nil ? own : point)
    }
    let caption =
      report.call == nil
      ? "Cumulative cases by \(horizon), dynamic controls."
      : "Cumulative cases by \(horizon), dynamic controls; points at the specificity of the call."
    return .figure(ReportFigure(title: "ROC curves", caption: caption, .roc(ROCPlot(curves: curves))))
  }

  /// Whose risk was predicted how high, by what became of them.
  var riskFigure: ReportBlock? {
    guard let calibration = report.calibration else { return nil }
    let highest = (calibration.probabilities.max() ?? 1) * 1.000_001
    let step = [0.01, 0.02, 0.05].first { highest / $0 <= 25 } ?? 0.05
    let edges = (0...Int((highest / step).rounded(.up))).map { Double($0) * step }
    func counts(_ name: String, _ role: SeriesRole, _ belongs: (SurvivalTime) -> Bool) -> RiskHistogram.Outcome {
      let own = zip(calibration.probabilities, result.times).filter { belongs($0.1) }.map(\.0)
      return RiskHistogram.Outcome(name, role, counts: RiskHistogram.counts(own, edges: edges))
    }
    let end = report.horizon
    let histogram = RiskHistogram(
      edges: edges,
      outcomes: [
        counts("Event by \(horizon)", .high) { $0.event && $0.time <= end },
        counts("Followed past it, free of the event", .low) { $0.time > end },
        counts("Censored before", .reference) { !$0.event && $0.time <= end },
      ], riskLabel: "Predicted risk by \(horizon)", threshold: riskThreshold)
    return .figure(
      ReportFigure(
        title: "Predicted risks", caption: "Patients by predicted risk and what became of them.", .risks(histogram)))
  }

  private var riskThreshold: Double? {
    switch report.call?.threshold {
    case .probability(let value), .call(let value): value
    case .score, nil: nil
    }
  }

  var decisionFigure: ReportBlock? {
    let points = report.decision.compactMap { benefit in
      benefit.model.map { DecisionCurvePlot.Point(threshold: benefit.threshold, netBenefit: $0) }
    }
    guard !points.isEmpty else { return nil }
    let plot = DecisionCurvePlot(
      curves: [.init("model", .first, points: points)],
      everyone: report.decision.map { .init(threshold: $0.threshold, netBenefit: $0.treatAll) },
      threshold: riskThreshold)
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
    let isOfCall = report.subgroups.contains(where: \.isOfCall)
    let unit = isOfCall ? "high against low\(ofRisk)" : "a standard deviation of the score"
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
