import Basics

/// Observed against predicted risk at one horizon.
public struct CalibrationPlot: Hashable, Sendable {
  /// Patients of similar predicted risk.
  public struct Group: Hashable, Sendable {
    /// Mean predicted risk, 0 to 1.
    public var predicted: Double
    /// Observed risk (1 - Kaplan-Meier), 0 to 1.
    public var observed: Double
    /// Confidence limits of `observed`.
    public var limits: ClosedRange<Double>?
    /// How many patients the group has.
    public var count: Int
    /// Events up to the horizon.
    public var events: Int

    /// A group's predicted and observed risk.
    public init(predicted: Double, observed: Double, limits: ClosedRange<Double>?, count: Int, events: Int) {
      self.predicted = predicted
      self.observed = observed
      self.limits = limits
      self.count = count
      self.events = events
    }
  }

  /// A point of the smooth curve.
  public struct Point: Hashable, Sendable {
    /// Predicted risk, 0 to 1.
    public var predicted: Double
    /// Observed risk, 0 to 1.
    public var observed: Double

    /// A point of the curve.
    public init(predicted: Double, observed: Double) {
      self.predicted = predicted
      self.observed = observed
    }
  }

  /// The groups, ascending by predicted risk.
  public var groups: [Group]
  /// The smooth calibration curve, ascending; empty for none.
  public var smooth: [Point]
  /// The label of the horizontal axis, which is in percent: "Predicted risk within 5 years".
  public var predictedLabel: String
  /// The label of the vertical axis, which is in percent: "Observed risk".
  public var observedLabel: String
  /// The end of both axes, 0 to 1; `nil`: what the groups need.
  public var end: Double?
  /// Lines of text between legend and points: O/E, slope, ICI.
  public var remarks: [String]

  /// A plot of groups and a curve.
  public init(
    groups: [Group], smooth: [Point] = [], predictedLabel: String, observedLabel: String, end: Double? = nil,
    remarks: [String] = []
  ) {
    self.groups = groups
    self.smooth = smooth
    self.predictedLabel = predictedLabel
    self.observedLabel = observedLabel
    self.end = end
    self.remarks = remarks
  }
}

extension CalibrationPlot {
  func numbers(_ title: String) -> ReportTable {
    let rows = groups.enumerated().map { index, group in
      ReportTable.Row([
        "\(index + 1)", NumberText.document.grouped(group.count), NumberText.document.grouped(group.events),
        NumberText.document.fixed(group.predicted * 100, digits: 1),
        NumberText.document.estimate(group.observed * 100, group.limits?.scaled(100), digits: 1),
      ])
    }
    return ReportTable(
      title: title,
      columns: [
        .init("Group", .right), .init("Patients", .right), .init("Events", .right),
        .init(predictedLabel, unit: "%", .right), .init(observedLabel, unit: "%, 95 % limits", .right),
      ],
      rows: rows)
  }

  var summary: String {
    let pairs = groups.map {
      "\(NumberText.document.percent($0.predicted)) and \(NumberText.document.percent($0.observed))"
    }
    return "\(predictedLabel) and \(observedLabel.lowercasedFirst) in \(groups.count) groups: "
      + pairs.joined(separator: "; ") + "."
  }
}
