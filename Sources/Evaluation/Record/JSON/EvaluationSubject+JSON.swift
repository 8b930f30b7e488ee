import Basics
import SurvivalStatistics

extension EvaluationSubject {
  /// What was evaluated, and how.
  func json(_ manner: EvaluationManner, _ words: RecordWords) -> JSONValue {
    let head: [JSONMember] = [
      JSONMember("what", .string(words.subject(kind))), JSONMember("table", .string(table)),
      JSONMember("time", .string(outcome.time)), JSONMember("event", .string(outcome.event)),
      JSONMember("eventValue", JSONValue(outcome.eventValue)), JSONMember("clinical", JSONValue(clinical)),
      JSONMember("timeUnit", JSONValue(word: unit)), JSONMember("apartFromTraining", .bool(training.isMade)),
      JSONMember("comparedWithTraining", training.json),
      JSONMember("censoringWeights", .string(manner.censoring.rawValue)),
    ]
    let bootstrap = manner.bootstrap.map { JSONMember("bootstrap", $0.json) }
    return .object(head + [bootstrap].compactMap(\.self) + kindMembers)
  }

  private var kindMembers: [JSONMember] {
    let kind = JSONMember("kind", .string(kind.code))
    return switch self.kind {
    case .score(let column): [kind, JSONMember("column", .string(column))]
    case .model(let model): [kind, JSONMember("model", model.json)]
    case .bundle(let bundle): [JSONMember("bundle", .object(bundle.members + CohortRemarks.members(remarks))), kind]
    }
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      try Kind(reader), table: try reader.string("table"),
      outcome: EvaluatedOutcome(
        time: try reader.string("time"), event: try reader.string("event"),
        eventValue: try reader.optionalString("eventValue")), clinical: try reader.optionalString("clinical"),
      unit: try reader.optionalWord("timeUnit"))
    training = try TrainingComparison(try reader.object("comparedWithTraining"))
    remarks = try reader.optional("bundle", CohortRemarks.init) ?? nil
  }
}

extension EvaluationSubject.Kind {
  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    switch try reader.string("kind") {
    case "score": self = .score(column: try reader.string("column"))
    case "model": self = .model(try FittedModel(try reader.object("model")))
    case "bundle": self = .bundle(try EvaluatedBundle(try reader.object("bundle")))
    default: throw reader.failure("kind")
    }
  }
}

extension EvaluationManner {
  init(_ evaluated: JSONReader, _ courses: JSONReader) throws(JSONFailure) {
    self.init(
      limits: try courses.word("limits"), censoring: try evaluated.word("censoringWeights"),
      bootstrap: try evaluated.optional("bootstrap", Resampling.init))
  }
}

extension Resampling {
  /// The seed is a text: a whole number of JSON may be read as one of 53 bits.
  fileprivate var json: JSONValue { ["resamples": .integer(resamples), "seed": .string("\(seed)")] }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    guard let seed = UInt64(try reader.string("seed")) else { throw reader.failure("seed") }
    self.init(resamples: try reader.int("resamples"), seed: seed)
  }
}

extension TrainingComparison {
  fileprivate var json: JSONValue {
    [
      "namesIn": JSONValue(names?.table), "namesInTrainingTable": JSONValue(names?.isTheTraining),
      "featuresAndOutcomesOf": JSONValue(members),
    ]
  }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    let isTheTraining = try reader.optionalBool("namesInTrainingTable")
    self.init(
      names: try reader.optionalString("namesIn").map { Names(table: $0, isTheTraining: isTheTraining) },
      members: try reader.optionalInt("featuresAndOutcomesOf"))
  }
}

extension FittedModel {
  fileprivate var json: JSONValue {
    [
      "file": .string(file), "n": .integer(count), "events": .integer(events),
      "coefficients": .array(coefficients.map { ["name": .string($0.name), "coef": .number($0.value)] }),
    ]
  }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    var coefficients: [Coefficient] = []
    for one in try reader.objects("coefficients") {
      coefficients.append(Coefficient(name: try one.string("name"), value: try one.double("coef")))
    }
    self.init(
      file: try reader.string("file"), count: try reader.int("n"), events: try reader.int("events"),
      coefficients: coefficients)
  }
}

extension EvaluatedBundle {
  fileprivate var members: [JSONMember] {
    [
      JSONMember("name", .string(name)), JSONMember("version", .string(version)),
      JSONMember("digest", .string(digest)), JSONMember("demonstration", .bool(demonstration)),
    ]
  }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      name: try reader.string("name"), version: try reader.string("version"), digest: try reader.string("digest"),
      demonstration: try reader.bool("demonstration"))
  }
}

extension CohortRemarks {
  fileprivate static func members(_ remarks: CohortRemarks?) -> [JSONMember] {
    [
      JSONMember("outOfDistribution", JSONValue(remarks?.outOfDistribution)),
      JSONMember("outsideIntendedUse", JSONValue(remarks?.outsideIntendedUse)),
      JSONMember("bySlideAlone", JSONValue(remarks?.bySlideAlone)),
    ]
  }

  /// `nil` where nothing was looked at.
  fileprivate init?(_ reader: JSONReader) throws(JSONFailure) {
    guard let outside = try reader.optionalInt("outsideIntendedUse"),
      let alone = try reader.optionalInt("bySlideAlone")
    else { return nil }
    self.init(
      outOfDistribution: try reader.optionalInt("outOfDistribution"), outsideIntendedUse: outside,
      bySlideAlone: alone)
  }
}
