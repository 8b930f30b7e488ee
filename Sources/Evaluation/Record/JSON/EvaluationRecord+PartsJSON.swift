import Basics
import SurvivalStatistics

extension CohortFlow {
  /// Rows read and kept, and those left out with their lines.
  package var json: JSONValue {
    [
      "rowsRead": .integer(read), "rowsKept": .integer(kept),
      "leftOut": .array(
        leftOut.map { left in
          [
            "column": .string(left.column), "reason": "no value", "rows": .integer(left.lines.count),
            "lines": JSONValue(left.lines),
          ]
        }),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(read: try reader.int("rowsRead"))
    for left in try reader.objects("leftOut") {
      leftOut.append(LeftOut(column: try left.string("column"), lines: try left.ints("lines")))
    }
  }
}

extension FollowUp {
  var json: JSONValue {
    [
      "median": JSONValue(median), "longest": .number(longest), "eventsByHorizon": .integer(eventsByHorizon),
      "censoredBeforeHorizon": .integer(censoredBefore), "followedPastHorizon": .integer(followedPast),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      median: try reader.optionalDouble("median"), longest: try reader.double("longest"),
      eventsByHorizon: try reader.int("eventsByHorizon"), censoredBefore: try reader.int("censoredBeforeHorizon"),
      followedPast: try reader.int("followedPastHorizon"))
  }
}

extension ThresholdCall {
  func json(_ words: RecordWords) -> JSONValue {
    [
      "value": .number(threshold.value), "scale": .string(threshold.scale), "rule": .string(words.rule(threshold)),
      "calledHigh": .integer(calledHigh), "code": .string(threshold.code),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    let threshold = RiskThreshold(code: try reader.string("code"), value: try reader.double("value"))
    guard let threshold else { throw reader.failure("code") }
    self.init(threshold: threshold, calledHigh: try reader.int("calledHigh"))
  }
}

// MARK: Courses

extension EvaluationRecord {
  /// The curve of all, and those of the groups within it.
  var coursesJSON: JSONValue {
    guard let all = curves.first else { return .null }
    return .object(
      all.members(manner)
        + [JSONMember("groups", .array(curves.dropFirst().map { .object($0.members(manner)) }))])
  }
}

extension ObservedCourse {
  fileprivate func members(_ manner: EvaluationManner) -> [JSONMember] {
    let points = curve.points
    return [
      JSONMember("group", .string(curve.group.rawValue)), JSONMember("n", .integer(curve.count)),
      JSONMember("events", .integer(curve.events)), JSONMember("limits", .string(manner.limits.rawValue)),
      JSONMember("atHorizon", JSONValue(atHorizon)), JSONMember("median", median.json),
      JSONMember("time", JSONValue(points.map(\.time))), JSONMember("estimate", JSONValue(points.map(\.survival))),
      JSONMember("lower", .array(points.map { JSONValue($0.lower) })),
      JSONMember("upper", .array(points.map { JSONValue($0.upper) })),
      JSONMember("standardError", .array(points.map { JSONValue($0.standardError) })),
      JSONMember("atRisk", .array(points.map { JSONValue($0.atRisk) })),
      JSONMember("eventsAt", .array(points.map { JSONValue($0.events) })),
      JSONMember("censoredAt", .array(points.map { JSONValue($0.censored) })),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    let median = try reader.object("median")
    self.init(
      curve: try SurvivalCurve(reader), atHorizon: try reader.optionalEstimate("atHorizon"),
      median: TimeEstimate(
        estimate: try median.optionalDouble("estimate"), lower: try median.optionalDouble("lower"),
        upper: try median.optionalDouble("upper")))
  }
}

extension TimeEstimate {
  fileprivate var json: JSONValue {
    ["estimate": JSONValue(estimate), "lower": JSONValue(lower), "upper": JSONValue(upper)]
  }
}

extension SurvivalCurve {
  /// All steps. Fails where the lists differ in length, or the curve cannot be drawn.
  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    let (times, survival) = (try reader.doubles("time"), try reader.doubles("estimate"))
    let (lower, upper) = (try reader.optionalDoubles("lower"), try reader.optionalDoubles("upper"))
    let errors = try reader.optionalDoubles("standardError")
    let (atRisk, events, censored) = (
      try reader.ints("atRisk"), try reader.ints("eventsAt"), try reader.ints("censoredAt")
    )
    let counts = [
      survival.count, lower.count, upper.count, errors.count, atRisk.count, events.count, censored.count,
    ]
    guard counts.allSatisfy({ $0 == times.count }) else { throw reader.failure("time") }
    self.init(
      try reader.word("group"), count: try reader.int("n"), events: try reader.int("events"),
      points: times.indices.map { index in
        Point(
          time: times[index], survival: survival[index], lower: lower[index], upper: upper[index],
          standardError: errors[index], atRisk: atRisk[index], events: events[index], censored: censored[index])
      }, isComplete: true)
    guard isDrawable, points.first.map({ $0.time > 0 }) ?? true else { throw reader.failure("time") }
  }
}

// MARK: Models

extension ModelEffects {
  /// Of a model of the call, in the place of a role.
  private static let call = "high-against-low"

