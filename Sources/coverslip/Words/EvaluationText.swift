import Basics
import Sentences
import Casework
import Evaluation
import Foundation
import Labels
import SurvivalStatistics

/// `evaluate` for a reader in a terminal.
struct EvaluationText {
  let text: String

  init(_ result: EvaluationResult) {
    let report = result.report
    var lines = ["Evaluation of \(result.about.kind.words)", ""]
    lines +=
      Self.cohort(result) + [""] + Self.accuracy(report, result.about) + Self.call(report)
      + Self.courses(report, result.about)
    lines += Self.ratios(report) + Self.comparison(report) + Self.calibration(report) + Self.subgroups(report)
    lines += Self.remarks(report)
    text = (lines.map(\.printableLine) + ["", ResearchUse.sentence]).joined(separator: "\n")
  }

  /// Who was left out, a line a column.
  static func flow(_ flow: CohortFlow) -> [String] {
    let head = "Rows: \(flow.read) read, \(flow.kept) kept"
    return [head]
      + flow.leftOut.map { "  left out, no value in column \($0.column): \($0.lines.count) (\($0.lines.lineWords))" }
  }

  private static func cohort(_ result: EvaluationResult) -> [String] {
    let report = result.report
    var lines = flow(result.flow) + ["Patients: \(report.count), \(report.events) events"]
    lines += (result.about.remarks?.lines ?? []).map { "\($0.name): \($0.count), kept in all figures" }
    if result.about.training.isMade { lines += result.about.training.sentences }
    guard let followUp = report.followUp else { return lines }
    let median = followUp.median.map { result.about.words($0) } ?? "not reached"
    return lines + [
      "Follow-up: median \(median) (reverse Kaplan-Meier), longest \(result.about.words(followUp.longest))",
      "By \(result.about.words(report.horizon)): \(followUp.eventsByHorizon) events, \(followUp.censoredBefore) "
        + "censored, \(followUp.followedPast) followed past it",
    ]
  }

  private static func accuracy(_ report: EvaluationReport, _ about: EvaluationSubject) -> [String] {
    let accuracy = report.accuracy
    let horizon = about.words(report.horizon)
    let (score, risk) = (about.kind.ofScore, about.kind.ofRisk)
    let rows: [(String, Estimate?)] = [
      ("Harrell's c\(score)", accuracy.harrell), ("Uno's c to \(horizon)\(score)", accuracy.uno),
      ("AUC at \(horizon)\(score)", accuracy.auc), ("Brier score at \(horizon)\(risk)", accuracy.brier),
      ("Index of prediction accuracy\(risk)", accuracy.predictionAccuracy),
    ]
    return table(["accuracy", "estimate", "95 % limits"], rows)
  }

  private static func call(_ report: EvaluationReport) -> [String] {
    guard let call = report.call else { return [] }
    return [""]
      + table(
        [
          "\(call.threshold.words): \(call.calledHigh) called high", "estimate",
          "95 % limits",
        ],
        [
          ("Sensitivity", call.sensitivity), ("Specificity", call.specificity), ("PPV", call.ppv), ("NPV", call.npv),
        ])
  }

  /// Rows that have an estimate.
  static func table(_ heading: [String], _ rows: [(String, Estimate?)]) -> [String] {
    TextTable(
      heading,
      rows.compactMap { name, value in value.map { [name, Words.decimal($0.estimate), Words.limits($0)] } }
    ).lines
  }

  private static func courses(_ report: EvaluationReport, _ about: EvaluationSubject) -> [String] {
    let times = (0...5).map { report.horizon * Double($0) / 5 }
    let rows = report.curves.map { curve in
      [curve.group.rawValue, "\(curve.estimate.count)", "\(curve.estimate.events)"]
        + [curve.atHorizon.map { "\(Words.decimal($0.estimate)) (\(Words.limits($0)))" } ?? "-"]
        + times.map { "\(curve.estimate.atRisk(at: $0))" }
    }
    let heading = ["Kaplan-Meier", "n", "events", "free of it at \(about.words(report.horizon))"]
    let table = TextTable(heading + times.map { "at risk \(Words.short($0))" }, rows).lines
    let test = report.logRank.map {
      "Log-rank: chi-squared \(Words.decimal($0.test.statistic)), \($0.test.degreesOfFreedom) df, p "
        + "\(Words.p($0.test.p))"
    }
    return [""] + table + [test].compactMap(\.self)
  }

  private static func ratios(_ report: EvaluationReport) -> [String] {
    report.hazardRatios.flatMap { model in
      let name = model.isOfCall ? "high against low" : model.role.words
      return ["", "Hazard ratios, \(name), \(model.count) patients, \(model.events) events"]
        + FitText.coefficients(model.effects)
    }
  }

