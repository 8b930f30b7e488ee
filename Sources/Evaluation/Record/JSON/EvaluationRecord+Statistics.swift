import Basics

// MARK: Where a statistic stands

extension EvaluationRecord {
  /// Members of statistics of all patients that are an estimate with its limits.
  private static let estimates: [(key: String, code: StatisticCode)] = [
    ("unoC", .uno), ("auc", .auc), ("sensitivity", .sensitivity), ("specificity", .specificity),
    ("ppv", .positivePredictiveValue), ("npv", .negativePredictiveValue),
  ]
  /// Members that are a number without limits.
  private static let numbers: [(key: String, code: StatisticCode)] = [
    ("meanAUC", .meanAUC), ("integratedBrier", .integratedBrier),
  ]
  /// Members that are a list over time.
  private static let lists: [(key: String, code: StatisticCode)] = [
    ("aucOverTime", .aucAtTime), ("brierOverTime", .brierAtTime),
  ]
  /// Members of the calibration that are a number without limits.
  private static let errors: [(key: String, code: StatisticCode)] = [
    ("integratedCalibrationIndex", .calibrationIndex), ("e50", .calibrationE50), ("e90", .calibrationE90),
    ("eMax", .calibrationEMax),
  ]
  /// Statistics that have a member of their own.
  fileprivate static let placed: Set<StatisticCode> = Set(
    (estimates + numbers + lists + errors).map(\.code)
      + [
        .harrell, .brier, .nullBrier, .predictionAccuracy, .calibrationSlope, .observedToExpected,
        .predictedRisk, .observedRisk,
      ])
  /// Statistics of a level that have a member of their own.
  fileprivate static let placedInLevels: Set<StatisticCode> = [.harrell, .hazardRatio]
  /// Statistics of probabilities and calls; the others are of the score.
  private static let ofRisks: Set<StatisticCode> = [
    .sensitivity, .specificity, .positivePredictiveValue, .negativePredictiveValue, .calibrationSlope,
    .observedToExpected, .predictedRisk, .observedRisk, .calibrationIndex, .calibrationE50, .calibrationE90,
    .calibrationEMax, .brier, .brierAtTime, .nullBrier, .integratedBrier, .predictionAccuracy,
  ]

  private func subject(of code: StatisticCode) -> StatisticSubject {
    .model(Self.ofRisks.contains(code) ? riskRole : .score)
  }
}

extension Statistic {
  /// Whether it stands in the list of those that have no member of their own.
  var hasNoMember: Bool {
    let placed = subject.level == nil ? EvaluationRecord.placed : EvaluationRecord.placedInLevels
    return !placed.contains(code)
  }
}

// MARK: Writing

extension EvaluationRecord {
  var accuracyMembers: [JSONMember] {
    [
      JSONMember("harrellC", harrellJSON), member("unoC"), member("auc"), JSONMember("brier", brierJSON),
      list("aucOverTime"), number("meanAUC"), list("brierOverTime"), number("integratedBrier"),
    ]
  }

  func callMembers(_ words: RecordWords) -> [JSONMember] {
    [
      JSONMember("threshold", call.map { $0.json(words) } ?? .null), member("sensitivity"), member("specificity"),
      member("ppv"), member("npv"),
    ]
  }

  private func member(_ key: String) -> JSONMember {
    let code = Self.estimates.first { $0.key == key }?.code
    return JSONMember(key, JSONValue(code.flatMap { self[$0] }))
  }

  private func number(_ key: String) -> JSONMember {
    let code = Self.numbers.first { $0.key == key }?.code
    return JSONMember(key, JSONValue(code.flatMap { self[$0]?.estimate }))
  }

  private func list(_ key: String) -> JSONMember {
    let code = Self.lists.first { $0.key == key }?.code
    let entries = code.map { all($0) } ?? []
    return JSONMember(
      key, .array(entries.map { .object([JSONMember("time", JSONValue($0.time))] + $0.value.jsonMembers) }))
  }

  private var harrellJSON: JSONValue {
    guard let pairs else { return .null }
    return .object(
      (self[.harrell]?.jsonMembers ?? []) + [
        JSONMember("standardError", .number(pairs.standardError)),
        JSONMember("concordant", .integer(pairs.concordant)), JSONMember("discordant", .integer(pairs.discordant)),
        JSONMember("tiedScore", .integer(pairs.tiedScore)), JSONMember("tiedTime", .integer(pairs.tiedTime)),
      ])
  }

  private var brierJSON: JSONValue {
    guard let brier = self[.brier] else { return .null }
    return .object(
      brier.jsonMembers + [
        JSONMember("null", JSONValue(self[.nullBrier]?.estimate)),
        JSONMember("indexOfPredictionAccuracy", JSONValue(self[.predictionAccuracy])),
      ])
  }

