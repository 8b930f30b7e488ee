import Basics
import Sentences
import Evaluation
import Reports
import SurvivalStatistics

extension EvaluationDocument {
  var results: [ReportBlock] {
    [.heading("Results"), item("20", "Participants"), .facts(followUp)] + [survivalFigure].compactMap(\.self) + [
      item("21", "Model development"), .facts(development), item("22", "Model specification"),
    ] + specification + [item("23", "Model performance")] + performance + [
      item("24", "Model updating"), .paragraph("No model was updated."),
    ]
  }

  private var followUp: [Fact] {
    guard let followUp = report.followUp else { return [] }
    var facts = [
      Fact("Patients and events", "\(report.count) and \(report.events)"),
      Fact("Median follow-up, reverse Kaplan-Meier", followUp.median.map { result.about.words($0) } ?? "not reached"),
      Fact("Longest follow-up", result.about.words(followUp.longest)),
      Fact(
        "By \(horizon)",
        "\(followUp.eventsByHorizon) events, \(followUp.censoredBefore) censored, \(followUp.followedPast) followed "
          + "past it"
      ),
    ]
    facts += (result.about.remarks?.lines ?? []).map { Fact("\($0.name), kept", "\($0.count)") }
    return facts
  }

  private var development: [Fact] {
    switch result.about.kind {
    case .score:
      [
        Fact(
          "Models fitted here",
          "\(report.comparison?.count ?? report.count) patients, \(report.comparison?.events ?? report.events) events")
      ]
    case .model(_, let training): [Fact("Training", "\(training.n) patients, \(training.events) events")]
    case .bundle(let name, let version, let digest, _):
      [Fact("Bundle", "\(name) \(version)"), Fact("SHA-256 of its card", digest)]
    }
  }

  private var specification: [ReportBlock] {
    let saved: [ReportBlock] =
      if case .model(_, let training) = result.about.kind { [.table(coefficients(training))] } else { [] }
    let fitted = report.hazardRatios.filter { !$0.isOfCall && $0.role != .score }
    if case .bundle = result.about.kind {
      return [
        .paragraph("Networks, models, baseline hazard and threshold are in the bundle, which its card vouches for.")
      ]
    }
    guard !saved.isEmpty || !fitted.isEmpty else {
      return [missing("The full specification of the model: it is not part of the table.")]
    }
    return saved + fitted.map { .table(effects($0)) }
  }

  private func coefficients(_ training: SavedFit) -> ReportTable {
    ReportTable(
      title: "The model evaluated", columns: [.init("Column"), .init("Log hazard ratio", .right)],
      rows: training.coefficients.map { .init([$0.name, NumberText.document.fixed($0.coef, digits: 4)]) },
      footnotes: ["The cumulative baseline hazard is in the fit file."])
  }

  private func effects(_ model: ModelEffects) -> ReportTable {
    ReportTable(
      title: "The \(model.role.words), fitted to \(model.count) patients with \(model.events) events",
      columns: [.init("Column"), .init("Hazard ratio", unit: "95 % limits", .right), .init("p", .right)],
      rows: model.effects.map { effect in
        .init([
          effect.name, NumberText.document.estimate(effect.hazardRatio, effect.lower...effect.upper, digits: 2),
          Words.p(effect.p),
        ])
      })
  }

  private var performance: [ReportBlock] {
    let blocks: [ReportBlock?] = [
      .table(accuracyTable), comparisonTable.map { .table($0) }, differenceTable.map { .table($0) }, rocFigure,
      aucFigure,
      calibrationFigure, riskFigure, decisionFigure, ratiosTable.map { .table($0) }, subgroupFigure,
      subgroupTable.map { .table($0) },
    ]
    return blocks.compactMap(\.self)
  }

  private var accuracyTable: ReportTable {
    let accuracy = report.accuracy
    let values: [(String, Estimate?)] = [
      ("Harrell's c\(ofScore)", accuracy.harrell), ("Uno's c to \(horizon)\(ofScore)", accuracy.uno),
      ("AUC at \(horizon)\(ofScore)", accuracy.auc), ("Brier score at \(horizon)\(ofRisk)", accuracy.brier),
      ("Index of prediction accuracy\(ofRisk)", accuracy.predictionAccuracy),
      ("Sensitivity at the threshold\(ofRisk)", report.call?.sensitivity),
      ("Specificity\(ofRisk)", report.call?.specificity), ("PPV\(ofRisk)", report.call?.ppv),
      ("NPV\(ofRisk)", report.call?.npv), ("Calibration slope\(ofRisk)", report.calibration?.slope),
    ]
    return ReportTable(
      title: "Accuracy", columns: [.init(""), .init("Estimate", unit: "95 % limits", .right)],
      rows: values.compactMap { name, value in value.map { .init([name, Words.interval($0)]) } }
        + [.init(["Observed to expected\(ofRisk)", observedToExpected])] + furtherRows)
  }

