import Prognosis

extension Finding {
  var json: JSONValue {
    [
      "id": .string(id), "model": model.json, "software": .string(software), "computedAt": .string(computedAt),
      "tiles": .integer(tiles), "tilesAvailable": .integer(tilesAvailable),
      "unreadableRegions": .integer(unreadableRegions), "tissueMM2": .number(tissueMM2),
      "basis": JSONValue(word: basis), "missing": JSONValue(missing), "score": JSONValue(score),
      "scoreSD": JSONValue(scoreSD), "linearPredictor": JSONValue(linearPredictor),
      "probability5y": JSONValue(probability5y), "interval": interval?.json ?? .null, "call": .string(call.rawValue),
      "borderline": .bool(borderline), "reasons": JSONValue(reasons.map(\.rawValue)),
      "flags": .array(flags.map(\.json)), "contributions": .array(contributions.map(\.json)),
      "resultFile": JSONValue(resultFile), "resultDigest": JSONValue(resultDigest),
      "encoder": JSONValue(encoder), "precision": JSONValue(precision),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      id: try reader.string("id"), model: try ModelIdentity(try reader.object("model")),
      software: try reader.string("software"), computedAt: try reader.string("computedAt"),
      tiles: try reader.int("tiles"), tilesAvailable: try reader.int("tilesAvailable"),
      unreadableRegions: try reader.int("unreadableRegions"), tissueMM2: try reader.double("tissueMM2"),
      basis: try reader.optionalWord("basis"), missing: try reader.strings("missing"),
      score: try reader.optionalDouble("score"), scoreSD: try reader.optionalDouble("scoreSD"),
      linearPredictor: try reader.optionalDouble("linearPredictor"),
      probability5y: try reader.optionalDouble("probability5y"),
      interval: try Self.interval(try reader.optionalObject("interval")), call: try reader.word("call"),
      borderline: try reader.bool("borderline"), reasons: try reader.words("reasons"),
      flags: try Self.flags(try reader.objects("flags")),
      contributions: try Self.contributions(try reader.objects("contributions")),
      resultFile: try reader.optionalString("resultFile"), resultDigest: try reader.optionalString("resultDigest"))
    // Findings of the first version name neither.
    encoder = try reader.optionalString("encoder")
    precision = try reader.optionalString("precision")
  }

  private static func interval(_ reader: JSONReader?) throws(JSONFailure) -> ProbabilityInterval? {
    guard let reader else { return nil }
    return ProbabilityInterval(lower: try reader.double("lower"), upper: try reader.double("upper"))
  }

  private static func flags(_ readers: [JSONReader]) throws(JSONFailure) -> [QualityFlag] {
    var flags: [QualityFlag] = []
    for reader in readers {
      flags.append(
        QualityFlag(
          kind: try reader.word("kind"), detail: try reader.string("detail"),
          slide: try reader.optionalString("slide")))
    }
    return flags
  }

  private static func contributions(_ readers: [JSONReader]) throws(JSONFailure) -> [Contribution] {
    var contributions: [Contribution] = []
    for reader in readers {
      contributions.append(
        Contribution(
          name: try reader.string("name"), value: try reader.string("value"),
          logHazard: try reader.double("logHazard")))
    }
    return contributions
  }
}

extension ModelIdentity {
  var json: JSONValue {
    [
      "name": .string(name), "version": .string(version), "digest": .string(digest),
      "demonstration": .bool(demonstration), "threshold": .number(threshold),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      name: try reader.string("name"), version: try reader.string("version"), digest: try reader.string("digest"),
      demonstration: try reader.bool("demonstration"), threshold: try reader.double("threshold"))
  }
}

extension ProbabilityInterval {
  var json: JSONValue { ["lower": .number(lower), "upper": .number(upper)] }
}

extension QualityFlag {
  var json: JSONValue { ["kind": .string(kind.rawValue), "detail": .string(detail), "slide": JSONValue(slide)] }
}

extension Contribution {
  var json: JSONValue { ["name": .string(name), "value": .string(value), "logHazard": .number(logHazard)] }
}
