import Basics
import SurvivalStatistics

extension JSONValue {
  /// An estimate with its limits, or `null` where there is none.
  init(_ value: Estimate?) { self = value.map { .object($0.jsonMembers) } ?? .null }

  /// What codes itself, or `null` where it cannot.
  init(orNull value: some Encodable) { self = (try? JSONValue(coding: value)) ?? .null }

  init(_ values: [Double]) { self = .array(values.map { .number($0) }) }
  init(_ values: [Int]) { self = .array(values.map { .integer($0) }) }
}

extension Estimate {
  var jsonMembers: [JSONMember] {
    guard let lower, let upper else { return [JSONMember("estimate", .number(estimate))] }
    return [
      JSONMember("estimate", .number(estimate)), JSONMember("lower", .number(lower)),
      JSONMember("upper", .number(upper)), JSONMember("limits", JSONValue(word: method)),
    ] + (resamples.map { [JSONMember("resamples", .integer($0))] } ?? [])
  }
}

extension JSONReader {
  /// What `make` reads of the object at `key`; `nil` where there is none.
  func optional<Value>(
    _ key: String, _ make: (JSONReader) throws(JSONFailure) -> Value
  ) throws(JSONFailure) -> Value? {
    guard let reader = try optionalObject(key) else { return nil }
    return try make(reader)
  }

  func optionalEstimate(_ key: String) throws(JSONFailure) -> Estimate? {
    guard let reader = try optionalObject(key) else { return nil }
    return try reader.estimate()
  }

  /// This object as an estimate; its limits are both there or both missing.
  func estimate() throws(JSONFailure) -> Estimate {
    let (lower, upper) = (try optionalDouble("lower"), try optionalDouble("upper"))
    guard (lower == nil) == (upper == nil) else { throw failure(lower == nil ? "lower" : "upper") }
    return Estimate(
      try double("estimate"), lower, upper, try optionalWord("limits"), resamples: try optionalInt("resamples"))
  }

  func doubles(_ key: String) throws(JSONFailure) -> [Double] {
    var numbers: [Double] = []
    for value in try optionalDoubles(key) {
      guard let value else { throw failure(key) }
      numbers.append(value)
    }
    return numbers
  }

  /// Numbers, `nil` where a `null` stands.
  func optionalDoubles(_ key: String) throws(JSONFailure) -> [Double?] {
    var numbers: [Double?] = []
    for value in try array(key) {
      switch value {
      case .number(let number): numbers.append(number)
      case .integer(let number): numbers.append(Double(number))
      case .null: numbers.append(nil)
      case .bool, .string, .array, .object: throw failure(key)
      }
    }
    return numbers
  }

  func ints(_ key: String) throws(JSONFailure) -> [Int] {
    var numbers: [Int] = []
    for value in try array(key) {
      guard case .integer(let number) = value else { throw failure(key) }
      numbers.append(number)
    }
    return numbers
  }
}

// MARK: Tests and effects

extension ChiSquaredTest {
  var jsonMembers: [JSONMember] {
    [
      JSONMember("chiSquared", .number(statistic)), JSONMember("degreesOfFreedom", .integer(degreesOfFreedom)),
      JSONMember("p", .number(p)),
    ]
  }

  /// The statistic, its degrees of freedom and its p.
  package var json: JSONValue { .object(jsonMembers) }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      statistic: try reader.double("chiSquared"), degreesOfFreedom: try reader.int("degreesOfFreedom"))
  }
}

extension CoxEffect {
  /// A column's coefficient with all that follows from it.
  package var json: JSONValue {
    [
      "name": .string(name), "coef": .number(coefficient), "se": .number(standardError),
      "hazardRatio": .number(hazardRatio), "lower": .number(lower), "upper": .number(upper), "z": .number(z),
      "p": .number(p),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      name: try reader.string("name"), coefficient: try reader.double("coef"), standardError: try reader.double("se"))
  }
}

extension LogRankTest {
  var json: JSONValue {
    .object(
      test.jsonMembers + [
        JSONMember("n", JSONValue(counts)), JSONMember("observed", JSONValue(observed)),
        JSONMember("expected", JSONValue(expected)),
      ])
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      counts: try reader.ints("n"), observed: try reader.ints("observed"), expected: try reader.doubles("expected"),
      test: try ChiSquaredTest(reader))
  }
}

extension NetBenefit {
  var json: JSONValue {
    [
      "threshold": .number(threshold), "model": JSONValue(model), "treatAll": .number(treatAll),
      "reductionPerHundred": JSONValue(reductionPerHundred),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      threshold: try reader.double("threshold"), model: try reader.optionalDouble("model"),
      treatAll: try reader.double("treatAll"))
  }
}

extension CalibrationGroup {
  var json: JSONValue {
    [
      "n": .integer(count), "events": .integer(events), "predicted": .number(predicted),
      "observed": JSONValue(observed), "lower": JSONValue(lower), "upper": JSONValue(upper),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      count: try reader.int("n"), events: try reader.int("events"), predicted: try reader.double("predicted"),
      observed: try reader.optionalDouble("observed"), lower: try reader.optionalDouble("lower"),
      upper: try reader.optionalDouble("upper"))
  }
}
