import Sentences
import Evaluation
import Foundation
import Reports
import SurvivalStatistics

/// An evaluation as a report, with the items of TRIPOD+AI (Collins et al., BMJ 2024;385:e078378) as headings: each is
/// filled with what the program knows, or said to be missing.
struct EvaluationDocument {
  let result: EvaluationResult
  /// Of the report; there is one clock, and it is not here.
  let created: Date

  var report: EvaluationReport { result.report }
  var horizon: String { result.about.words(report.horizon) }

  var ofScore: String { result.about.kind.ofScore }
  var ofRisk: String { result.about.kind.ofRisk }

  var document: ReportDocument {
    var document = ReportDocument(
      title: "Evaluation of \(result.about.kind.words)",
      subtitle: "\(report.count) patients, \(report.events) events", created: created, producer: Software.name,
      notices: notices)
    document.blocks = front + introduction + methods + openScience + results + discussion
    return document
  }

  private var notices: [Notice] {
    guard case .bundle(_, _, _, true) = result.about.kind else { return [.researchUseOnly] }
    return [.researchUseOnly, .demonstration]
  }

  func item(_ number: String, _ name: String) -> ReportBlock { .heading("\(number). \(name)", level: 2) }

  func missing(_ text: String) -> ReportBlock { .notice(Notice(.missing, text)) }

  private var front: [ReportBlock] {
    [
      .heading("Title and abstract"), item("1", "Title"),
      .paragraph(
        "Evaluation of a prediction of a time to an event: \(result.about.kind.words), on \(result.about.table)."),
      item("2", "Abstract"), .keyFigures(keyFigures),
    ]
  }

  private var keyFigures: [KeyFigure] {
    let call: [(String, Estimate?)] = [
      ("Sensitivity\(ofRisk)", report.call?.sensitivity), ("Specificity\(ofRisk)", report.call?.specificity),
    ]
    return (discrimination + call).compactMap { name, value in
      value.map { KeyFigure(name, value: Words.decimal($0.estimate), detail: $0.lower == nil ? "" : Words.limits($0)) }
    }
  }

  /// What the score adds where that was looked at, else how well it tells patients apart.
  private var discrimination: [(String, Estimate?)] {
    guard let comparison = report.comparison else {
      return [("Harrell's c", report.accuracy.harrell), ("AUC at \(horizon)", report.accuracy.auc)]
    }
    let gain = comparison.differences.first {
      $0.measure == .harrellC && $0.first == .combined && $0.second == .clinical
    }
    let models = [ModelRole.combined, .clinical].map { role in
      let model = comparison.models.first { $0.role == role }
      return ("Harrell's c, \(role.words)", model?.corrected ?? model?.harrell)
    }
    return models + [("Gain in c by the score", gain?.corrected ?? gain?.difference)]
  }

  private var introduction: [ReportBlock] {
    [
      .heading("Introduction"), item("3", "Background"),
      missing(
        "The medical context, the intended patients and users, and known inequalities between groups of patients."),
      item("4", "Objectives"),
      .paragraph(
        "To evaluate \(result.about.kind.words): how well it tells apart who has the event by \(horizon)"
          + (report.calibration == nil ? "" : ", whether its probabilities are right")
          + (report.comparison == nil ? "." : ", and whether it tells more than clinical variables do.")),
    ]
  }

  private var openScience: [ReportBlock] {
    [
      .heading("Open science"), item("18", "Funding, conflicts of interest, protocol, registration, data and code"),
      .facts([Fact("Program", Software.name)]),
      missing("Funding, conflicts of interest, where the protocol is, the registration, how data can be had."),
      item("19", "Patient and public involvement"), missing("Whether patients or the public took part."),
    ]
  }

  private var discussion: [ReportBlock] {
    let omissions = report.omissions.map(\.sentence)
    return [
      .heading("Discussion"), item("25", "Interpretation"),
      missing("What the results mean, fairness among it, in the light of the objectives and of other studies."),
      item("26", "Limitations"),
    ] + report.warnings.map { .notice(Notice(.caution, $0.sentence.sentenceCased)) }
      + (omissions.isEmpty
        ? [.paragraph("Everything that this report has a place for could be computed.")]
        : [.paragraph("Left out, because the data or the options do not carry it:"), .list(omissions)])
      + [
        item("27", "Usability"),
        .paragraph(
          "A missing or unusable value is never imputed: the patient is left out of what needs it, and counted."),
        missing("What the users need to know, and what comes next."),
      ]
  }
}

extension String {
  /// With a capital first letter and a full stop.
  var sentenceCased: String { prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".") }
}
