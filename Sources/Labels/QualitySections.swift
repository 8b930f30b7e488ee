import Basics
import Casework
import ReadingQuality
import SurvivalStatistics

/// Figures of readings in sections of sentences and tables: what a shell and a screen show of them is the same.
public struct QualitySections: Hashable, Sendable {
  /// Whose readings they are of, in a sentence.
  public let scope: String
  /// Whether a demonstration model speaks in them.
  public let isDemonstration: Bool
  /// Whether anything was signed that they could tell of.
  public let isEmpty: Bool
  /// In their order; none has nothing to say.
  public let sections: [QualitySection]

  /// Sections that were made before.
  public init(scope: String, isDemonstration: Bool, isEmpty: Bool, sections: [QualitySection]) {
    self.scope = scope
    self.isDemonstration = isDemonstration
    self.isEmpty = isEmpty
    self.sections = sections
  }

  /// All of `figures`.
  public init(_ figures: QualityFigures) {
    let isTold = figures.scope.isTold
    self.init(
      scope: figures.scope.sentence, isDemonstration: figures.isDemonstration,
      isEmpty: isTold && figures.all.signatures == 0,
      sections: isTold ? Self.sections(figures).filter { !$0.blocks.isEmpty } : [])
  }

  private static func sections(_ figures: QualityFigures) -> [QualitySection] {
    [
      QualitySection("Cases", cases(figures)),
      QualitySection("Decisions, time and turnaround", decisions(figures.all)),
      QualitySection("By reader", groups("reader", figures.readers)),
      QualitySection("By scanner", groups("scanner", figures.scanners)),
      QualitySection("By month", groups("month", figures.months)),
      QualitySection("Reasons", reasons(figures.reasons)),
      QualitySection("Agreement with the model", withModel(figures.withModel)),
      QualitySection("Agreement with each other", withEachOther(figures)),
      QualitySection("First call, signed call and model", switches(figures.switches)),
      QualitySection("Consultations", consultations(figures)),
      QualitySection("Calibration on signed cases", calibration(figures)),
      QualitySection("Limits", [.note(ReadingQualityWords.limits)]),
    ]
  }
}

extension QualityScope {
  /// Whether it tells of anybody.
  fileprivate var isTold: Bool {
    switch self {
    case .everybody, .own: true
    case .nothing: false
    }
  }
}

/// A part of the figures under one heading.
public struct QualitySection: Hashable, Sendable {
  /// The heading.
  public let title: String
  /// What stands below it.
  public let blocks: [QualityBlock]

  /// `blocks` under `title`.
  public init(_ title: String, _ blocks: [QualityBlock]) {
    self.title = title
    self.blocks = blocks
  }
}

/// What stands under a heading of figures.
public enum QualityBlock: Hashable, Sendable {
  /// A figure in words.
  case line(String)
  /// More of the figure before it.
  case detail(String)
  /// What the figures do not say.
  case note(String)
  /// Rows under headings, each as long as they are; the first column names the row.
  case table(headings: [String], rows: [[String]])
}

// MARK: - Cases and decisions

extension QualitySections {
  private static func cases(_ figures: QualityFigures) -> [QualityBlock] {
    var lines = figures.filter.isEmpty ? [] : ["Only cases that pass: \(figures.filter)"]
    lines += [
      "Cases: \(figures.scope.signed(figures)), \(figures.closed) of them closed; \(figures.scope.unsigned(figures))",
      "Amended since: \(figures.amended.text) of the closed cases",
    ]
    if figures.withheld > 0 {
      lines.append("In no figure, read blinded and not closed: \(figures.withheld.counted("case"))")
    }
    lines += figures.models.map { "Model: \($0.demonstration ? "DEMO " : "")\($0.name) \($0.version)" }
    return lines.map { .line($0) } + (figures.amended.count > 0 ? [.note(ReadingQualityWords.amended)] : [])
      + (figures.filter.choosesByCalls ? [.note(ReadingQualityWords.chosenByCalls)] : [])
  }

  private static func decisions(_ all: DecisionFigures) -> [QualityBlock] {
    guard all.signatures > 0 else { return [] }
    let without =
      all.withoutTurnaround > 0
      ? [QualityBlock.detail("left out, no day of receipt, or one after the signature: \(all.withoutTurnaround)")] : []
    return [
      .line("Overrides: \(all.overrides.text) of the calls that confirm or override"),
      .line("Deferrals: \(all.deferrals.text) of the signatures"),
      .line("Rejected slides: \(all.rejections.text) of the signatures"),
      .line("Reading: \(spread(all.seconds, "s")) on the screen"),
      .line("Turnaround: \(spread(all.turnaround, "days"))"),
    ] + without
  }

  private static func spread(_ spread: Spread?, _ unit: String) -> String {
    guard let spread else { return "not known" }
    return "median \(FigureText.short(spread.median)) \(unit), quartiles \(FigureText.short(spread.lowerQuartile)) to "
      + "\(FigureText.short(spread.upperQuartile)) \(unit), \(spread.count) known"
  }

  private static func groups(_ heading: String, _ groups: [NamedFigures]) -> [QualityBlock] {
    guard !groups.isEmpty else { return [] }
    let rows = groups.map { group in
      let figures = group.figures
      return [
        group.name.isEmpty ? "not known" : group.name, "\(figures.signatures)", figures.overrides.percent,
        figures.deferrals.percent, figures.rejections.percent, median(figures.seconds), median(figures.turnaround),
      ]
    }
    let columns = ["signatures", "overridden", "deferred", "rejected", "reading s", "turnaround days"]
    return [.table(headings: [heading] + columns, rows: rows), .note(ReadingQualityWords.medians)]
  }

