import Basics
import Evaluation
import Labels
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
    let followUp = record.followUp
    var facts = [
      Fact("Patients and events", "\(record.count) and \(record.events)"),
      Fact("Median follow-up, reverse Kaplan-Meier", followUp.median.map { subject.words($0) } ?? "not reached"),
      Fact("Longest follow-up", subject.words(followUp.longest)),
      Fact(
        "By \(horizon)",
        "\(followUp.eventsByHorizon.counted("event")), \(followUp.censoredBefore) censored, "
          + "\(followUp.followedPast) followed "
          + "past it"
      ),
    ]
    facts += (subject.remarks?.lines ?? []).map { Fact("\($0.name), kept", "\($0.count)") }
    return facts
  }

  private var development: [Fact] {
    switch subject.kind {
    case .score:
      [
        Fact(
          "Models fitted here",
          "\(record.comparison?.count ?? record.count) patients, \(record.comparison?.events ?? record.events) events")
      ]
    case .model(let training):
      [Fact("Training", "\(training.count.counted("patient")), \(training.events.counted("event"))")]
    case .bundle(let bundle):
      [Fact("Bundle", "\(bundle.name) \(bundle.version)"), Fact("SHA-256 of its card", bundle.digest)]
    }
  }

  private var specification: [ReportBlock] {
    let fitted = record.hazardRatios.filter { !$0.isOfCall && $0.role.isFittedHere }.map { effects($0) }
    switch subject.kind {
    case .bundle:
      return [
        .paragraph("Networks, models, baseline hazard and threshold are in the bundle, which its card vouches for.")
      ]
    case .model(let training): return ([coefficients(training)] + fitted).map { .table($0) }
    case .score where fitted.isEmpty:
      return [missing("The full specification of the model: it is not part of the table.")]
    case .score: return fitted.map { .table($0) }
    }
  }

  private func coefficients(_ training: FittedModel) -> ReportTable {
    ReportTable(
      title: "The model evaluated", columns: [.init("Column"), .init("Log hazard ratio", .right)],
      rows: training.coefficients.map { .init([$0.name, NumberText.document.fixed($0.value, digits: 4)]) },
      footnotes: ["The cumulative baseline hazard is in the fit file."])
  }

  private func effects(_ model: ModelEffects) -> ReportTable {
    ReportTable(
      title:
        "The \(model.role.words), fitted to \(model.count.counted("patient")) with \(model.events.counted("event"))",
      columns: [.init("Column"), .init("Hazard ratio", unit: "95 % limits", .right), .init("p", .right)],
      rows: model.effects.map { effect in
        .init([
          effect.name, NumberText.document.estimate(effect.hazardRatio, effect.lower...effect.upper, digits: 2),
          FigureText.p(effect.p),
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
    let codes: [StatisticCode] = [
      .harrell, .uno, .auc, .brier, .predictionAccuracy, .sensitivity, .specificity, .positivePredictiveValue,
      .negativePredictiveValue, .calibrationSlope,
    ]
    return ReportTable(
      title: "Accuracy", columns: [.init(""), .init("Estimate", unit: "95 % limits", .right)],
      rows: codes.compactMap { code in record[code].map { .init([code.title(in: record), $0.text]) } }
        + [.init([StatisticCode.observedToExpected.title(in: record), observedToExpected])] + furtherRows)
  }

  /// What has no limits: the calibration curve's errors, the Brier score over time, the log-rank test.
  private var furtherRows: [ReportTable.Row] {
    let codes: [StatisticCode] = [
      .meanAUC, .calibrationIndex, .calibrationE50, .calibrationE90, .calibrationEMax, .nullBrier, .integratedBrier,
    ]
    let test = record.logRank.map {
      ReportTable.Row([
        "Log-rank, low against high",
        "chi-squared \(FigureText.decimal($0.test.statistic)), \($0.test.degreesOfFreedom) df, p "
          + FigureText.p($0.test.p),
      ])
    }
    return codes.compactMap { code in
      record[code].map { .init([code.title(in: record), FigureText.decimal($0.estimate)]) }
    } + [test].compactMap(\.self)
  }

  private var subgroupTable: ReportTable? {
    guard !record.subgroups.isEmpty else { return nil }
    return ReportTable(
      title: "Harrell's c\(ofScore), by subgroup",
      columns: [
        .init("Subgroup"), .init("Patients", .right), .init("Events", .right), .init("c", unit: "95 % limits", .right),
      ],
      rows: record.subgroups.flatMap { subgroup in
        [ReportTable.Row([subgroup.name + (subgroup.missing > 0 ? ", missing in \(subgroup.missing)" : "")], .section)]
          + subgroup.levels.map {
            .init([$0.name, "\($0.count)", "\($0.events)", record[.harrell, within: subgroup.place($0)].text])
          }
      })
  }

  private var observedToExpected: String {
    record[.observedToExpected].map { NumberText.document.estimate($0.estimate, $0.limits, digits: 3) } ?? "–"
  }

  private var comparisonTable: ReportTable? {
    guard let comparison = record.comparison else { return nil }
    let isApparent = comparison.isApparent
    let codes: [StatisticCode] =
      [.harrell] + (isApparent ? [.harrellCorrected] : []) + [.uno, .auc, .sensitivityAtEqualSpecificity]
    return ReportTable(
      title:
        "Against the clinical variables, \(comparison.count.counted("patient")) with "
        + "\(comparison.events.counted("event"))",
      columns: [.init("Model"), .init("Harrell's c", .right)] + (isApparent ? [.init("less optimism", .right)] : [])
        + [.init("Uno's c", .right), .init("AUC", .right), .init("Sensitivity", .right)],
      rows: comparison.models.map { model in
        .init([model.words] + codes.map { comparison[$0, .model(model)].text })
      }, footnotes: comparisonNotes(comparison))
  }

  private func comparisonNotes(_ comparison: ModelComparison) -> [String] {
    let specificity = comparison.specificity.map {
      ["Sensitivity at the specificity that the call has in these patients, \(FigureText.decimal($0))."]
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
    guard let comparison = record.comparison, !comparison.differences.isEmpty else { return nil }
    let isApparent = comparison.isApparent
    return ReportTable(
      title: "Paired differences, by the bootstrap",
      columns: [
        .init("Measure"), .init("Of"), .init("less"), .init("Difference", unit: "95 % limits", .right),
      ] + (isApparent ? [.init("less optimism", .right)] : []),
      rows: comparison.differences.map {
        .init(
          [
            $0.code.comparedWords, $0.subject.model.words, $0.subject.less.map(\.words) ?? "", $0.value.text,
          ] + (isApparent ? [comparison.corrected($0).text] : []))
      })
  }

  private var ratiosTable: ReportTable? {
    let models = record.hazardRatios.filter { $0.isOfCall || !$0.role.isFittedHere }
    guard !models.isEmpty else { return nil }
    return ReportTable(
      title: "Hazard ratios",
      columns: [.init("Of"), .init("Hazard ratio", unit: "95 % limits", .right), .init("p", .right)],
      rows: models.flatMap { model in
        model.effects.map { effect in
          .init([
            model.isOfCall ? "high against low" : "one unit of the score",
            NumberText.document.estimate(effect.hazardRatio, effect.lower...effect.upper, digits: 2),
            FigureText.p(effect.p),
          ])
        }
      })
  }
}

extension ModelRole {
  /// Whether its model has columns besides the score, and is fitted where none was made elsewhere.
  fileprivate var isFittedHere: Bool {
    switch self {
    case .clinical, .combined, .fit: true
    case .score, .truth: false
    }
  }
}
