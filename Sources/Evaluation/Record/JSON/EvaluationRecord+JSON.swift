import Basics
import SurvivalStatistics

/// The record's coding is what `evaluate --json` prints: statistics stand in members of their own, those without one in
/// the list `statistics`; sentences stand beside the codes.
extension EvaluationRecord {
  /// The record as JSON, its members in the order in which a reader asks for them.
  public func json(_ words: RecordWords = .codes) -> JSONValue {
    let head: [JSONMember] = [
      JSONMember("format", .integer(format)), JSONMember("n", .integer(count)), JSONMember("events", .integer(events)),
      JSONMember("horizon", .number(horizon)),
    ]
    let parts: [JSONMember] = [
      JSONMember("kaplanMeier", coursesJSON), JSONMember("evaluated", subject.json(manner, words)),
      JSONMember("flow", flow.json), JSONMember("followUp", followUp.json),
      JSONMember("logRank", logRank.map(\.json) ?? .null),
      JSONMember("hazardRatios", .array(hazardRatios.map(\.json))),
      JSONMember("comparison", comparison.map(\.json) ?? .null),
      JSONMember("calibration", calibration.map { calibrationJSON($0, words) } ?? .null),
      JSONMember("decisionCurve", .array(decision.map(\.json))),
      JSONMember("subgroups", .array(subgroups.map(subgroupJSON))),
      JSONMember("warnings", JSONValue(warnings.map(words.warning))),
      JSONMember("leftOut", .array(omissions.map { $0.json(words) })),
      JSONMember("cautions", .array(warnings.map { JSONValue(orNull: $0) })),
      JSONMember("statistics", .array(statistics.filter(\.hasNoMember).map { JSONValue(orNull: $0) })),
      JSONMember("rocCurves", .array(curvesOfAccuracy.map(\.json))),
      JSONMember("researchUseOnly", .string(words.researchUseOnly)),
    ]
    return .object(head + accuracyMembers + callMembers(words) + parts)
  }

  /// Reads a record, without trusting it: a file is a file like any other. Sentences are not read.
  ///
  /// - Throws: ``JSONFailure/unexpected(path:)`` with the path of a member that is missing, of another type, or
  ///   impossible.
  public init(json: JSONValue) throws(JSONFailure) {
    let reader = try JSONReader(json, path: "evaluation")
    let format = try reader.int("format")
    guard format == Self.currentFormat else { throw reader.failure("format") }
    let evaluated = try reader.object("evaluated")
    let courses = try reader.object("kaplanMeier")
    self.init(
      format: format, subject: try EvaluationSubject(evaluated), manner: try EvaluationManner(evaluated, courses),
      flow: try CohortFlow(try reader.object("flow")), count: try reader.int("n"), events: try reader.int("events"),
      horizon: try reader.double("horizon"), followUp: try FollowUp(try reader.object("followUp")))
    guard horizon > 0 else { throw reader.failure("horizon") }
    try readParts(reader, courses)
    try readStatistics(reader)
    statistics = statistics.inOrderOfReport
    try check(reader)
  }

  private mutating func readParts(_ reader: JSONReader, _ courses: JSONReader) throws(JSONFailure) {
    call = try reader.optional("threshold", ThresholdCall.init)
    curves = [try ObservedCourse(courses)]
    for course in try courses.objects("groups") { curves.append(try ObservedCourse(course)) }
    logRank = try reader.optional("logRank", LogRankTest.init)
    for model in try reader.objects("hazardRatios") { hazardRatios.append(try ModelEffects(model)) }
    comparison = try reader.optional("comparison", ModelComparison.init)
    calibration = try reader.optional("calibration", CalibrationRecord.init)
    for benefit in try reader.objects("decisionCurve") { decision.append(try NetBenefit(benefit)) }
    for subgroup in try reader.objects("subgroups") { subgroups.append(try SubgroupRecord(subgroup)) }
    for curve in try reader.optionalObjects("rocCurves") { curvesOfAccuracy.append(try ModelROC(curve)) }
    for (index, caution) in try reader.array("cautions").enumerated() {
      warnings.append(try caution.decoded(CohortWarning.self, path: "evaluation.cautions[\(index)]"))
    }
    for (index, omission) in try reader.array("leftOut").enumerated() {
      omissions.append(try Omission(omission, path: "evaluation.leftOut[\(index)]"))
    }
  }

  /// Whether every number that has a place on an axis can have one.
  private func check(_ reader: JSONReader) throws(JSONFailure) {
    let areas = all(.aucAtTime)
    guard areas.allSatisfy({ ($0.time ?? 0) > 0 && isShare($0.value.estimate) }) else {
      throw reader.failure("aucOverTime")
    }
    let groups = calibration?.groups ?? []
    guard
      groups.allSatisfy({ group in
        ([group.predicted] + [group.observed, group.lower, group.upper].compactMap(\.self)).allSatisfy(isShare)
      })
    else { throw reader.failure("calibration.groups") }
    let thresholds = decision.map(\.threshold)
    guard zip(thresholds, thresholds.dropFirst()).allSatisfy({ $0 < $1 }), thresholds.allSatisfy(isShare) else {
      throw reader.failure("decisionCurve")
    }
  }
}

private func isShare(_ value: Double) -> Bool { (0...1).contains(value) }

extension EvaluationRecord: Codable {
  /// Reads what ``encode(to:)`` writes, or the JSON that a command printed.
  ///
  /// - Throws: what the decoder throws, and what ``init(json:)`` does.
  public init(from decoder: any Decoder) throws { try self.init(json: try JSONValue(from: decoder)) }

  /// Writes ``json(_:)`` without sentences.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws { try json().encode(to: encoder) }
}

extension [Statistic] {
  /// Those of all patients, differences after the models, those of subgroups last; in the order of the codes, and where
  /// these are the same in their own.
  var inOrderOfReport: [Statistic] {
    let ranks = Dictionary(uniqueKeysWithValues: StatisticCode.allCases.enumerated().map { ($1, $0) })
    return enumerated().sorted { a, b in
      let (first, second) = ((a.element.rank, ranks[a.element.code] ?? 0), (b.element.rank, ranks[b.element.code] ?? 0))
      return first == second ? a.offset < b.offset : first < second
    }.map(\.element)
  }
}

extension Statistic {
  fileprivate var rank: Int { subject.level != nil ? 2 : subject.less != nil ? 1 : 0 }
}