  private static func comparison(_ report: EvaluationReport) -> [String] {
    guard let comparison = report.comparison else { return [] }
    let fitted = comparison.isApparent ? ", models fitted to these patients: apparent" : ""
    var lines = ["", "Against the clinical variables\(fitted)"]
    if !comparison.missing.isEmpty {
      lines.append("  left out here for want of a clinical value: \(comparison.missing.count)")
    }
    let specificity = comparison.specificity.map { "sensitivity at specificity \(Words.decimal($0))" } ?? "sensitivity"
    var heading = ["\(comparison.count) patients, \(comparison.events) events", "Harrell's c"]
    if comparison.isApparent { heading.append("less optimism") }
    lines +=
      TextTable(
        heading + ["Uno's c", "AUC", specificity],
        comparison.models.map { model in
          [model.role.words, Words.interval(model.harrell)]
            + (comparison.isApparent ? [Words.interval(model.corrected)] : [])
            + [Words.interval(model.uno), Words.interval(model.auc), Words.interval(model.sensitivity)]
        }
      ).lines
    return lines + comparison.differences.map(difference)
  }

  private static func difference(_ difference: PairedDifference) -> String {
    let corrected = difference.corrected.map { ", less optimism " + Words.interval($0) } ?? ""
    return "  \(difference.measure.words): \(difference.first.words) less \(difference.second.words) "
      + Words.interval(difference.difference) + corrected
  }

  private static func calibration(_ report: EvaluationReport) -> [String] {
    guard let calibration = report.calibration else { return [] }
    var lines = ["", "Calibration; probabilities from \(calibration.basis.words)"]
    if let mean = calibration.mean {
      lines.append(
        "  O/E \(Words.decimal(mean.ratio)) (\(Words.decimal(mean.lower)) to \(Words.decimal(mean.upper))): observed "
          + "\(Words.percent(mean.observed)), expected \(Words.percent(mean.expected))")
    }
    if let slope = calibration.slope { lines.append("  slope \(Words.interval(slope))") }
    if let curve = calibration.curve {
      lines.append(
        "  ICI \(Words.decimal(curve.integratedCalibrationIndex)), E50 \(Words.decimal(curve.e50)), E90 "
          + "\(Words.decimal(curve.e90)), Emax \(Words.decimal(curve.eMax))")
    }
    return lines + groups(calibration.groups)
  }

  private static func groups(_ groups: [CalibrationGroup]) -> [String] {
    guard !groups.isEmpty else { return [] }
    return TextTable(
      ["group", "n", "events", "predicted", "observed", "95 % limits"],
      groups.enumerated().map { index, group in
        [
          "\(index + 1)", "\(group.count)", "\(group.events)", Words.percent(group.predicted),
          group.observed.map { Words.percent($0) } ?? "-",
          group.lower.flatMap { low in group.upper.map { "\(Words.percent(low)) to \(Words.percent($0))" } } ?? "-",
        ]
      }
    ).lines
  }

  private static func subgroups(_ report: EvaluationReport) -> [String] {
    report.subgroups.flatMap { subgroup in
      let interaction = subgroup.interaction.map { ", p of interaction \(Words.p($0.p))" } ?? ""
      let missing = subgroup.missing > 0 ? ", missing in \(subgroup.missing)" : ""
      return [""]
        + TextTable(
          ["\(subgroup.name)\(missing)\(interaction)", "n", "events", "c-index", "hazard ratio"],
          subgroup.levels.map {
            [$0.name, "\($0.count)", "\($0.events)", Words.interval($0.harrell), Words.interval($0.hazardRatio)]
          }
        ).lines
    }
  }

  private static func remarks(_ report: EvaluationReport) -> [String] {
    let cautions = report.warnings.map { "Caution: \($0.sentence)" }
    let omissions = report.omissions.isEmpty ? [] : ["", "Left out"] + report.omissions.map { "  \($0.sentence)" }
    return (cautions.isEmpty ? [] : [""] + cautions) + omissions
  }
}

extension Words {
  /// `0.612 to 0.713`, `-` where there are none.
  static func limits(_ value: Estimate) -> String {
    value.lower.flatMap { low in value.upper.map { "\(decimal(low)) to \(decimal($0))" } } ?? "-"
  }

  /// `0.663 (0.612 to 0.713)`, `-` where there is no estimate.
  static func interval(_ value: Estimate?) -> String {
    guard let value else { return "-" }
    return value.lower == nil ? decimal(value.estimate) : "\(decimal(value.estimate)) (\(limits(value)))"
  }
}

extension CohortRemarks {
  /// What is known, by name.
  var lines: [(name: String, count: Int)] {
    (outOfDistribution.map { [("Out of distribution of the bundle", $0)] } ?? [])
      + [("Outside the intended use of the bundle", outsideIntendedUse), ("Judged by the slide alone", bySlideAlone)]
  }
}

extension RiskThreshold {
  /// `score above 1.2`, `probability from 0.05 on`.
  var words: String {
    switch self {
    case .score(let value): "score above \(Words.short(value))"
    case .probability(let value): "probability above \(Words.short(value))"
    case .call(let value): "probability from \(Words.short(value)) on"
    }
  }
}

extension PairedDifference.Measure {
  /// As a reader calls it.
  var words: String {
    switch self {
    case .harrellC: "Harrell's c"
    case .unoC: "Uno's c"
    case .auc: "AUC"
    case .sensitivity: "sensitivity at equal specificity"
    }
  }
}