  /// What has no limits: the calibration curve's errors, the Brier score over time, the log-rank test.
  private var furtherRows: [ReportTable.Row] {
    let curve = report.calibration?.curve
    let numbers: [(String, Double?)] = [
      ("Mean AUC to \(horizon)\(ofScore)", report.accuracy.meanAUC),
      ("Calibration curve, mean error (ICI)", curve?.integratedCalibrationIndex),
      ("Calibration curve, median error (E50)", curve?.e50),
      ("Calibration curve, 90th percentile (E90)", curve?.e90),
      ("Calibration curve, largest error (Emax)", curve?.eMax),
      ("Brier score of Kaplan-Meier for all", report.accuracy.nullBrier),
      ("Integrated Brier score to \(horizon)", report.accuracy.integratedBrier),
    ]
    let test = report.logRank.map {
      ReportTable.Row([
        "Log-rank, low against high",
        "chi-squared \(Words.decimal($0.test.statistic)), \($0.test.degreesOfFreedom) df, p \(Words.p($0.test.p))",
      ])
    }
    return numbers.compactMap { name, value in value.map { .init([name, Words.decimal($0)]) } }
      + [test].compactMap(\.self)
  }

  private var subgroupTable: ReportTable? {
    guard !report.subgroups.isEmpty else { return nil }
    return ReportTable(
      title: "Harrell's c\(ofScore), by subgroup",
      columns: [
        .init("Subgroup"), .init("Patients", .right), .init("Events", .right), .init("c", unit: "95 % limits", .right),
      ],
      rows: report.subgroups.flatMap { subgroup in
        [ReportTable.Row([subgroup.name + (subgroup.missing > 0 ? ", missing in \(subgroup.missing)" : "")], .section)]
          + subgroup.levels.map { .init([$0.name, "\($0.count)", "\($0.events)", Words.interval($0.harrell)]) }
      })
  }

  private var observedToExpected: String {
    report.calibration?.mean.map { NumberText.document.estimate($0.ratio, $0.lower...$0.upper, digits: 3) } ?? "–"
  }

  private var comparisonTable: ReportTable? {
    guard let comparison = report.comparison else { return nil }
    let isApparent = comparison.isApparent
    return ReportTable(
      title: "Against the clinical variables, \(comparison.count) patients with \(comparison.events) events",
      columns: [.init("Model"), .init("Harrell's c", .right)] + (isApparent ? [.init("less optimism", .right)] : [])
        + [.init("Uno's c", .right), .init("AUC", .right), .init("Sensitivity", .right)],
      rows: comparison.models.map { model in
        .init(
          [model.role.words, Words.interval(model.harrell)] + (isApparent ? [Words.interval(model.corrected)] : [])
            + [Words.interval(model.uno), Words.interval(model.auc), Words.interval(model.sensitivity)])
      }, footnotes: comparisonNotes(comparison))
  }

  private func comparisonNotes(_ comparison: Comparison) -> [String] {
    let specificity = comparison.specificity.map {
      ["Sensitivity at the specificity that the call has in these patients, \(Words.decimal($0))."]
    }
    let fitted =
      comparison.isApparent
      ? [
        "Clinical and combined model are fitted to these patients: their figures are apparent. Less optimism: c less "
          + "the mean optimism of models fitted anew to each resample, its limits moved by as much."
      ] : []
    return (specificity ?? []) + fitted
  }

  private var differenceTable: ReportTable? {
    guard let comparison = report.comparison, !comparison.differences.isEmpty else { return nil }
    let isApparent = comparison.isApparent
    return ReportTable(
      title: "Paired differences, by the bootstrap",
      columns: [
        .init("Measure"), .init("Of"), .init("less"), .init("Difference", unit: "95 % limits", .right),
      ] + (isApparent ? [.init("less optimism", .right)] : []),
      rows: comparison.differences.map {
        .init(
          [$0.measure.words, $0.first.words, $0.second.words, Words.interval($0.difference)]
            + (isApparent ? [Words.interval($0.corrected)] : []))
      })
  }

  private var ratiosTable: ReportTable? {
    let models = report.hazardRatios.filter { $0.isOfCall || $0.role == .score }
    guard !models.isEmpty else { return nil }
    return ReportTable(
      title: "Hazard ratios",
      columns: [.init("Of"), .init("Hazard ratio", unit: "95 % limits", .right), .init("p", .right)],
      rows: models.flatMap { model in
        model.effects.map { effect in
          .init([
            model.isOfCall ? "high against low" : "one unit of the score",
            NumberText.document.estimate(effect.hazardRatio, effect.lower...effect.upper, digits: 2), Words.p(effect.p),
          ])
        }
      })
  }
}
