import Basics
import Evaluation
import Labels
import Reports
import SurvivalStatistics

extension EvaluationDocument {
  /// By group where there is a threshold, else of all.
  var survivalFigure: ReportBlock? {
    let groups = record.curves.count > 1 ? Array(record.curves.dropFirst()) : record.curves
    guard let end = groups.compactMap(\.curve.lastTime).max() else { return nil }
    let test = record.logRank.map { ["Log-rank p \(FigureText.p($0.test.p))"] } ?? []
    let plot = SurvivalPlot(
      groups: groups.map { SurvivalPlot.Group($0.curve) }, timeLabel: timeLabel, timeUnit: unit,
      survivalLabel: "Free of the event", end: end,
      horizon: record.horizon <= end ? record.horizon : nil, remarks: test)
    return .figure(
      ReportFigure(
        title: "Kaplan-Meier", caption: "Limits of 95 %, \(record.manner.limits.rawValue); numbers at risk below.",
        .survival(plot)))
  }

  private var timeLabel: String { unit.map { "Time, \($0.rawValue)" } ?? "Time" }
  private var unit: TimeUnit? { subject.unit }

  var aucFigure: ReportBlock? {
    let points = record.all(.aucAtTime)
    guard points.count > 1 else { return nil }
    let plot = TimeCurvePlot(
      curves: [
        .init(
          ScoreName(subject.kind).words, .first,
          points: points.map { .init(time: $0.time ?? 0, value: $0.value.estimate, limits: $0.value.limits) })
      ],
      timeLabel: timeLabel, timeUnit: unit, valueLabel: "AUC", range: 0...1, reference: 0.5)
    return .figure(
      ReportFigure(title: "AUC over time", caption: "Cumulative cases, dynamic controls.", .timeCurves(plot)))
  }

  var calibrationFigure: ReportBlock? {
    guard let calibration = record.calibration, !calibration.groups.isEmpty else { return nil }
    let groups = calibration.groups.compactMap { group in
      group.observed.map { observed in
        CalibrationPlot.Group(
          predicted: group.predicted, observed: observed,
          limits: group.lower.flatMap { low in group.upper.map { min(low, $0)...max(low, $0) } }, count: group.count,
          events: group.events)
      }
    }
    let smooth = calibration.curve.map { CalibrationPlot.Point(predicted: $0.predicted, observed: $0.observed) }
    let plot = CalibrationPlot(
      groups: groups, smooth: smooth, predictedLabel: "Predicted risk by \(horizon)", observedLabel: "Observed risk",
      remarks: ["O/E \(record[.observedToExpected].map { FigureText.decimal($0.estimate) } ?? "–")"])
    return .figure(
      ReportFigure(
        title: "Calibration", caption: "Probabilities from \(calibration.basis.words).", .calibration(plot)))
  }

  /// Sensitivity against specificity of what is compared, with the point of the call.
  var rocFigure: ReportBlock? {
    guard !record.curvesOfAccuracy.isEmpty else { return nil }
    let curves = record.curvesOfAccuracy.map { one in
      ROCPlot.Curve(
        one.role.words, one.role.series,
        points: one.points.map { .init(falsePositiveRate: $0.falsePositiveRate, sensitivity: $0.sensitivity) },
        operatingPoint: operatingPoint(one.role))
    }
    let caption =
      record.call == nil
      ? "Cumulative cases by \(horizon), dynamic controls."
      : "Cumulative cases by \(horizon), dynamic controls; points at the specificity of the call."
    return .figure(ReportFigure(title: "ROC curves", caption: caption, .roc(ROCPlot(curves: curves))))
  }

  /// Where the model stands at the specificity of the call.
  private func operatingPoint(_ role: ModelRole) -> ROCPlot.Point? {
    let (specificity, sensitivity) =
      record.comparison.map { ($0.specificity, $0[.sensitivityAtEqualSpecificity, .model(role)]) }
      ?? (record[.specificity]?.estimate, record[.sensitivity])
    guard let specificity, let sensitivity else { return nil }
    return ROCPlot.Point(falsePositiveRate: 1 - specificity, sensitivity: sensitivity.estimate)
  }

  /// Whose risk was predicted how high, by what became of them.
  var riskFigure: ReportBlock? {
    guard let risks = record.calibration?.risks else { return nil }
    let histogram = RiskHistogram(
      edges: (0...risks.events.count).map { Double($0) * risks.width },
      outcomes: [
        RiskHistogram.Outcome("Event by \(horizon)", .high, counts: risks.events),
        RiskHistogram.Outcome("Followed past it, free of the event", .low, counts: risks.followed),
        RiskHistogram.Outcome("Censored before", .reference, counts: risks.censored),
      ], riskLabel: "Predicted risk by \(horizon)", threshold: riskThreshold)
    return .figure(
      ReportFigure(
        title: "Predicted risks", caption: "Patients by predicted risk and what became of them.", .risks(histogram)))
  }

  private var riskThreshold: Double? { record.call?.threshold.probability }

  var decisionFigure: ReportBlock? {
    let points = record.decision.compactMap { benefit in
      benefit.model.map { DecisionCurvePlot.Point(threshold: benefit.threshold, netBenefit: $0) }
    }
    guard !points.isEmpty else { return nil }
    let plot = DecisionCurvePlot(
      curves: [.init("model", .first, points: points)],
      everyone: record.decision.map { .init(threshold: $0.threshold, netBenefit: $0.treatAll) },
      threshold: riskThreshold)
    return .figure(
      ReportFigure(
        title: "Decision curve", caption: "Net benefit by \(horizon) against treating all and nobody.", .decision(plot))
    )
  }

  var subgroupFigure: ReportBlock? {
    guard !record.subgroups.isEmpty else { return nil }
    let rows = record.subgroups.flatMap { subgroup in
      [ForestPlot.Row.heading(subgroup.name, remark: subgroup.interaction.map { FigureText.p($0.p) } ?? "")]
        + subgroup.levels.map { row($0, record[.hazardRatio, within: subgroup.place($0)]) }
    }
    let isOfCall = record.subgroups.contains(where: \.isOfCall)
    let unit = isOfCall ? "high against low\(ofRisk)" : "a standard deviation of the score"
    let plot = ForestPlot(
      rows: rows, measure: .ratio, label: "Hazard ratio", remarkLabel: "p of interaction")
    return .figure(
      ReportFigure(title: "Subgroups", caption: "Hazard ratio of \(unit), with 95 % limits.", .forest(plot)))
  }

  private func row(_ level: SubgroupRecord.Level, _ ratio: Estimate?) -> ForestPlot.Row {
    ForestPlot.Row(
      level.name, count: level.count, events: level.events, estimate: ratio?.estimate, limits: ratio?.limits,
      remark: ratio == nil ? "no estimate" : "")
  }
}

extension ModelRole {
  fileprivate var series: SeriesRole {
    switch self {
    case .combined, .fit, .truth: .first
    case .score: .second
    case .clinical: .third
    }
  }
}
