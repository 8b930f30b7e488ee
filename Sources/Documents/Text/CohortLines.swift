import Evaluation
import Foundation
import Labels
import SurvivalStatistics

/// Lines that stand in the text of a fit and of an evaluation alike.
enum CohortLines {
  /// Who was left out, a line per column.
  static func flow(_ flow: CohortFlow) -> [String] {
    let head = "Rows: \(flow.read) read, \(flow.kept) kept"
    return [head]
      + flow.leftOut.map { "  left out, no value in column \($0.column): \($0.lines.count) (\($0.lines.lineWords))" }
  }

  /// One row per column.
  static func coefficients(_ effects: [CoxEffect]) -> [String] {
    TextTable(
      ["", "coef", "se", "HR", "95 % limits", "z", "p"],
      effects.map { effect in
        [
          effect.name, small(effect.coefficient, 4), small(effect.standardError, 4), ratio(effect.hazardRatio),
          "\(ratio(effect.lower)) to \(ratio(effect.upper))", fixed(effect.z, 2), FigureText.p(effect.p),
        ]
      }
    ).lines
  }

  /// At least three significant digits: the columns of a model have all scales.
  private static func small(_ value: Double, _ digits: Int) -> String {
    value != 0 && abs(value) < 0.01 ? String(format: "%.3g", value) : fixed(value, digits)
  }

  /// Enough digits to tell it from 1.
  private static func ratio(_ value: Double) -> String {
    let distance = abs(value - 1)
    return distance > 0 && distance < 0.001
      ? String(format: "%.\(min(12, 2 - Int(log10(distance).rounded(.down))))f", value)
      : fixed(value, 3)
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
