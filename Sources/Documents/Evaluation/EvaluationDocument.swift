import Evaluation
import Foundation
import Labels
import Reports
import SurvivalStatistics

/// An evaluation as a report, with the items of TRIPOD+AI (Collins et al., BMJ 2024;385:e078378) as headings: each is
/// filled with what the program knows, or said to be missing.
package struct EvaluationDocument {
  let record: EvaluationRecord
  /// When the report is made; there is one clock, and it is not here.
  let created: Date
  /// Name and version of the program.
  let software: String

  /// The report of `record`, made by `software`.
  package init(_ record: EvaluationRecord, created: Date, software: String) {
    self.record = record
    self.created = created
    self.software = software
  }

  var subject: EvaluationSubject { record.subject }
  var horizon: String { subject.words(record.horizon) }

  var ofScore: String { subject.kind.ofScore }
  var ofRisk: String { subject.kind.ofRisk }

  /// All of it, for a browser, a printer and a screen alike.
  package var document: ReportDocument {
    var document = ReportDocument(
      title: "Evaluation of \(subject.kind.words)",
      subtitle: "\(record.count.counted("patient")), \(record.events.counted("event"))", created: created,
      producer: software,
      notices: notices)
    document.blocks = front + introduction + methods + openScience + results + discussion
    return document
  }

  private var notices: [Notice] {
    switch subject.kind {
    case .bundle(let bundle): bundle.demonstration ? [.researchUseOnly, .demonstration] : [.researchUseOnly]
    case .score, .model: [.researchUseOnly]
    }
  }

  func item(_ number: String, _ name: String) -> ReportBlock { .heading("\(number). \(name)", level: 2) }

  func missing(_ text: String) -> ReportBlock { .notice(Notice(.missing, text)) }

  private var front: [ReportBlock] {
    [
      .heading("Title and abstract"), item("1", "Title"),
      .paragraph(
        "Evaluation of a prediction of a time to an event: \(subject.kind.words), on \(subject.table)."),
      item("2", "Abstract"), .keyFigures(keyFigures),
    ]
  }

  private var keyFigures: [KeyFigure] {
    let call: [(String, Estimate?)] = [
      ("Sensitivity\(ofRisk)", record[.sensitivity]), ("Specificity\(ofRisk)", record[.specificity]),
    ]
    return (discrimination + call).compactMap { name, value in
      value.map {
        KeyFigure(name, value: FigureText.decimal($0.estimate), detail: $0.lower == nil ? "" : $0.limitText)
      }
    }
  }

  /// What the score adds where that was looked at, else how well it tells patients apart.
  private var discrimination: [(String, Estimate?)] {
    guard let comparison = record.comparison else {
      return [("Harrell's c", record[.harrell]), ("AUC at \(horizon)", record[.auc])]
    }
    func best(_ subject: StatisticSubject) -> Estimate? {
      comparison[.harrellCorrected, subject] ?? comparison[.harrell, subject]
    }
    return [ModelRole.combined, .clinical].map { ("Harrell's c, \($0.words)", best(.model($0))) }
      + [("Gain in c by the score", best(.gain))]
  }

  private var introduction: [ReportBlock] {
    [
      .heading("Introduction"), item("3", "Background"),
      missing(
        "The medical context, the intended patients and users, and known inequalities between groups of patients."),
      item("4", "Objectives"),
      .paragraph(
        "To evaluate \(subject.kind.words): how well it tells apart who has the event by \(horizon)"
          + (record.calibration == nil ? "" : ", whether its probabilities are right")
          + (record.comparison == nil ? "." : ", and whether it tells more than clinical variables do.")),
    ]
  }

  private var openScience: [ReportBlock] {
    [
      .heading("Open science"), item("18", "Funding, conflicts of interest, protocol, registration, data and code"),
      .facts([Fact("Program", software)]),
      missing("Funding, conflicts of interest, where the protocol is, the registration, how data can be had."),
      item("19", "Patient and public involvement"), missing("Whether patients or the public took part."),
    ]
  }

  private var discussion: [ReportBlock] {
    let omissions = record.omissions.map(\.sentence)
    return [
      .heading("Discussion"), item("25", "Interpretation"),
      missing("What the results mean, fairness among it, in the light of the objectives and of other studies."),
      item("26", "Limitations"),
    ] + record.warnings.map { .notice(Notice(.caution, $0.sentence.sentenceCased)) }
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
