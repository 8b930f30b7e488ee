import Basics
import Prognosis
import TerminalKit

extension ThemedView {
  /// How the curve is drawn, and of which group it is.
  func curveSign(_ curve: SurvivalCurve) -> Line {
    Line("\(curve.isDashed ? "╍╍" : "━━") \(curve.groupWords) ", theme[curve.role])
  }

  /// The curves between axes that reach at least as far as `least` and have room for `risk` too; without numbers.
  func survivalChart(_ curves: [SurvivalCurve], lasting least: Double, risk: Double? = nil) -> Chart {
    let last = max(least, curves.compactMap(\.times.last).max() ?? 0)
    let lowest = (curves.compactMap { $0.survival.min() } + [1 - (risk ?? 0)]).min() ?? 0
    let floor = max(0, (lowest * 10 - 0.5).rounded(.down) / 10)
    var chart = Chart(across: 0...last, down: floor...1)
    chart.curves = curves.map { curve in
      Chart.Curve(
        x: curve.times, y: curve.survival, .steps(start: 1), style: theme[curve.role], isDashed: curve.isDashed)
    }
    return chart
  }
}

extension Chart {
  /// Numbers below the axis of the times, `step` apart, the last one with the unit.
  func timeTicks(step: Double, unit: String) -> [(value: Double, label: String)] {
    let times = stride(from: 0, through: across.upperBound, by: step).map { $0 }
    let digits = step.rounded() == step ? 0 : 1
    return times.enumerated().map { index, time in
      let isLast = index == times.count - 1 && !unit.isEmpty
      return (time, NumberText.screen.fixed(time, digits: digits) + (isLast ? " " + unit : ""))
    }
  }
}

extension SurvivalCurve {
  /// `high`, `low`, `all`.
  var groupWords: String { group.map { CallBadge($0).words.lowercased() } ?? "all" }

  /// In which it is drawn.
  var role: Role { group.map { CallBadge($0).role } ?? .fill }

  /// So that the groups are told apart without colours.
  var isDashed: Bool {
    switch group {
    case .high?: true
    case .low?, .noCall?, nil: false
    }
  }
}
