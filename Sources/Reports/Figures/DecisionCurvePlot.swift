import Basics

/// Net benefit against the threshold probability (Vickers & Elkin, Med Decis Making 2006;26:565).
public struct DecisionCurvePlot: Hashable, Sendable {
  /// A point of a curve.
  public struct Point: Hashable, Sendable {
    /// Threshold probability, 0 to 1.
    public var threshold: Double
    /// Net benefit per patient.
    public var netBenefit: Double

    /// A point of a curve.
    public init(threshold: Double, netBenefit: Double) {
      self.threshold = threshold
      self.netBenefit = netBenefit
    }
  }

  /// A strategy, ascending in the threshold.
  public typealias Curve = PlotCurve<Point>

  /// The curves of the models.
  public var curves: [Curve]
  /// The curve of treating everyone; treating nobody is the line at 0 and drawn always.
  public var everyone: [Point]
  /// The label of the horizontal axis, which is in percent: "Threshold probability".
  public var thresholdLabel: String
  /// Label of the vertical axis: "Net benefit".
  public var benefitLabel: String
  /// The threshold in use, marked by a vertical line; `nil` for none.
  public var threshold: Double?
  /// Lines of text between legend and curves.
  public var remarks: [String]

  /// Curves of the models, and of treating everyone.
  public init(
    curves: [Curve], everyone: [Point], thresholdLabel: String = "Threshold probability",
    benefitLabel: String = "Net benefit", threshold: Double? = nil, remarks: [String] = []
  ) {
    self.curves = curves
    self.everyone = everyone
    self.thresholdLabel = thresholdLabel
    self.benefitLabel = benefitLabel
    self.threshold = threshold
    self.remarks = remarks
  }
}

extension DecisionCurvePlot {
  /// The models, and the strategy that needs none.
  var allCurves: [Curve] { curves + [Curve("Treat all", .reference, points: everyone)] }

  func numbers(_ title: String) -> ReportTable {
    let all = allCurves
    let thresholds = Set(all.flatMap { $0.points.map(\.threshold) }).sorted().thinned(to: 21)
    let rows = thresholds.map { threshold in
      ReportTable.Row(
        [NumberText.document.shortest(threshold * 100)]
          + all.map { curve in
            curve.points.first { $0.threshold == threshold }.map { NumberText.document.fixed($0.netBenefit, digits: 4) }
              ?? "–"
          } + ["0"])
    }
    let columns = all.map { ReportTable.Column("\(benefitLabel), \($0.name)", .right) }
    return ReportTable(
      title: title,
      columns: [.init(thresholdLabel, unit: "%", .right)] + columns + [.init("\(benefitLabel), treat none", .right)],
      rows: rows)
  }

  var summary: String {
    let at = threshold.map { " The threshold in use is \(NumberText.document.percent($0))." } ?? ""
    return "\(benefitLabel) of \(allCurves.map(\.name).joined(separator: ", ")) and treat none." + at
  }
}

extension Array {
  /// At most `limit` of the elements, evenly spread, the first and the last among them.
  func thinned(to limit: Int) -> [Element] {
    guard count > limit, limit > 1 else { return self }
    return (0..<limit).map { self[$0 * (count - 1) / (limit - 1)] }
  }
}
