import Basics
import Evaluation
import Foundation
import Labels
import SurvivalStatistics

/// `fit` as a table for a reader.
package struct FitText {
  package let text: String

  package init(_ fit: CohortFit) {
    let model = fit.model
    var lines = [
      "Cox model, \(model.ties.rawValue) ties: \(model.count.counted("patient")), \(model.events.counted("event"))", "",
    ]
    lines += CohortLines.coefficients(model.effects) + [""]
    lines.append(
      "log likelihood    \(Self.fixed(model.logLikelihoodNull, 3)) without, \(Self.fixed(model.logLikelihood, 3)) with "
        + "the covariates")
    lines += [
      ("likelihood ratio", model.likelihoodRatio), ("score", model.score), ("Wald", model.wald),
    ].compactMap { name, test in test.map { Self.test(name, $0) } }
    lines.append(
      "c-index           \(FigureText.decimal(fit.concordance.index)), standard error "
        + "\(FigureText.decimal(fit.concordance.standardError)), in the same patients")
    lines += Self.proportionality(fit)
    lines += CohortLines.flow(fit.flow) + fit.warnings.map { "Caution: \($0.sentence)" }
    text = (lines.map(\.printableLine) + ["", ResearchUse.sentence]).joined(separator: "\n")
  }

  private static func test(_ name: String, _ test: ChiSquaredTest) -> String {
    name.padding(toLength: 18, withPad: " ", startingAt: 0)
      + "chi-squared \(fixed(test.statistic, 2)), \(test.degreesOfFreedom) df, p \(FigureText.p(test.p))"
  }

  private static func proportionality(_ fit: CohortFit) -> [String] {
    guard let test = fit.proportionalHazards else {
      return ["Proportional hazards: not tested, its information is singular"]
    }
    let rows = test.terms.map { ($0.name, $0.test) } + [("all", test.global)]
    let table = TextTable(
      ["proportional hazards", "chi-squared", "df", "p"],
      rows.map { [$0.0, fixed($0.1.statistic, 2), "\($0.1.degreesOfFreedom)", FigureText.p($0.1.p)] })
    return [""] + table.lines
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
