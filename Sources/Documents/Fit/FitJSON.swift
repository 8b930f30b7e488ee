import Basics
import Evaluation
import Labels
import SurvivalStatistics

/// `fit --json`; ``SavedFit`` reads it back.
package enum FitJSON {
  package static func value(_ fit: CohortFit, unit: String?) -> JSONValue {
    let model = fit.model
    let zero = model.hazardAtZero
    return [
      "covariates": .string(fit.covariates), "ties": .string(model.ties.rawValue), "n": .integer(model.count),
      "events": .integer(model.events), "coefficients": .array(model.effects.map(\.json)),
      "logLikelihoodNull": .number(model.logLikelihoodNull), "logLikelihood": .number(model.logLikelihood),
      "degreesOfFreedom": .integer(model.names.count),
      "likelihoodRatio": JSONValue(model.likelihoodRatio?.statistic),
      "likelihoodRatioP": JSONValue(model.likelihoodRatio?.p), "score": JSONValue(model.score?.statistic),
      "scoreP": JSONValue(model.score?.p), "wald": JSONValue(model.wald?.statistic),
      "waldP": JSONValue(model.wald?.p), "concordance": .number(fit.concordance.index),
      "concordanceStandardError": .number(fit.concordance.standardError),
      "cumulativeBaselineHazard": [
        "time": .array(zero.times.map { .number($0) }), "hazard": .array(zero.cumulativeHazard.map { .number($0) }),
      ],
      "timeUnit": JSONValue(unit), "lastTime": .number(model.baseline.lastTime),
      "proportionalHazards": proportionalHazards(fit),
      "flow": fit.flow.json, "warnings": JSONValue(fit.warnings.map(\.sentence)),
      "researchUseOnly": .string(ResearchUse.sentence),
    ]
  }

  private static func proportionalHazards(_ fit: CohortFit) -> JSONValue {
    guard let test = fit.proportionalHazards else { return .null }
    return [
      "transform": .string("km"), "global": test.global.json,
      "terms": .array(
        test.terms.map { term in
          guard case .object(let members) = term.test.json else { return .null }
          return .object([JSONMember("name", .string(term.name))] + members)
        }),
    ]
  }
}
