import Basics
import Foundation

@testable import Reports

/// Figures and reports whose numbers are small enough to check by eye.
enum Samples {
  /// Ten patients: events at 1, 2 and 4, censorings at 3 and from 5 on. S = 0.9, 0.8, 0.8 x 6/7.
  static let steps: [SurvivalPlot.Step] = [
    .init(time: 1, survival: 0.9, limits: 0.73...1, atRisk: 10, events: 1, censored: 0),
    .init(time: 2, survival: 0.8, limits: 0.59...1, atRisk: 9, events: 1, censored: 0),
    .init(time: 3, survival: 0.8, limits: 0.59...1, atRisk: 8, events: 0, censored: 1),
    .init(time: 4, survival: 0.8 * 6 / 7, limits: 0.45...1, atRisk: 7, events: 1, censored: 0),
    .init(time: 5, survival: 0.8 * 6 / 7, limits: 0.45...1, atRisk: 6, events: 0, censored: 6),
  ]

  static let survival = SurvivalPlot(
    groups: [.init("Low risk", .low, steps: steps), .init("High risk, slide and clinical", .high, steps: steps)],
    timeLabel: "Years since surgery", timeUnit: .years, survivalLabel: "Metastasis-free survival", end: 5, horizon: 5,
    remarks: ["Log-rank p 0.62"])

  static let calibration = CalibrationPlot(
    groups: [
      .init(predicted: 0.01, observed: 0.008, limits: 0...0.02, count: 50, events: 1),
      .init(predicted: 0.04, observed: 0.05, limits: 0.02...0.08, count: 50, events: 2),
      .init(predicted: 0.15, observed: 0.13, limits: 0.05...0.24, count: 50, events: 6),
    ],
    smooth: [.init(predicted: 0, observed: 0.005), .init(predicted: 0.3, observed: 0.4)],
    predictedLabel: "Predicted risk within 5 years", observedLabel: "Observed risk", remarks: ["Slope 0.97"])

  static let decision = DecisionCurvePlot(
    curves: [
      .init(
        "Slide and clinical", .first,
        points: [.init(threshold: 0.01, netBenefit: 0.07), .init(threshold: 0.3, netBenefit: 0.01)])
    ],
    everyone: [.init(threshold: 0.01, netBenefit: 0.07), .init(threshold: 0.3, netBenefit: -0.3)], threshold: 0.05)

  static let forest = ForestPlot(
    rows: [
      .init("All patients", kind: .overall, count: 1169, events: 96, estimate: 2, limits: 1.5...2.7),
      .heading("Grade", remark: "0.08"),
      .init("1", count: 260, events: 6, estimate: 4, limits: 0.05...80),
      .init(
        "2 or 3, with a name that is much too long for its column of words", count: 909, events: 90, estimate: 1.8,
        limits: 1.2...2.7),
      .init("unknown", count: 8, events: 0, estimate: nil, limits: nil, remark: "no event"),
    ], measure: .ratio, label: "Hazard ratio", remarkLabel: "p of interaction")

  static let timeCurves = TimeCurvePlot(
    curves: [
      .init(
        "Combined", .first,
        points: [
          .init(time: 1, value: 0.9, limits: 0.8...1), .init(time: 2, value: 0.85),
          .init(time: 5, value: 0.8, limits: 0.7...0.9), .init(time: 6, value: 0.8, limits: 0.7...0.9),
        ])
    ], timeLabel: "Years since surgery", timeUnit: .years, valueLabel: "AUC(t)", range: 0.5...1, reference: 0.5,
    horizon: 5)

  static let roc = ROCPlot(curves: [
    .init(
      "Combined, AUC 0.82", .first,
      points: [
        .init(falsePositiveRate: 0, sensitivity: 0), .init(falsePositiveRate: 0.24, sensitivity: 0.76),
        .init(falsePositiveRate: 1, sensitivity: 1),
      ], operatingPoint: .init(falsePositiveRate: 0.24, sensitivity: 0.76))
  ])

  static let risks = RiskHistogram(
    edges: [0, 0.1, 0.2, 0.3],
    outcomes: [
      .init("Relapse within 5 years", .high, counts: [3, 5, 2]), .init("No relapse", .low, counts: [12_480, 40, 3]),
    ], riskLabel: "Predicted risk within 5 years", threshold: 0.05)

