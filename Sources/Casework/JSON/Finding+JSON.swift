import Basics
import Prognosis

extension Finding {
  var json: JSONValue { .object(first + later) }

  private var first: [JSONMember] {
    [
      JSONMember("id", TypedText.finding.json(id)), JSONMember("model", model.json),
      JSONMember("software", .string(software)),
      JSONMember("computedAt", .string(computedAt)), JSONMember("tiles", .integer(tiles)),
      JSONMember("tilesAvailable", .integer(tilesAvailable)),
      JSONMember("unreadableRegions", .integer(unreadableRegions)), JSONMember("tissueMM2", .number(tissueMM2)),
      JSONMember("basis", JSONValue(word: basis)), JSONMember("missing", JSONValue(missing)),
      JSONMember("score", JSONValue(score)), JSONMember("scoreSD", JSONValue(scoreSD)),
      JSONMember("linearPredictor", JSONValue(linearPredictor)), JSONMember("probability5y", JSONValue(probability5y)),
      JSONMember("interval", interval?.json ?? .null), JSONMember("call", .string(call.rawValue)),
      JSONMember("borderline", .bool(borderline)), JSONMember("reasons", JSONValue(reasons.map(\.rawValue))),
      JSONMember("flags", .array(flags.map(\.json))), JSONMember("contributions", .array(contributions.map(\.json))),
      JSONMember("resultFile", JSONValue(resultFile)), JSONMember("resultDigest", TypedText.sha256.json(resultDigest)),
    ]
  }

  /// Keys that findings of older versions lack: those of the first have neither encoder nor precision, those before
  /// the libraries were recorded have no libraries.
  private var later: [JSONMember] {
    var members: [JSONMember] = []
    if encoder != nil || precision != nil {
      members += [JSONMember("encoder", JSONValue(encoder)), JSONMember("precision", JSONValue(precision))]
    }
    if let libraries { members.append(JSONMember("libraries", JSONValue(libraries))) }
    if let unreadableShare { members.append(JSONMember("unreadableShare", .number(unreadableShare))) }
    if !slideDigests.isEmpty { members.append(JSONMember("slideDigests", .array(slideDigests.map(\.json)))) }
    if !labels.isEmpty { members.append(JSONMember("labels", .array(labels.map { .object($0.members) }))) }
    if let turns { members.append(JSONMember("hangsOn", CallTurn.json(turns))) }
    if let probability10y {
      members += [
        JSONMember("probability10y", .number(probability10y)), JSONMember("interval10y", interval10y?.json ?? .null),
      ]
    }
    if let leftOut { members.append(JSONMember("regionsLeftOut", leftOut.json)) }
    return members
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      id: try TypedText.finding.read("id", reader), model: try ModelIdentity(try reader.object("model")),
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
      resultFile: try reader.optionalString("resultFile"),
      resultDigest: try TypedText.sha256.optional("resultDigest", reader))
    encoder = try reader.optionalString("encoder")
    precision = try reader.optionalString("precision")
    libraries = try reader.optionalDictionary("libraries")
    unreadableShare = try reader.optionalDouble("unreadableShare")
    for slide in try reader.optionalObjects("slideDigests") {
      let quick = try TypedText.sha256.read("quick", slide)
      slideDigests.append(SlideDigests(quick: quick, whole: try TypedText.sha256.read("whole", slide)))
    }
    for label in try reader.optionalObjects("labels") { labels.append(try LabelCheck(label)) }
    turns = try CallTurn.read("hangsOn", reader)
    probability10y = try reader.optionalDouble("probability10y")
    interval10y = try Self.interval(try reader.optionalObject("interval10y"))
    leftOut = try LeftOutRegions.read("regionsLeftOut", reader)
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
          kind: try reader.word("kind"), details: try details(try reader.objects("details")),
          slide: try reader.optionalString("slide")))
    }
    return flags
  }

  private static func details(_ readers: [JSONReader]) throws(JSONFailure) -> [QualityDetail] {
    var details: [QualityDetail] = []
    for reader in readers {
      let key: QualityDetail.Key = try reader.word("key")
      if let text = try reader.optionalString("text") {
        details.append(QualityDetail(key, text))
      } else {
        details.append(QualityDetail(key, try reader.double("number")))
      }
    }
    return details
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

extension SlideDigests {
  var json: JSONValue { ["quick": TypedText.sha256.json(quick), "whole": TypedText.sha256.json(whole)] }
}

extension ModelIdentity {
  var json: JSONValue {
    [
      "name": .string(name), "version": .string(version), "digest": TypedText.sha256.json(digest),
      "demonstration": .bool(demonstration), "threshold": .number(threshold),
    ]
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      name: try reader.string("name"), version: try reader.string("version"),
      digest: try TypedText.sha256.read("digest", reader),
      demonstration: try reader.bool("demonstration"), threshold: try reader.double("threshold"))
  }
}

extension ProbabilityInterval {
  var json: JSONValue { ["lower": .number(lower), "upper": .number(upper)] }
}

extension QualityFlag {
  var json: JSONValue {
    ["kind": .string(kind.rawValue), "details": .array(details.map(\.json)), "slide": JSONValue(slide)]
  }
}

extension QualityDetail {
  var json: JSONValue {
    switch value {
    case .number(let number): ["key": .string(key.rawValue), "number": .number(number)]
    case .text(let text): ["key": .string(key.rawValue), "text": .string(text)]
    }
  }
}

extension Contribution {
  var json: JSONValue { ["name": .string(name), "value": .string(value), "logHazard": .number(logHazard)] }
}
