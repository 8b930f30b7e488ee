import Sentences
import Basics
import Casework
import Evaluation
import SurvivalStatistics

/// `evaluate --json`.
enum EvaluationJSON {
  static func value(_ result: EvaluationResult) -> JSONValue {
    let report = result.report
    var members: [JSONMember] = [
      JSONMember("n", .integer(report.count)), JSONMember("events", .integer(report.events)),
      JSONMember("horizon", .number(report.horizon)),
    ]
    members += accuracy(report) + call(report)
    members.append(JSONMember("kaplanMeier", curves(report.curves)))
    members += [
      JSONMember("evaluated", about(result)), JSONMember("flow", flow(result.flow)),
      JSONMember("followUp", followUp(report.followUp)),
      JSONMember("logRank", report.logRank.map(logRank) ?? .null),
      JSONMember("hazardRatios", .array(report.hazardRatios.map(effects))),
      JSONMember("comparison", report.comparison.map(comparison) ?? .null),
      JSONMember("calibration", report.calibration.map(calibration) ?? .null),
      JSONMember("decisionCurve", .array(report.decision.map(benefit))),
      JSONMember("subgroups", .array(report.subgroups.map(subgroup))),
      JSONMember("warnings", JSONValue(report.warnings.map(\.sentence))),
      JSONMember("leftOut", .array(report.omissions.map(omission))),
      JSONMember("researchUseOnly", .string(ResearchUse.sentence)),
    ]
    return .object(members)
  }

  private static func accuracy(_ report: EvaluationReport) -> [JSONMember] {
    let accuracy = report.accuracy
    var brier = members(accuracy.brier)
    if accuracy.brier != nil {
      brier += [
        JSONMember("null", JSONValue(accuracy.nullBrier)),
        JSONMember("indexOfPredictionAccuracy", estimate(accuracy.predictionAccuracy)),
      ]
    }
    return [
      JSONMember("harrellC", harrell(accuracy)), JSONMember("unoC", estimate(accuracy.uno)),
      JSONMember("auc", estimate(accuracy.auc)), JSONMember("brier", brier.isEmpty ? .null : .object(brier)),
      JSONMember("aucOverTime", .array(accuracy.aucOverTime.map(timed))),
      JSONMember("meanAUC", JSONValue(accuracy.meanAUC)),
      JSONMember("brierOverTime", .array(accuracy.brierOverTime.map(timed))),
      JSONMember("integratedBrier", JSONValue(accuracy.integratedBrier)),
    ]
  }

  private static func harrell(_ accuracy: ScoreAccuracy) -> JSONValue {
    guard let pairs = accuracy.pairs else { return .null }
    return .object(
      members(accuracy.harrell) + [
        JSONMember("standardError", .number(pairs.standardError)),
        JSONMember("concordant", .integer(pairs.concordant)), JSONMember("discordant", .integer(pairs.discordant)),
        JSONMember("tiedScore", .integer(pairs.tiedScore)), JSONMember("tiedTime", .integer(pairs.tiedTime)),
      ])
  }

  private static func call(_ report: EvaluationReport) -> [JSONMember] {
    let call = report.call
    let threshold: JSONValue =
      call.map { call in
        [
          "value": .number(call.threshold.value), "scale": .string(scale(call.threshold)),
          "rule": .string(call.threshold.words),
          "calledHigh": .integer(call.calledHigh),
        ]
      } ?? .null
    return [
      JSONMember("threshold", threshold), JSONMember("sensitivity", estimate(call?.sensitivity)),
      JSONMember("specificity", estimate(call?.specificity)), JSONMember("ppv", estimate(call?.ppv)),
      JSONMember("npv", estimate(call?.npv)),
    ]
  }

  private static func scale(_ threshold: RiskThreshold) -> String {
    switch threshold {
    case .score: "score"
    case .probability, .call: "probability"
    }
  }