  static let scale = RiskScale(
    risk: 0.0625, limits: 0.0301...0.12, threshold: 0.05, label: "Probability of metastatic relapse within 5 years",
    below: "LOW RISK", above: "HIGH RISK")

  /// 224 by 100 px, the left half dark.
  static let tissue: RGBAImage = {
    var image = RGBAImage(size: PixelSize(width: 224, height: 100), filledWith: (230, 180, 210, 255))
    for row in 0..<100 {
      for column in 0..<112 { image.pixels[(row * 224 + column) * 4] = 90 }
    }
    return image
  }()

  static let plate = PicturePlate(
    [
      .init(tissue, micronsPerPixel: 0.5, name: "1", detail: "attention 0.8 %, contribution +0.07"),
      .init(tissue, micronsPerPixel: nil, name: "2"),
      .init(tissue, micronsPerPixel: 20, name: "a name that is much too long to stand beside a bar", detail: "heat"),
    ], abreast: 2)

  static let code: ReportCode = {
    let modules = [true, false, true, false, true, false, true, false, false]
    guard let matrix = BitMatrix(side: 3, modules: modules) else { preconditionFailure("nine modules") }
    return ReportCode(matrix, name: "QR code", facts: [Fact("Leaf", "abc"), Fact("Root", "def")])
  }()

  static let columns = [
    FactColumn("Patient", [Fact("Age", "61 years"), Fact("", "Nothing else is known of the patient.")]),
    FactColumn([FactGroup("Slides", [Fact("A.svs", "0.5 µm/px")]), FactGroup("Tissue", [Fact("Tiles", "812")])]),
  ]

  static let figures: [ReportFigure] = [
    .init(title: "Survival by call", .survival(survival)), .init(title: "Calibration", .calibration(calibration)),
    .init(title: "Decision curve", .decision(decision)), .init(title: "Subgroups", .forest(forest)),
    .init(title: "Accuracy over time", .timeCurves(timeCurves)), .init(title: "ROC at 5 years", .roc(roc)),
    .init(title: "Predicted risks", .risks(risks)), .init(title: "On the scale", .scale(scale)),
    .init(title: "Tiles", .pictures(plate)),
  ]

  /// 2026-03-02 12:00:00 UTC.
  static let created = Date(timeIntervalSince1970: 1_772_452_800)

  static func document(_ blocks: [ReportBlock], title: String = "Evaluation") -> ReportDocument {
    ReportDocument(
      title: title, created: created, producer: "Coverslip 1", notices: [.researchUseOnly, .demonstration],
      blocks: blocks)
  }

  /// A table of `rows` numbered rows.
  static func table(rows: Int) -> ReportTable {
    ReportTable(
      title: "Coefficients", columns: [.init("Covariate"), .init("Size", unit: "mm", .right)],
      rows: (0..<rows).map { .init(["row \($0)", "\($0)"]) }, footnotes: ["Efron's rule for ties."])
  }

  /// One of every block.
  static func everything() -> ReportDocument {
    document(
      [
        .keyFigures([.init("c-index", value: "0.80", detail: "0.76 to 0.84"), .init("AUC", value: "0.82")]),
        .heading("Participants"), .paragraph("1,169 women."), .list(["one", "two"]),
        .facts([Fact("Bundle", "demonstration 2")]), .heading("Model", level: 2), .table(table(rows: 3)),
        .notice(Notice(.missing, "Treatment is not in the cohort.")), .heading("Figures"), .heading("Limits"),
      ] + figures.map { .figure($0) } + [.figures(Array(figures.prefix(2))), .columns(columns), .code(code)])
  }
}

extension Drawing {
  var texts: [Drawing.Text] {
    elements.compactMap { element in
      if case .text(let text) = element { return text }
      return nil
    }
  }

  var strings: [String] { texts.map(\.string) }

  /// Every point of every line and polygon.
  var points: [Drawing.Point] {
    elements.flatMap { element -> [Drawing.Point] in
      switch element {
      case .line(let points, _), .polygon(let points, _, _): points
      case .disc(let center, _, _): [center]
      case .picture(_, let frame): frame.corners
      case .text, .stamp, .begin, .end: []
      }
    }
  }
}