  func calibrationJSON(_ calibration: CalibrationRecord, _ words: RecordWords) -> JSONValue {
    let errors = Self.errors.map { JSONMember($0.key, JSONValue(self[$0.code]?.estimate)) }
    return .object(
      [
        JSONMember("probabilities", .string(words.probabilities(calibration.basis))),
        JSONMember("basis", .string(calibration.basis.rawValue)), JSONMember("observedToExpected", meanJSON),
        JSONMember("slope", JSONValue(self[.calibrationSlope])),
      ] + errors + [
        JSONMember("groups", .array(calibration.groups.map(\.json))),
        JSONMember("curve", calibration.curveJSON), JSONMember("risks", calibration.risks.json),
      ])
  }

  private var meanJSON: JSONValue {
    guard let ratio = self[.observedToExpected] else { return .null }
    return [
      "estimate": .number(ratio.estimate), "lower": JSONValue(ratio.lower), "upper": JSONValue(ratio.upper),
      "observed": JSONValue(self[.observedRisk]?.estimate), "expected": JSONValue(self[.predictedRisk]?.estimate),
    ]
  }

  func subgroupJSON(_ subgroup: SubgroupRecord) -> JSONValue {
    [
      "name": .string(subgroup.name), "missing": .integer(subgroup.missing),
      "interaction": subgroup.interaction.map(\.json) ?? .null,
      "levels": .array(
        subgroup.levels.map { level in
          let place = subgroup.place(level)
          return [
            "name": .string(level.name), "n": .integer(level.count), "events": .integer(level.events),
            "harrellC": JSONValue(self[.harrell, within: place]),
            "hazardRatio": JSONValue(self[.hazardRatio, within: place]),
          ]
        }), "ofCall": .bool(subgroup.isOfCall),
    ]
  }
}

// MARK: Reading

extension EvaluationRecord {
  mutating func readStatistics(_ reader: JSONReader) throws(JSONFailure) {
    for (key, code) in Self.estimates { take(code, try reader.optionalEstimate(key)) }
    for (key, code) in Self.numbers { take(code, try reader.optionalDouble(key).map { Estimate($0) }) }
    for (key, code) in Self.lists {
      for entry in try reader.objects(key) { take(code, try entry.estimate(), at: try entry.double("time")) }
    }
    try readPairs(reader)
    try readBrier(reader)
    try readCalibration(reader)
    try readLevels(reader)
    for (index, entry) in try reader.array("statistics").enumerated() {
      statistics.append(try entry.decoded(Statistic.self, path: "evaluation.statistics[\(index)]"))
    }
  }

  private mutating func take(_ code: StatisticCode, _ value: Estimate?, at time: Double? = nil) {
    guard let value else { return }
    statistics.append(Statistic(code, subject(of: code), value, count: count, events: events, time: time))
  }

  private mutating func readPairs(_ reader: JSONReader) throws(JSONFailure) {
    guard let harrell = try reader.optionalObject("harrellC") else { return }
    take(.harrell, try harrell.estimate())
    pairs = PairCounts(
      standardError: try harrell.double("standardError"), concordant: try harrell.int("concordant"),
      discordant: try harrell.int("discordant"), tiedScore: try harrell.int("tiedScore"),
      tiedTime: try harrell.int("tiedTime"))
  }

  private mutating func readBrier(_ reader: JSONReader) throws(JSONFailure) {
    guard let brier = try reader.optionalObject("brier") else { return }
    take(.brier, try brier.estimate())
    take(.nullBrier, try brier.optionalDouble("null").map { Estimate($0) })
    take(.predictionAccuracy, try brier.optionalEstimate("indexOfPredictionAccuracy"))
  }

  private mutating func readCalibration(_ reader: JSONReader) throws(JSONFailure) {
    guard let calibration = try reader.optionalObject("calibration") else { return }
    take(.calibrationSlope, try calibration.optionalEstimate("slope"))
    for (key, code) in Self.errors { take(code, try calibration.optionalDouble(key).map { Estimate($0) }) }
    guard let mean = try calibration.optionalObject("observedToExpected") else { return }
    take(
      .observedToExpected,
      Estimate(
        try mean.double("estimate"), try mean.optionalDouble("lower"), try mean.optionalDouble("upper"), .formula))
    take(.observedRisk, try mean.optionalDouble("observed").map { Estimate($0) })
    take(.predictedRisk, try mean.optionalDouble("expected").map { Estimate($0) })
  }

  private mutating func readLevels(_ reader: JSONReader) throws(JSONFailure) {
    for (subgroup, entry) in zip(subgroups, try reader.objects("subgroups")) {
      for (level, one) in zip(subgroup.levels, try entry.objects("levels")) {
        take(.harrell, try one.optionalEstimate("harrellC"), level, of: subgroup, .score)
        take(
          .hazardRatio, try one.optionalEstimate("hazardRatio"), level, of: subgroup,
          subgroup.isOfCall ? riskRole : .score)
      }
    }
  }

  private mutating func take(
    _ code: StatisticCode, _ value: Estimate?, _ level: SubgroupRecord.Level, of subgroup: SubgroupRecord,
    _ model: ModelRole
  ) {
    guard let value else { return }
    statistics.append(
      Statistic(
        code, .level(subgroup.name, level.name, of: model), value, count: level.count, events: level.events))
  }
}