  private static func members(_ value: Estimate?) -> [JSONMember] {
    guard let value else { return [] }
    var members = [JSONMember("estimate", .number(value.estimate))]
    if let lower = value.lower, let upper = value.upper {
      members += [JSONMember("lower", .number(lower)), JSONMember("upper", .number(upper))]
      members.append(JSONMember("limits", JSONValue(word: value.method)))
      if let resamples = value.resamples { members.append(JSONMember("resamples", .integer(resamples))) }
    }
    return members
  }

  static func estimate(_ value: Estimate?) -> JSONValue { value == nil ? .null : .object(members(value)) }

  private static func timed(_ value: TimedEstimate) -> JSONValue {
    .object([JSONMember("time", .number(value.time))] + members(value.estimate))
  }

  /// The curve of all, and those of the groups within it.
  private static func curves(_ curves: [GroupCurve]) -> JSONValue {
    guard let all = curves.first else { return .null }
    return .object(curve(all) + [JSONMember("groups", .array(curves.dropFirst().map { .object(curve($0)) }))])
  }

  private static func curve(_ curve: GroupCurve) -> [JSONMember] {
    let (estimate, steps) = (curve.estimate, curve.estimate.steps)
    let limits = steps.map { estimate.limits(at: $0.time, curve.limits) }
    return [
      JSONMember("group", .string(curve.group.rawValue)), JSONMember("n", .integer(estimate.count)),
      JSONMember("events", .integer(estimate.events)), JSONMember("limits", .string(curve.limits.rawValue)),
      JSONMember("atHorizon", self.estimate(curve.atHorizon)),
      JSONMember(
        "median",
        [
          "estimate": JSONValue(curve.median.estimate), "lower": JSONValue(curve.median.lower),
          "upper": JSONValue(curve.median.upper),
        ]), JSONMember("time", numbers(steps.map(\.time))), JSONMember("estimate", numbers(steps.map(\.survival))),
      JSONMember("lower", .array(limits.map { JSONValue($0?.lower) })),
      JSONMember("upper", .array(limits.map { JSONValue($0?.upper) })),
      JSONMember("standardError", .array(steps.map { JSONValue(estimate.standardError(at: $0.time)) })),
      JSONMember("atRisk", .array(steps.map { .integer($0.atRisk) })),
      JSONMember("eventsAt", .array(steps.map { .integer($0.events) })),
      JSONMember("censoredAt", .array(steps.map { .integer($0.censored) })),
    ]
  }

  private static func numbers(_ values: [Double]) -> JSONValue { .array(values.map { .number($0) }) }

  static func flow(_ flow: CohortFlow) -> JSONValue {
    [
      "rowsRead": .integer(flow.read), "rowsKept": .integer(flow.kept),
      "leftOut": .array(
        flow.leftOut.map { left in
          [
            "column": .string(left.column), "reason": "no value", "rows": .integer(left.lines.count),
            "lines": .array(left.lines.map { .integer($0) }),
          ]
        }),
    ]
  }

  private static func followUp(_ value: FollowUp?) -> JSONValue {
    guard let value else { return .null }
    return [
      "median": JSONValue(value.median), "longest": .number(value.longest),
      "eventsByHorizon": .integer(value.eventsByHorizon), "censoredBeforeHorizon": .integer(value.censoredBefore),
      "followedPastHorizon": .integer(value.followedPast),
    ]
  }

  private static func logRank(_ test: LogRankTest) -> JSONValue {
    guard case .object(let members) = FitJSON.test(test.test) else { return .null }
    return .object(
      members + [
        JSONMember("n", .array(test.counts.map { .integer($0) })),
        JSONMember("observed", .array(test.observed.map { .integer($0) })),
        JSONMember("expected", numbers(test.expected)),
      ])
  }

  private static func effects(_ model: ModelEffects) -> JSONValue {
    [
      "model": .string(model.isOfCall ? "high against low" : model.role.rawValue), "n": .integer(model.count),
      "events": .integer(model.events), "scoreStandardDeviation": JSONValue(model.scoreDeviation),
      "coefficients": .array(model.effects.map(FitJSON.coefficient)),
    ]
  }
}
