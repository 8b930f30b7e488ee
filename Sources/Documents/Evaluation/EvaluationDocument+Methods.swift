import Evaluation
import Labels
import Reports
import SurvivalStatistics

extension EvaluationDocument {
  var methods: [ReportBlock] {
    [.heading("Methods")] + cohort + variables + analysis + [
      item("17", "Ethical approval"), missing("The approval and the patients' consent, or why none was needed."),
    ]
  }

  private var cohort: [ReportBlock] {
    [
      item("5", "Data"), .facts([Fact("Table", subject.table)]),
      missing("Where and when the patients were recruited and followed, and how they stand for those it is meant for."),
      item("6", "Participants"), missing("Setting, centres, who could take part, treatments received."),
      item("7", "Data preparation"),
      .paragraph(
        "The table was read as it is: no value was changed or imputed. Terms of columns, such as age/10, are listed "
          + "where they are used; nodes and size are cut into the classes of TNM for the subgroups, and nowhere else."),
    ]
  }

  private var variables: [ReportBlock] {
    let outcome = subject.outcome
    let coding = outcome.eventValue ?? "1 or true"
    return [
      item("8", "Outcome"),
      .facts([
        Fact("Time to the event or to the end of follow-up", outcome.time),
        Fact("Event", "\(outcome.event), where \(coding) means the event"), Fact("Horizon", horizon),
      ]), missing("How, by whom and how blindly the event was assessed."), item("9", "Predictors"),
      .facts([
        Fact("Evaluated", subject.kind.words), Fact("Clinical variables", clinicalText),
      ]),
    ] + encodedColors + [
      item("10", "Sample size"),
      .paragraph(
        "All rows that could be used: \(record.count.counted("patient")) with \(record.events.counted("event")), "
          + "\(record.followUp.eventsByHorizon) of them by \(horizon)."),
      missing("How the size of the study was arrived at."), item("11", "Missing data"),
      .table(flowTable),
    ]
  }

  /// In which colours slides went into features.
  private var encodedColors: [ReportBlock] {
    switch subject.kind {
    case .score, .model: []
    case .bundle:
      [
        .paragraph(
          "Coverslip's encoders see pixels as they were scanned, without an ICC profile; of features that another "
            + "program made it is not told.")
      ]
    }
  }

  private var clinicalText: String {
    if let clinical = subject.clinical { return clinical }
    return switch subject.kind {
    case .bundle: "those of the bundle's own clinical model"
    case .score, .model: "none were named"
    }
  }

  private var flowTable: ReportTable {
    let flow = record.flow
    let rows =
      [ReportTable.Row(["Rows read", "\(flow.read)", ""])]
      + flow.leftOut.map { .init(["No value in column \($0.column)", "\($0.lines.count)", $0.lines.lineWords]) }
      + [.init(["Evaluated", "\(flow.kept)", ""], .strong)] + comparedRows
    return ReportTable(
      title: "Who was left out", columns: [.init(""), .init("Patients", .right), .init("Of the table")], rows: rows)
  }

  /// Who is not compared with the clinical variables.
  private var comparedRows: [ReportTable.Row] {
    guard let comparison = record.comparison, comparison.missing > 0 else { return [] }
    let lines = comparison.missingLines.isEmpty ? "" : comparison.missingLines.lineWords
    return [
      .init(["Lack a clinical value, not compared", "\(comparison.missing)", lines]),
      .init(["Compared", "\(comparison.count)", ""], .strong),
    ]
  }

  private var analysis: [ReportBlock] {
    let manner = record.manner
    let limits =
      manner.bootstrap.map {
        "Limits of 95 % of c, AUC, Brier score, sensitivity at equal specificity and paired differences are "
          + "percentiles of \($0.resamples) bootstrap resamples from seed \($0.seed), the models held as they are."
      }
      ?? "No bootstrap was asked for: the limits of c are those of the infinitesimal jackknife, and what has none "
      + "has no formula."
    return [
      item("12", "Analytical methods"),
      .list([
        "Harrell's c: events tied in time are not compared, equal scores count one half.",
        "Uno's c, AUC, sensitivity, specificity, PPV, NPV and Brier score weigh patients by the inverse probability of "
          + "not being censored, taken \(manner.censoring.words) each event.",
        "An event at the horizon itself counts as by the horizon (T <= t); timeROC leaves it out (T < t).",
        "Models are compared at the specificity of the call, between two thresholds on the straight line of the ROC "
          + "curve.",
        "Survival is Kaplan and Meier's with \(manner.limits.rawValue) limits; Cox models use Efron's rule for ties.",
        "Calibration: observed is 1 - Kaplan-Meier; the curve is a Cox model on a restricted cubic spline of "
          + "log(-log(1 - p)) with three knots.", limits,
        "Limits of sensitivity, specificity, PPV and NPV are Wilson's, for p (1 - p) / se^2 patients, se by the "
          + "infinitesimal jackknife; at 0 or 1 for (sum w)^2 / sum w^2. Of a single event no limits are given.",
        "Limits of survival, hazard ratios, O/E, slope and the groups of the calibration are those of their formulas; "
          + "those of c within "
          + "subgroups are of the infinitesimal jackknife. Uno's weights are taken as known in its standard error.",
      ]), item("13", "Class imbalance"),
      .paragraph("Nothing was done about it: no patient was drawn or weighed for their outcome."),
      item("14", "Fairness"), fairness, item("15", "Model output"), .facts(output),
      item("16", "Training and evaluation"), .paragraph(trainingText),
    ]
  }

  private var fairness: ReportBlock {
    record.subgroups.isEmpty
      ? missing("No column to tell groups of patients apart was there; name some with --subgroups.")
      : .paragraph(
        "The score is looked at separately by \(record.subgroups.map(\.name).joined(separator: ", ")); see the results."
      )
  }

  private var output: [Fact] {
    let probabilities = record.calibration.map { $0.basis.words } ?? "none"
    let threshold =
      record.call.map { call in
        "\(call.threshold.words) is high"
      } ?? "none"
    return [Fact("Probabilities by \(horizon)", probabilities), Fact("Threshold", threshold)]
  }

  private var apartText: String {
    subject.training.isMade
      ? " " + subject.training.sentences.joined(separator: " ")
      : " Whether patients of its training are among these was not established."
  }

  private var trainingText: String {
    switch subject.kind {
    case .score:
      "How the score was made is not known to this record. Models fitted here, of clinical variables and of the score, "
        + "are evaluated on the patients they were fitted to: their figures are apparent."
    case .model(let training):
      "The model was made on \(training.count.counted("patient")) with "
        + "\(training.events.counted("event")) and used as it is."
        + apartText
    case .bundle: "The bundle was used as it is: its networks, models and threshold." + apartText
    }
  }
}

extension CensoringDistribution.Evaluation {
  fileprivate var words: String {
    switch self {
    case .before: "just before"
    case .at: "at"
    }
  }
}
