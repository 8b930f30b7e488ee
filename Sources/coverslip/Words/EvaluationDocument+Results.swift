import CohortEvaluation
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
        "\(followUp.eventsByHorizon) events, \(followUp.censoredBefore) censored, \(followUp.followedPast) followed past it"
      ),
    ]
    if let count = result.about.outOfDistribution { facts.append(Fact("Out of distribution, kept", "\(count)")) }
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
      rows: training.coefficients.map { .init([$0.name, NumberText.fixed($0.coef, digits: 4)]) },
      footnotes: ["The cumulative baseline hazard is in the fit file."])
  }

  private func effects(_ model: ModelEffects) -> ReportTable {
    ReportTable(
      title: "The \(model.role.words), fitted to \(model.count) patients with \(model.events) events",
      columns: [.init("Column"), .init("Hazard ratio", unit: "95 % limits", .right), .init("p", .right)],
      rows: model.effects.map { effect in
        .init([
          effect.name, NumberText.estimate(effect.hazardRatio, effect.lower...effect.upper, digits: 2),
          Words.p(effect.p),
        ])
      })
  }

  private var performance: [ReportBlock] {
    let blocks: [ReportBlock?] = [
      .table(accuracyTable), comparisonTable.map { .table($0) }, differenceTable.map { .table($0) }, aucFigure,
      calibrationFigure, decisionFigure, ratiosTable.map { .table($0) }, subgroupFigure,
    ]
    return blocks.compactMap(\.self)
  }

  private var accuracyTable: ReportTable {
    let accuracy = report.accuracy
    let values: [(String, Estimate?)] = [
      ("Harrell's c", accuracy.harrell), ("Uno's c to \(horizon)", accuracy.uno), ("AUC at \(horizon)", accuracy.auc),
      ("Brier score at \(horizon)", accuracy.brier), ("Index of prediction accuracy", accuracy.predictionAccuracy),
      ("Sensitivity at the threshold", report.call?.sensitivity), ("Specificity", report.call?.specificity),
      ("PPV", report.call?.ppv), ("NPV", report.call?.npv), ("Calibration slope", report.calibration?.slope),
    ]
    return ReportTable(
      title: "Accuracy", columns: [.init(""), .init("Estimate", unit: "95 % limits", .right)],
      rows: values.compactMap { name, value in value.map { .init([name, Words.interval($0)]) } }
        + [.init(["Observed to expected", observedToExpected])])
  }

  private var observedToExpected: String {
    report.calibration?.mean.map { NumberText.estimate($0.ratio, $0.lower...$0.upper, digits: 3) } ?? "–"
  }

  private var comparisonTable: ReportTable? {
    guard let comparison = report.comparison else { return nil }
    return ReportTable(
      title: "Against the clinical variables, \(comparison.count) patients with \(comparison.events) events",
      columns: [
        .init("Model"), .init("Harrell's c", .right), .init("less optimism", .right), .init("Uno's c", .right),
        .init("AUC", .right), .init("Sensitivity", .right), .init("at specificity", .right),
      ],
      rows: comparison.models.map { model in
        .init([
          model.role.words, Words.interval(model.harrell), model.corrected.map { Words.decimal($0) } ?? "–",
          Words.interval(model.uno), Words.interval(model.auc), Words.interval(model.sensitivity),
          model.specificity.map { Words.decimal($0) } ?? "–",
        ])
      },
      footnotes: comparison.isApparent
        ? ["Clinical and combined model are fitted to these patients: apparent. Optimism by the bootstrap."] : [])
  }

  private var differenceTable: ReportTable? {
    guard let differences = report.comparison?.differences, !differences.isEmpty else { return nil }
    return ReportTable(
      title: "Paired differences, by the bootstrap",
      columns: [.init("Measure"), .init("Of"), .init("less"), .init("Difference", unit: "95 % limits", .right)],
      rows: differences.map {
        .init([$0.measure.words, $0.first.words, $0.second.words, Words.interval($0.difference)])
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
            NumberText.estimate(effect.hazardRatio, effect.lower...effect.upper, digits: 2), Words.p(effect.p),
          ])
        }
      })
  }
}
