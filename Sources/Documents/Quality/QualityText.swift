import Basics
import Casework
import Labels
import Prognosis
import ReadingQuality
import SurvivalStatistics

/// The figures of a casebook's readings for a reader in a terminal.
package struct QualityText {
  package let text: String

  package init(_ figures: QualityFigures) {
    var lines = ["Readings of the casebook", figures.scope.sentence]
    if figures.isDemonstration { lines.append(ReadingQualityWords.demonstration) }
    lines += Self.cases(figures) + Self.groups(figures) + Self.reasons(figures.reasons)
    lines += Self.withModel(figures.withModel) + Self.withEachOther(figures.withEachOther)
    lines += Self.switches(figures) + Self.calibration(figures)
    lines += ["", ReadingQualityWords.limits]
    text = (lines.map(\.printableLine) + ["", ResearchUse.sentence]).joined(separator: "\n")
  }

  private static func cases(_ figures: QualityFigures) -> [String] {
    var lines = [
      "", "Cases: \(figures.cases) with a signature, \(figures.closed) of them closed; \(figures.unsigned) not signed",
      "Amended since: \(figures.amended.text) of the closed cases",
    ]
    if figures.withheld > 0 {
      lines.append("In no figure, read blinded and not closed: \(figures.withheld.counted("case"))")
    }
    return lines
      + figures.models.map { "Model: \($0.demonstration ? "DEMO " : "")\($0.name) \($0.version)" }
  }

  // MARK: Decisions

  private static func groups(_ figures: QualityFigures) -> [String] {
    guard figures.all.signatures > 0 else { return [] }
    let all = figures.all
    let head = [
      "", "Overrides: \(all.overrides.text) of the calls that confirm or override",
      "Deferrals: \(all.deferrals.text) of the signatures",
      "Rejected slides: \(all.rejections.text) of the signatures",
      "Reading: \(spread(all.seconds, "s")) on the screen", "Turnaround: \(spread(all.turnaround, "days"))",
    ]
    let without =
      all.withoutTurnaround > 0
      ? ["  left out, no day of receipt, or one after the signature: \(all.withoutTurnaround)"] : []
    return head + without + table("reader", figures.readers) + table("scanner", figures.scanners)
      + table("month", figures.months)
  }

  private static func spread(_ spread: Spread?, _ unit: String) -> String {
    guard let spread else { return "not known" }
    return "median \(FigureText.short(spread.median)) \(unit), quartiles \(FigureText.short(spread.lowerQuartile)) to "
      + "\(FigureText.short(spread.upperQuartile)) \(unit), \(spread.count) known"
  }

  private static func table(_ heading: String, _ groups: [NamedFigures]) -> [String] {
    let rows = groups.map { group in
      let figures = group.figures
      return [
        group.name.isEmpty ? "not known" : group.name, "\(figures.signatures)", percent(figures.overrides),
        percent(figures.deferrals), percent(figures.rejections), median(figures.seconds), median(figures.turnaround),
      ]
    }
    let columns = ["signatures", "overridden", "deferred", "rejected", "median s", "median days"]
    return [""] + TextTable([heading] + columns, rows).lines
  }

  /// `8.3 % (1.5 % to 35.4 %)`, `-` where there is no share.
  private static func percent(_ share: Share) -> String {
    guard let value = share.value, let limits = share.limits else { return "-" }
    return "\(FigureText.percent(value)) (\(FigureText.percent(limits.lower)) to \(FigureText.percent(limits.upper)))"
  }

  private static func median(_ spread: Spread?) -> String { spread.map { FigureText.short($0.median) } ?? "-" }

  private static func reasons(_ reasons: [ReasonFigures]) -> [String] {
    guard !reasons.isEmpty else { return [] }
    let rows = reasons.map { [$0.reason.label, $0.decision.label, "\($0.share.count)", percent($0.share)] }
    return [""] + TextTable(["reason", "of", "n", "share"], rows).lines
  }

  // MARK: Agreement

  private static func withModel(_ rows: [ModelAgreement]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let cells = rows.map { ["\($0.reviewer), \($0.stage.label)"] + agreement($0.agreement, leftOut: $0.leftOut) }
    return [""] + TextTable(["with the model"] + columns, cells).lines + [ReadingQualityWords.agreement]
  }

  private static func withEachOther(_ rows: [ReaderAgreement]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let cells = rows.map { row in
      ["\(row.first) and \(row.second ?? "colleagues"), \(row.comparison.label)"]
        + agreement(row.agreement, leftOut: row.leftOut)
    }
    return [""] + TextTable(["with each other"] + columns, cells).lines
  }

  private static let columns = ["n", "agree", "kappa", "95 % limits", "PABAK", "left out"]

  /// In the order of ``columns``.
  static func agreement(_ agreement: Agreement, leftOut: Int) -> [String] {
    [
      "\(agreement.count)", percent(agreement.agreed), agreement.kappa.map { FigureText.decimal($0.kappa) } ?? "-",
      limits(agreement.kappa?.limits), agreement.pabak.map(FigureText.decimal) ?? "-", "\(leftOut)",
    ]
  }

  private static func limits(_ limits: (lower: Double, upper: Double)?) -> String {
    limits.map { "\(FigureText.decimal($0.lower)) to \(FigureText.decimal($0.upper))" } ?? "-"
  }

  // MARK: Turns

  private static func switches(_ figures: QualityFigures) -> [String] {
    let switches = figures.switches
    guard switches.count > 0 else { return [] }
    let rows = switches.cells.map {
      ["\($0.first.label), then \($0.final?.label ?? "none")", $0.model.label, "\($0.count)"]
    }
    return [""] + TextTable(["first call, then signed call", "model", "n"], rows).lines
      + [
        "Turns toward the model: \(switches.toward.text) of the first calls that were not the model's",
        "Turns away from the model: \(switches.away.text) of the first calls that were the model's",
        "Unsure, then the model's call: \(switches.unsureToModel.text)", ReadingQualityWords.turns,
      ] + consultations(figures.consultations)
  }

  private static func consultations(_ rows: [Consultations]) -> [String] {
    guard !rows.isEmpty else { return [ReadingQualityWords.noReference] }
    return rows.flatMap { row in
      [
        "", "Held against \(row.reference.label)",
        "  positive consultations: \(row.positive.text) of the first calls that were wrong",
        "  negative consultations: \(row.negative.text) of the first calls that were right; "
          + "\(row.negativeWithModel) follow a wrong call of the model", "  \(row.reference.caution)",
      ]
    }
  }

  // MARK: Calibration

  private static func calibration(_ figures: QualityFigures) -> [String] {
    guard !figures.calibration.isEmpty else { return ["", ReadingQualityWords.noOutcome] }
    return figures.calibration.flatMap { row in
      ["", "Calibration of \(row.model.name) \(row.model.version) at \(FigureText.short(row.horizon)) years"]
        + ["  \(row.patients.counted("patient")), \(row.events.counted("event"))"] + mean(row) + bins(row.groups)
    } + [ReadingQualityWords.selection]
  }

  private static func mean(_ row: SignedCalibration) -> [String] {
    guard let mean = row.mean else { return ["  not computed: \(row.failure?.sentence ?? "not known")"] }
    return [
      "  observed \(FigureText.percent(mean.observed)), expected \(FigureText.percent(mean.expected)); observed by "
        + "expected \(FigureText.decimal(mean.ratio)) (\(FigureText.decimal(mean.lower)) to "
        + "\(FigureText.decimal(mean.upper)))"
    ]
  }

  private static func bins(_ groups: [CalibrationGroup]) -> [String] {
    guard !groups.isEmpty else {
      return ["  too few patients for groups of \(SignedCalibration.groupSize)"]
    }
    let rows = groups.map { group in
      [
        FigureText.percent(group.predicted), "\(group.count)", "\(group.events)",
        group.observed.map(FigureText.percent) ?? "-",
        group.lower.flatMap { low in
          group.upper.map { "\(FigureText.percent(low)) to \(FigureText.percent($0))" }
        } ?? "-",
      ]
    }
    return TextTable(["predicted", "patients", "events", "observed", "95 % limits"], rows).lines
  }
}
