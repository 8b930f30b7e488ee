import Sentences
import Basics
import Casework
import Evaluation
import SurvivalStatistics

/// `fit --json`; ``SavedFit`` reads it back.
enum FitJSON {
  static func value(_ fit: CohortFit, unit: String?) -> JSONValue {
    let model = fit.model
    let zero = model.hazardAtZero
    return [
      "covariates": .string(fit.covariates), "ties": .string(model.ties.rawValue), "n": .integer(model.count),
      "events": .integer(model.events), "coefficients": .array(model.effects.map(coefficient)),
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
      "flow": EvaluationJSON.flow(fit.flow), "warnings": JSONValue(fit.warnings.map(\.sentence)),
      "researchUseOnly": .string(ResearchUse.sentence),
    ]
  }

  static func coefficient(_ effect: CoxEffect) -> JSONValue {
    [
      "name": .string(effect.name), "coef": .number(effect.coefficient), "se": .number(effect.standardError),
      "hazardRatio": .number(effect.hazardRatio), "lower": .number(effect.lower), "upper": .number(effect.upper),
      "z": .number(effect.z), "p": .number(effect.p),
    ]
  }

  private static func proportionalHazards(_ fit: CohortFit) -> JSONValue {
    guard let test = fit.proportionalHazards else { return .null }
    return [
      "transform": .string("km"), "global": self.test(test.global),
      "terms": .array(
        test.terms.map { term in
          guard case .object(let members) = self.test(term.test) else { return .null }
          return .object([JSONMember("name", .string(term.name))] + members)
        }),
    ]
  }

  static func test(_ test: ChiSquaredTest) -> JSONValue {
    [
      "chiSquared": .number(test.statistic), "degreesOfFreedom": .integer(test.degreesOfFreedom),
      "p": .number(test.p),
    ]
  }
}
