import Basics

/// A measure of accuracy against the time horizon: AUC(t), sensitivity and specificity, the Brier score.
public struct TimeCurvePlot: Hashable, Sendable {
  /// A point of a curve.
  public struct Point: Hashable, Sendable {
    /// The time in the unit of the axis.
    public var time: Double
    /// The measure at that time.
    public var value: Double
    /// The confidence limits of the measure; `nil` draws no band here.
    public var limits: ClosedRange<Double>?

    /// A point of a curve.
    public init(time: Double, value: Double, limits: ClosedRange<Double>? = nil) {
      self.time = time
      self.value = value
      self.limits = limits
    }
  }

  /// A curve, ascending in time.
  public typealias Curve = PlotCurve<Point>

  /// The curves, drawn in this order.
  public var curves: [Curve]
  /// The label of the axis of time: "Years since surgery".
  public var timeLabel: String
  /// The unit of the time axis, which decides where its ticks stand; `nil` where it is not known.
  public var timeUnit: TimeUnit?
  /// Label of the vertical axis: "AUC(t)".
  public var valueLabel: String
  /// The ends of the vertical axis.
  public var range: ClosedRange<Double>
  /// A horizontal line: 0.5 for chance; `nil` for none.
  public var reference: Double?
  /// A vertical line; `nil` for none.
  public var horizon: Double?
  /// Lines of text between legend and curves.
  public var remarks: [String]

  /// A plot of curves over time.
  public init(
    curves: [Curve], timeLabel: String, timeUnit: TimeUnit? = nil, valueLabel: String,
    range: ClosedRange<Double> = 0...1, reference: Double? = nil, horizon: Double? = nil, remarks: [String] = []
  ) {
    self.curves = curves
    self.timeLabel = timeLabel
    self.timeUnit = timeUnit
    self.valueLabel = valueLabel
    self.range = range
    self.reference = reference
    self.horizon = horizon
    self.remarks = remarks
  }
}

extension TimeCurvePlot {
  func numbers(_ title: String) -> ReportTable {
    let times = Set(curves.flatMap { $0.points.map(\.time) }).sorted().thinned(to: 21)
    let rows = times.map { time in
      ReportTable.Row([NumberText.document.shortest(time)] + curves.map { Self.cell($0, time) })
    }
    let columns = curves.map { ReportTable.Column($0.name, unit: "95 % limits", .right) }
    return ReportTable(title: title, columns: [.init(timeLabel, .right)] + columns, rows: rows)
  }

  private static func cell(_ curve: Curve, _ time: Double) -> String {
    guard let point = curve.points.first(where: { $0.time == time }) else { return "–" }
    return NumberText.document.estimate(point.value, point.limits, digits: 3)
  }

  var summary: String {
    let told = curves.compactMap { curve -> String? in
      guard let point = curve.points.last(where: { $0.time <= horizon ?? .infinity }) else { return nil }
      return
        "\(curve.name) \(NumberText.document.fixed(point.value, digits: 3)) at "
        + "\(NumberText.document.shortest(point.time))"
    }
    return "\(valueLabel) by \(timeLabel.lowercasedFirst). " + told.joined(separator: "; ") + "."
  }
}
