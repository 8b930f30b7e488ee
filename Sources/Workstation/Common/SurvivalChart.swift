import Basics
import Labels
import Prognosis
import SurvivalStatistics
import TerminalKit

extension ThemedView {
  /// How the curve is drawn, and of which group it is.
  func curveSign(_ curve: SurvivalCurve) -> Line {
    Line([
      Span(curve.isDashed ? "╍╍" : "━━", ink(of: curve)), Span(" \(curve.group.words) ", theme[curve.role]),
    ])
  }

  /// Of a line: without colours a role may be told by a ground of its own, which would hide what is drawn.
  private func ink(of curve: SurvivalCurve) -> Style { Style(foreground: theme[curve.role].foreground) }

  /// The curves between axes that reach at least as far as `least` and have room for `risk` too; without numbers.
  func survivalChart(_ curves: [SurvivalCurve], lasting least: Double, risk: Double? = nil) -> Chart {
    let last = max(least, curves.compactMap(\.lastTime).max() ?? 0)
    let lowest = (curves.compactMap { $0.points.map(\.survival).min() } + [1 - (risk ?? 0)]).min() ?? 0
    let floor = max(0, (lowest * 10 - 0.5).rounded(.down) / 10)
    var chart = Chart(across: 0...last, down: floor...1)
    chart.curves = curves.map { curve in
      Chart.Curve(
        x: curve.points.map(\.time), y: curve.points.map(\.survival), .steps(start: 1), style: ink(of: curve),
        isDashed: curve.isDashed)
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
  /// In which it is drawn.
  var role: Role {
    switch group {
    case .all: .fill
    case .low: CallBadge(.low).role
    case .high: CallBadge(.high).role
    }
  }

  /// So that the groups are told apart without colours.
  var isDashed: Bool {
    switch group {
    case .high: true
    case .all, .low: false
    }
  }
}
