import Basics
import Evaluation
import Labels
import SurvivalStatistics

/// `evaluate` for a reader in a terminal.
package struct EvaluationText {
  package let text: String

  package init(_ record: EvaluationRecord) {
    var lines = ["Evaluation of \(record.subject.kind.words)", ""]
    lines += Self.cohort(record) + [""] + Self.accuracy(record) + Self.call(record) + Self.courses(record)
    lines += Self.ratios(record) + Self.comparison(record) + Self.calibration(record) + Self.subgroups(record)
    lines += Self.remarks(record)
    text = (lines.map(\.printableLine) + ["", ResearchUse.sentence]).joined(separator: "\n")
  }

  private static func cohort(_ record: EvaluationRecord) -> [String] {
    let (subject, followUp) = (record.subject, record.followUp)
    var lines = CohortLines.flow(record.flow) + ["Patients: \(record.count), \(record.events.counted("event"))"]
    lines += (subject.remarks?.lines ?? []).map { "\($0.name): \($0.count), kept in all figures" }
    if subject.training.isMade { lines += subject.training.sentences }
    let median = followUp.median.map { subject.words($0) } ?? "not reached"
    return lines + [
      "Follow-up: median \(median) (reverse Kaplan-Meier), longest \(subject.words(followUp.longest))",
      "By \(subject.words(record.horizon)): \(followUp.eventsByHorizon.counted("event")), \(followUp.censoredBefore) "
        + "censored, \(followUp.followedPast) followed past it",
    ]
  }

  private static func accuracy(_ record: EvaluationRecord) -> [String] {
    let codes: [StatisticCode] = [.harrell, .uno, .auc, .brier, .predictionAccuracy]
    return table(["accuracy", "estimate", "95 % limits"], codes.map { ($0.title(in: record), record[$0]) })
  }

  private static func call(_ record: EvaluationRecord) -> [String] {
    guard let call = record.call else { return [] }
    let codes: [StatisticCode] = [.sensitivity, .specificity, .positivePredictiveValue, .negativePredictiveValue]
    let horizon = record.subject.words(record.horizon)
    return [""]
      + table(
        ["\(call.threshold.words): \(call.calledHigh) called high", "estimate", "95 % limits"],
        codes.map { ($0.title(by: horizon), record[$0]) })
  }

  /// Rows that have an estimate.
  static func table(_ heading: [String], _ rows: [(String, Estimate?)]) -> [String] {
    TextTable(
      heading,
      rows.compactMap { name, value in value.map { [name, FigureText.decimal($0.estimate), $0.limitText] } }
    ).lines
  }

  private static func courses(_ record: EvaluationRecord) -> [String] {
    let times = (0...5).map { record.horizon * Double($0) / 5 }
    let rows = record.curves.map { course in
      [course.curve.group.words, "\(course.curve.count)", "\(course.curve.events)"]
        + [course.atHorizon.map { "\(FigureText.decimal($0.estimate)) (\($0.limitText))" } ?? "-"]
        + times.map { "\(course.curve.atRisk(at: $0) ?? 0)" }
    }
    let heading = ["Kaplan-Meier", "n", "events", "free of it at \(record.subject.words(record.horizon))"]
    let table = TextTable(heading + times.map { "at risk \(FigureText.short($0))" }, rows).lines
    let test = record.logRank.map {
      "Log-rank: chi-squared \(FigureText.decimal($0.test.statistic)), \($0.test.degreesOfFreedom) df, p "
        + "\(FigureText.p($0.test.p))"
    }
    return [""] + table + [test].compactMap(\.self)
  }

  private static func ratios(_ record: EvaluationRecord) -> [String] {
    record.hazardRatios.flatMap { model in
      let name = model.isOfCall ? "high against low" : model.role.words
      return ["", "Hazard ratios, \(name), \(model.count.counted("patient")), \(model.events.counted("event"))"]
        + CohortLines.coefficients(model.effects)
    }
  }

  private static func comparison(_ record: EvaluationRecord) -> [String] {
    guard let comparison = record.comparison else { return [] }
    var lines = ["", "Against the clinical variables\(comparison.isApparent ? apparent : "")"]
    if comparison.missing > 0 {
      lines.append("  left out here, without a clinical value: \(comparison.missing)")
    }
    let specificity =
      comparison.specificity.map { "sensitivity at specificity \(FigureText.decimal($0))" } ?? "sensitivity"
    var heading = ["\(comparison.count.counted("patient")), \(comparison.events.counted("event"))", "Harrell's c"]
    if comparison.isApparent { heading.append("less optimism") }
    let codes: [StatisticCode] =
      [.harrell] + (comparison.isApparent ? [.harrellCorrected] : [])
      + [.uno, .auc, .sensitivityAtEqualSpecificity]
    lines +=
      TextTable(
        heading + ["Uno's c", "AUC", specificity],
        comparison.models.map { model in [model.words] + codes.map { comparison[$0, .model(model)].text } }
      ).lines
    return lines + comparison.differences.map { difference($0, comparison) }
  }

  private static let apparent = ", models fitted to these patients: apparent"

  private static func difference(_ difference: Statistic, _ comparison: ModelComparison) -> String {
    let corrected = comparison.corrected(difference).map { ", less optimism " + $0.text } ?? ""
    let models = [difference.subject.model, difference.subject.less].compactMap(\.self).map(\.words)
    return "  \(difference.code.comparedWords): \(models.joined(separator: " less ")) " + difference.value.text
      + corrected
  }

  private static func calibration(_ record: EvaluationRecord) -> [String] {
    guard let calibration = record.calibration else { return [] }
    var lines = ["", "Calibration; probabilities from \(calibration.basis.words)"]
    if let ratio = record[.observedToExpected], let observed = record[.observedRisk],
      let expected = record[.predictedRisk]
    {
      lines.append(
        "  O/E \(ratio.text): observed \(FigureText.percent(observed.estimate)), expected "
          + FigureText.percent(expected.estimate))
    }
    if let slope = record[.calibrationSlope] { lines.append("  slope \(slope.text)") }
    let errors: [(String, StatisticCode)] = [
      ("ICI", .calibrationIndex), ("E50", .calibrationE50), ("E90", .calibrationE90), ("Emax", .calibrationEMax),
    ]
    let known = errors.compactMap { name, code in
      record[code].map { "\(name) \(FigureText.decimal($0.estimate))" }
    }
    if !known.isEmpty { lines.append("  " + known.joined(separator: ", ")) }
    return lines + groups(calibration.groups)
  }

  private static func groups(_ groups: [CalibrationGroup]) -> [String] {
    guard !groups.isEmpty else { return [] }
    return TextTable(
      ["group", "n", "events", "predicted", "observed", "95 % limits"],
      groups.enumerated().map { index, group in
        [
          "\(index + 1)", "\(group.count)", "\(group.events)", FigureText.percent(group.predicted),
          group.observed.map { FigureText.percent($0) } ?? "-",
          group.lower.flatMap { low in group.upper.map { "\(FigureText.percent(low)) to \(FigureText.percent($0))" } }
            ?? "-",
        ]
      }
    ).lines
  }

  private static func subgroups(_ record: EvaluationRecord) -> [String] {
    record.subgroups.flatMap { subgroup in
      let interaction = subgroup.interaction.map { ", p of interaction \(FigureText.p($0.p))" } ?? ""
      let missing = subgroup.missing > 0 ? ", missing in \(subgroup.missing)" : ""
      return [""]
        + TextTable(
          ["\(subgroup.name)\(missing)\(interaction)", "n", "events", "c-index", "hazard ratio"],
          subgroup.levels.map {
            [
              $0.name, "\($0.count)", "\($0.events)", record[.harrell, within: subgroup.place($0)].text,
              record[.hazardRatio, within: subgroup.place($0)].text,
            ]
          }
        ).lines
    }
  }

  private static func remarks(_ record: EvaluationRecord) -> [String] {
    let cautions = record.warnings.map { "Caution: \($0.sentence)" }
    let omissions = record.omissions.isEmpty ? [] : ["", "Left out"] + record.omissions.map { "  \($0.sentence)" }
    return (cautions.isEmpty ? [] : [""] + cautions) + omissions
  }
}

extension StatisticCode {
  /// The row of a report, with the model where there is more than one.
  func title(in record: EvaluationRecord) -> String {
    title(by: record.subject.words(record.horizon)) + model(record.subject.kind)
  }

  private func model(_ kind: EvaluationSubject.Kind) -> String {
    switch self {
    case .harrell, .harrellCorrected, .uno, .auc, .aucAtTime, .meanAUC: kind.ofScore
    case .brier, .predictionAccuracy, .sensitivity, .specificity, .positivePredictiveValue, .negativePredictiveValue,
      .calibrationSlope, .observedToExpected:
      kind.ofRisk
    case .attentionAUC, .shareOfTruth, .sensitivityAtEqualSpecificity, .calledHigh, .netBenefit, .netBenefitOfAll,
      .predictedRisk, .observedRisk, .calibrationIndex, .calibrationE50, .calibrationE90, .calibrationEMax,
      .brierAtTime, .nullBrier, .integratedBrier, .hazardRatio, .outOfDistribution:
      ""
    }
  }
}