  private static func median(_ spread: Spread?) -> String { spread.map { FigureText.short($0.median) } ?? "-" }

  private static func reasons(_ reasons: [ReasonFigures]) -> [QualityBlock] {
    guard !reasons.isEmpty else { return [] }
    let rows = reasons.map { [$0.reason.label, $0.decision.label, "\($0.share.count)", $0.share.percent] }
    return [.table(headings: ["reason", "of", "n", "share"], rows: rows)]
  }
}

// MARK: - Agreement

extension QualitySections {
  private static func withModel(_ rows: [ModelAgreement]) -> [QualityBlock] {
    guard !rows.isEmpty else { return [] }
    let cells = rows.map { ["\($0.reviewer), \($0.stage.label)"] + agreement($0.agreement, leftOut: $0.leftOut) }
    return [
      .table(headings: ["with the model"] + columns, rows: cells), .note(ReadingQualityWords.agreement),
      .note(ReadingQualityWords.kappa),
    ]
  }

  private static func withEachOther(_ figures: QualityFigures) -> [QualityBlock] {
    let few: [QualityBlock] = figures.withFewColleagues > 0 ? [.note(ReadingQualityWords.fewColleagues)] : []
    let rows = figures.withEachOther
    guard !rows.isEmpty else { return few }
    let cells = rows.map { row in
      ["\(row.first) and \(row.second ?? "colleagues"), \(row.comparison.label)"]
        + agreement(row.agreement, leftOut: row.leftOut)
    }
    return [.table(headings: ["with each other"] + columns, rows: cells)] + few
  }

  private static let columns = ["n", "agree", "kappa", "95 % limits", "PABAK", "left out"]

  /// In the order of ``columns``.
  private static func agreement(_ agreement: Agreement, leftOut: Int) -> [String] {
    [
      "\(agreement.count)", agreement.agreed.percent, agreement.kappa.map { hundredths($0.kappa) } ?? "-",
      limits(agreement.kappa?.limits), agreement.pabak.map(hundredths) ?? "-", "\(leftOut)",
    ]
  }

  private static func limits(_ limits: (lower: Double, upper: Double)?) -> String {
    limits.map { "\(hundredths($0.lower)) to \(hundredths($0.upper))" } ?? "-"
  }

  /// Of a few dozen cases a third decimal says nothing.
  private static func hundredths(_ value: Double) -> String { NumberText.shell.fixed(value, digits: 2) }
}

// MARK: - Turns

extension QualitySections {
  private static func switches(_ switches: Switches) -> [QualityBlock] {
    guard switches.count > 0 else { return [] }
    let rows = switches.cells.map {
      ["\($0.first.label), then \($0.final?.label ?? "none")", $0.model.label, "\($0.count)"]
    }
    return [
      .table(headings: ["first call, then signed call", "model", "n"], rows: rows),
      .line("Turns toward the model: \(switches.toward.text) of the first calls that were not the model's"),
      .line("Turns away from the model: \(switches.away.text) of the first calls that were the model's"),
      .line("Unsure, then the model's call: \(switches.unsureToModel.text)"), .note(ReadingQualityWords.turns),
    ]
  }

  private static func consultations(_ figures: QualityFigures) -> [QualityBlock] {
    guard figures.switches.count > 0 else { return [] }
    guard !figures.consultations.isEmpty else { return [.note(ReadingQualityWords.noReference)] }
    return figures.consultations.flatMap { row -> [QualityBlock] in
      [
        .line("Held against \(row.reference.label)"),
        .detail("positive consultations: \(row.positive.text) of the first calls that were wrong"),
        .detail(
          "negative consultations: \(row.negative.text) of the first calls that were right; "
            + "\(row.negativeWithModel) follow a wrong call of the model"), .note(row.reference.caution),
      ]
    }
  }
}

// MARK: - Calibration

extension QualitySections {
  private static func calibration(_ figures: QualityFigures) -> [QualityBlock] {
    let rows = figures.calibration
    guard !rows.isEmpty else { return [.note(figures.scope.noOutcome)] }
    return rows.flatMap { row -> [QualityBlock] in
      let demo = row.model.demonstration ? "DEMO " : ""
      return [
        .line("Calibration of \(demo)\(row.model.name) \(row.model.version) at \(FigureText.short(row.horizon)) years"),
        .detail("\(row.patients.counted("patient")), \(row.events.counted("event"))"), mean(row), bins(row.groups),
      ]
    } + [.note(ReadingQualityWords.selection)]
  }

  private static func mean(_ row: SignedCalibration) -> QualityBlock {
    guard let mean = row.mean else { return .detail("not computed: \(row.notComputed ?? "not known")") }
    return .detail(
      "observed \(FigureText.percent(mean.observed)), expected \(FigureText.percent(mean.expected)); observed by "
        + "expected \(FigureText.decimal(mean.ratio)) (\(FigureText.decimal(mean.lower)) to "
        + "\(FigureText.decimal(mean.upper)))")
  }

  private static func bins(_ groups: [CalibrationGroup]) -> QualityBlock {
    guard !groups.isEmpty else { return .detail("too few patients for groups of \(SignedCalibration.groupSize)") }
    let rows = groups.map { group in
      [
        FigureText.percent(group.predicted), "\(group.count)", "\(group.events)",
        group.observed.map(FigureText.percent) ?? "-",
        group.lower.flatMap { low in
          group.upper.map { "\(FigureText.percent(low)) to \(FigureText.percent($0))" }
        } ?? "-",
      ]
    }
    return .table(headings: ["predicted", "patients", "events", "observed", "95 % limits"], rows: rows)
  }
}
