import Basics

/// Sensitivity against 1 - specificity, with the operating points in use.
public struct ROCPlot: Hashable, Sendable {
  /// A pair of rates.
  public struct Point: Hashable, Sendable {
    /// The false positive rate, 1 - specificity, 0 to 1.
    public var falsePositiveRate: Double
    /// The sensitivity, 0 to 1.
    public var sensitivity: Double

    /// A pair of rates.
    public init(falsePositiveRate: Double, sensitivity: Double) {
      self.falsePositiveRate = falsePositiveRate
      self.sensitivity = sensitivity
    }
  }

  /// A score's curve.
  public struct Curve: Hashable, Sendable {
    /// The curve's name in the legend, with the AUC where it is known.
    public var name: String
    /// What the curve shows, which decides its colour.
    public var role: SeriesRole
    /// The points, from (0, 0) to (1, 1).
    public var points: [Point]
    /// Where the threshold in use lies; `nil` for none.
    public var operatingPoint: Point?

    /// A score's curve.
    public init(_ name: String, _ role: SeriesRole, points: [Point], operatingPoint: Point? = nil) {
      self.name = name
      self.role = role
      self.points = points
      self.operatingPoint = operatingPoint
    }
  }

  /// The curves, drawn in this order.
  public var curves: [Curve]
  /// Lines of text between legend and curves.
  public var remarks: [String]

  /// Curves on the unit square.
  public init(curves: [Curve], remarks: [String] = []) {
    self.curves = curves
    self.remarks = remarks
  }
}

extension ROCPlot {
  func numbers(_ title: String) -> ReportTable {
    let rows = curves.flatMap { curve in
      [ReportTable.Row([curve.name], .section)]
        + (curve.operatingPoint.map { [Self.row("threshold in use", $0)] } ?? [])
        + curve.points.thinned(to: 11).map { Self.row("", $0) }
    }
    return ReportTable(
      title: title,
      columns: [.init("Curve"), .init("1 − specificity", .right), .init("Sensitivity", .right)], rows: rows)
  }

  private static func row(_ name: String, _ point: Point) -> ReportTable.Row {
    ReportTable.Row([
      name, NumberText.document.fixed(point.falsePositiveRate, digits: 3),
      NumberText.document.fixed(point.sensitivity, digits: 3),
    ])
  }

  var summary: String {
    let told = curves.map { curve in
      guard let point = curve.operatingPoint else { return curve.name }
      let sensitivity = NumberText.document.fixed(point.sensitivity, digits: 2)
      let specificity = NumberText.document.fixed(1 - point.falsePositiveRate, digits: 2)
      return "\(curve.name): sensitivity \(sensitivity), specificity \(specificity) at the threshold in use"
    }
    return "Sensitivity against 1 − specificity. " + told.joined(separator: "; ") + "."
  }
}