  var json: JSONValue {
    [
      "model": .string(isOfCall ? Self.call : role.rawValue), "n": .integer(count), "events": .integer(events),
      "scoreStandardDeviation": JSONValue(scoreDeviation), "coefficients": .array(effects.map(\.json)),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    let model = try reader.string("model")
    guard let role = model == Self.call ? .score : ModelRole(rawValue: model) else { throw reader.failure("model") }
    var effects: [CoxEffect] = []
    for effect in try reader.objects("coefficients") { effects.append(try CoxEffect(effect)) }
    self.init(
      role: role, isOfCall: model == Self.call, scoreDeviation: try reader.optionalDouble("scoreStandardDeviation"),
      effects: effects, count: try reader.int("n"), events: try reader.int("events"))
  }
}

extension ModelComparison {
  /// What is measured of each model, by its member.
  private static let measures: [(key: String, code: StatisticCode)] = [
    ("harrellC", .harrell), ("unoC", .uno), ("auc", .auc), ("harrellCWithoutOptimism", .harrellCorrected),
    ("sensitivityAtEqualSpecificity", .sensitivityAtEqualSpecificity),
  ]
  /// What differences are of, by the word in their member `measure`.
  private static let compared: [(word: String, code: StatisticCode)] = [
    ("harrellC", .harrell), ("unoC", .uno), ("auc", .auc), ("sensitivity", .sensitivityAtEqualSpecificity),
  ]

  var json: JSONValue {
    let others = statistics.filter { one in !Self.measures.contains { $0.code == one.code } }
    return [
      "n": .integer(count), "events": .integer(events), "apparent": .bool(isApparent), "missing": .integer(missing),
      "specificity": JSONValue(specificity), "models": .array(models.map(json)),
      "differences": .array(differences.compactMap(json)), "missingLines": JSONValue(missingLines),
      "statistics": .array(others.map { JSONValue(orNull: $0) }),
    ]
  }

  private func json(_ role: ModelRole) -> JSONValue {
    .object(
      [JSONMember("model", .string(role.rawValue))]
        + Self.measures.map { JSONMember($0.key, JSONValue(self[$0.code, .model(role)])) })
  }

  private func json(_ difference: Statistic) -> JSONValue? {
    guard let word = Self.compared.first(where: { $0.code == difference.code })?.word else { return nil }
    return [
      "measure": .string(word), "first": .string(difference.subject.model.rawValue),
      "second": JSONValue(word: difference.subject.less), "difference": JSONValue(difference.value),
      "withoutOptimism": JSONValue(corrected(difference)),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      count: try reader.int("n"), events: try reader.int("events"), isApparent: try reader.bool("apparent"),
      missing: try reader.int("missing"), missingLines: try reader.ints("missingLines"),
      specificity: try reader.optionalDouble("specificity"), models: [], statistics: [])
    for model in try reader.objects("models") {
      let role: ModelRole = try model.word("model")
      models.append(role)
      for (key, code) in Self.measures { add(code, .model(role), try model.optionalEstimate(key)) }
    }
    for difference in try reader.objects("differences") { try read(difference) }
    for (index, entry) in try reader.array("statistics").enumerated() {
      statistics.append(try entry.decoded(Statistic.self, path: "evaluation.comparison.statistics[\(index)]"))
    }
    statistics = statistics.inOrderOfReport
  }

