import Casework
import CohortEvaluation
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
      "log likelihood    \(Self.fixed(model.logLikelihoodNull, 3)) without, \(Self.fixed(model.logLikelihood, 3)) with the "
        + "covariates")
    lines += [
      ("likelihood ratio", model.likelihoodRatio), ("score", model.score), ("Wald", model.wald),
    ].compactMap { name, test in test.map { Self.test(name, $0) } }
    lines.append(
      "c-index           \(Words.decimal(fit.concordance.index)), standard error "
        + "\(Words.decimal(fit.concordance.standardError)), in the same patients")
    lines += Self.proportionality(fit)
    lines += EvaluationText.flow(fit.flow) + fit.warnings.map { "Caution: \($0.sentence)" }
    text = (lines.map(\.printableLine) + ["", Software.researchUseOnly]).joined(separator: "\n")
  }

  /// One row a column.
  static func coefficients(_ effects: [CoxEffect]) -> [String] {
    TextTable(
      ["", "coef", "se", "HR", "95 % limits", "z", "p"],
      effects.map { effect in
        [
          effect.name, fixed(effect.coefficient, 4), fixed(effect.standardError, 4), fixed(effect.hazardRatio, 3),
          "\(fixed(effect.lower, 3)) to \(fixed(effect.upper, 3))", fixed(effect.z, 2), Words.p(effect.p),
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
  /// Safe for a terminal, its leading spaces kept.
  var printableLine: String {
    let text = printable
    return text.isEmpty ? "" : String(repeating: " ", count: prefix { $0 == " " }.count) + text
  }

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
