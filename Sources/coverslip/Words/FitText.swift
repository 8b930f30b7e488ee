import Basics
import Sentences
import Casework
import Evaluation
import Foundation
import SurvivalStatistics

/// `fit` as a table for a reader.
struct FitText {
  let text: String

  init(_ fit: CohortFit) {
    let model = fit.model
    var lines = [
      "Cox model, \(model.ties.rawValue) ties: \(model.count) patients, \(model.events) events", "",
    ]
    lines += Self.coefficients(model.effects) + [""]
    lines.append(
      "log likelihood    \(Self.fixed(model.logLikelihoodNull, 3)) without, \(Self.fixed(model.logLikelihood, 3)) with "
        + "the covariates")
    lines += [
      ("likelihood ratio", model.likelihoodRatio), ("score", model.score), ("Wald", model.wald),
    ].compactMap { name, test in test.map { Self.test(name, $0) } }
    lines.append(
      "c-index           \(Words.decimal(fit.concordance.index)), standard error "
        + "\(Words.decimal(fit.concordance.standardError)), in the same patients")
    lines += Self.proportionality(fit)
    lines += EvaluationText.flow(fit.flow) + fit.warnings.map { "Caution: \($0.sentence)" }
    text = (lines.map(\.printableLine) + ["", ResearchUse.sentence]).joined(separator: "\n")
  }

  /// One row a column.
  static func coefficients(_ effects: [CoxEffect]) -> [String] {
    TextTable(
      ["", "coef", "se", "HR", "95 % limits", "z", "p"],
      effects.map { effect in
        [
          effect.name, small(effect.coefficient, 4), small(effect.standardError, 4), ratio(effect.hazardRatio),
          "\(ratio(effect.lower)) to \(ratio(effect.upper))", fixed(effect.z, 2), Words.p(effect.p),
        ]
      }
    ).lines
  }

  private static func test(_ name: String, _ test: ChiSquaredTest) -> String {
    name.padding(toLength: 18, withPad: " ", startingAt: 0)
      + "chi-squared \(fixed(test.statistic, 2)), \(test.degreesOfFreedom) df, p \(Words.p(test.p))"
  }

  private static func proportionality(_ fit: CohortFit) -> [String] {
    guard let test = fit.proportionalHazards else {
      return ["Proportional hazards: not tested, its information is singular"]
    }
    let rows = test.terms.map { ($0.name, $0.test) } + [("all", test.global)]
    let table = TextTable(
      ["proportional hazards", "chi-squared", "df", "p"],
      rows.map { [$0.0, fixed($0.1.statistic, 2), "\($0.1.degreesOfFreedom)", Words.p($0.1.p)] })
    return [""] + table.lines
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

/// Rows under headings, columns as wide as their widest cell, the first to the left and the others to the right.
struct TextTable {
  let lines: [String]

  init(_ heading: [String], _ rows: [[String]]) {
    let all = [heading] + rows.map { $0.map(\.printable) }
    let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    lines = all.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ").trimmingTrailingSpace
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSpace: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Words {
  /// `0.043`, `<0.0001`.
  static func p(_ value: Double) -> String {
    value < 0.0001 ? "<0.0001" : String(format: value < 0.01 ? "%.4f" : "%.3f", value)
  }
}