  private mutating func read(_ difference: JSONReader) throws(JSONFailure) {
    let word = try difference.string("measure")
    guard let code = Self.compared.first(where: { $0.word == word })?.code else { throw difference.failure("measure") }
    let subject = StatisticSubject.difference(try difference.word("first"), less: try difference.word("second"))
    add(code, subject, try difference.optionalEstimate("difference"))
    add(.harrellCorrected, subject, try difference.optionalEstimate("withoutOptimism"))
  }
}

extension CalibrationRecord {
  var curveJSON: JSONValue {
    ["predicted": JSONValue(curve.map(\.predicted)), "observed": JSONValue(curve.map(\.observed))]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(basis: try reader.word("basis"), risks: try RiskCounts(try reader.object("risks")))
    for group in try reader.objects("groups") { groups.append(try CalibrationGroup(group)) }
    let curve = try reader.object("curve")
    let (predicted, observed) = (try curve.doubles("predicted"), try curve.doubles("observed"))
    guard predicted.count == observed.count else { throw curve.failure("observed") }
    self.curve = zip(predicted, observed).map { Point(predicted: $0, observed: $1) }
  }
}

extension RiskCounts {
  var json: JSONValue {
    [
      "width": .number(width), "events": JSONValue(events), "followed": JSONValue(followed),
      "censored": JSONValue(censored),
    ]
  }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      width: try reader.double("width"), events: try reader.ints("events"), followed: try reader.ints("followed"),
      censored: try reader.ints("censored"))
    guard width > 0, followed.count == events.count, censored.count == events.count else {
      throw reader.failure("width")
    }
  }
}

extension SubgroupRecord {
  init(_ reader: JSONReader) throws(JSONFailure) {
    var levels: [Level] = []
    for level in try reader.objects("levels") {
      levels.append(
        Level(name: try level.string("name"), count: try level.int("n"), events: try level.int("events")))
    }
    self.init(
      name: try reader.string("name"), missing: try reader.int("missing"), levels: levels,
      isOfCall: try reader.bool("ofCall"),
      interaction: try reader.optional("interaction", ChiSquaredTest.init))
  }
}

extension ModelROC {
  var json: JSONValue {
    [
      "model": .string(role.rawValue), "falsePositiveRate": JSONValue(points.map(\.falsePositiveRate)),
      "sensitivity": JSONValue(points.map(\.sensitivity)),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    let (rates, sensitivities) = (try reader.doubles("falsePositiveRate"), try reader.doubles("sensitivity"))
    guard rates.count == sensitivities.count else { throw reader.failure("sensitivity") }
    self.init(
      role: try reader.word("model"),
      points: zip(rates, sensitivities).map { Point(falsePositiveRate: $0, sensitivity: $1) })
  }
}

extension Omission {
  func json(_ words: RecordWords) -> JSONValue {
    [
      "part": .string(part.rawValue), "subject": .string(subject), "reason": .string(words.reason(reason)),
      "why": JSONValue(orNull: reason),
    ]
  }

  init(_ value: JSONValue, path: String) throws(JSONFailure) {
    let reader = try JSONReader(value, path: path)
    guard case .object(let members) = value, let why = members.first(where: { $0.key == "why" })?.value else {
      throw reader.failure("why")
    }
    self.init(
      part: try reader.word("part"), subject: try reader.string("subject"),
      reason: try why.decoded(OmissionReason.self, path: "\(path).why"))
  }
}
