import Basics

/// Where one patient's risk lies on a logarithmic scale, with its interval and the threshold from which on it is high.
/// All is told by words and shapes, nothing by colour alone; numbers are rounded as screens round them.
public struct RiskScale: Hashable, Sendable {
  /// The risk, 0 to 1.
  public var risk: Double
  /// The limits of the risk, 0 to 1; `nil` where there are none.
  public var limits: ClosedRange<Double>?
  /// The risk from which on it is high, 0 to 1.
  public var threshold: Double
  /// The label of the axis, which is in percent: "Probability of metastatic relapse within 5 years".
  public var label: String
  /// The words over what lies below the threshold.
  public var below: String
  /// The words over what lies from the threshold on.
  public var above: String

  /// A risk on its scale.
  public init(
    risk: Double, limits: ClosedRange<Double>?, threshold: Double, label: String, below: String = "low",
    above: String = "high"
  ) {
    self.risk = risk
    self.limits = limits
    self.threshold = threshold
    self.label = label
    self.below = below
    self.above = above
  }
}

extension RiskScale {
  /// `6.3 % (3.0 to 12.0 %)`.
  var riskText: String {
    let number = NumberText.screen.fixed(risk * 100, digits: 1)
    guard let limits else { return number + "\u{A0}%" }
    let ends = [limits.lowerBound, limits.upperBound].map { NumberText.screen.fixed($0 * 100, digits: 1) }
    return "\(number)\u{A0}% (\(ends[0]) to \(ends[1])\u{A0}%)"
  }

  func numbers(_ title: String) -> ReportTable {
    ReportTable(
      title: title, columns: [.init(label, unit: "%, 95 % limits", .right), .init("Threshold", unit: "%", .right)],
      rows: [
        .init([
          NumberText.screen.estimate(risk * 100, limits?.scaled(100), digits: 1),
          NumberText.screen.fixed(threshold * 100, digits: 1),
        ])
      ])
  }

  var summary: String {
    let side = risk >= threshold ? above : below
    return "\(label): \(riskText), \(side); \(above) from \(NumberText.screen.percent(threshold)) on."
  }
}
