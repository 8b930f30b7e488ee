import Basics

extension LeftOutRegions {
  /// As it stands in the ledger, and as scripts are told it.
  package var json: JSONValue {
    [
      "files": .array(files.map { TypedText.sha256.json($0) }), "reasons": JSONValue(reasons.map(\.rawValue)),
      "tiles": .integer(tiles),
    ]
  }

  static func read(_ key: String, _ reader: JSONReader) throws(JSONFailure) -> LeftOutRegions? {
    guard let object = try reader.optionalObject(key) else { return nil }
    return LeftOutRegions(
      files: try TypedText.sha256.readAll("files", object), reasons: try object.words("reasons"),
      tiles: try object.int("tiles"))
  }
}

extension RegionTrial {
  /// As it stands in the ledger, and as scripts are told it.
  package var json: JSONValue {
    [
      "findingID": TypedText.finding.json(findingID), "boxes": .array(boxes.map(\.json)), "tiles": .integer(tiles),
      "tilesLeftOut": .integer(tilesLeftOut), "score": JSONValue(score), "probability5y": JSONValue(probability5y),
      "call": .string(call.rawValue), "reasons": JSONValue(reasons.map(\.rawValue)), "takenBack": .bool(isTakenBack),
    ]
  }

  /// `trials`; none in what was signed without any, or before there were such.
  static func read(_ reader: JSONReader) throws(JSONFailure) -> [RegionTrial] {
    var trials: [RegionTrial] = []
    for trial in try reader.optionalObjects("trials") { trials.append(try RegionTrial(trial)) }
    return trials
  }

  private init(_ reader: JSONReader) throws(JSONFailure) {
    var boxes: [LeftOutBox] = []
    for box in try reader.objects("boxes") { boxes.append(try LeftOutBox(box)) }
    self.init(
      findingID: try TypedText.finding.read("findingID", reader), boxes: boxes, tiles: try reader.int("tiles"),
      tilesLeftOut: try reader.int("tilesLeftOut"), score: try reader.optionalDouble("score"),
      probability5y: try reader.optionalDouble("probability5y"), call: try reader.word("call"),
      reasons: try reader.words("reasons"))
    isTakenBack = try reader.bool("takenBack")
  }
}

extension LeftOutBox {
  fileprivate var json: JSONValue {
    [
      "slide": .integer(slide), "x": .integer(x), "y": .integer(y), "width": .integer(width),
      "height": .integer(height), "reason": .string(reason.rawValue),
    ]
  }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      slide: try reader.int("slide"), x: try reader.int("x"), y: try reader.int("y"), width: try reader.int("width"),
      height: try reader.int("height"), reason: try reader.word("reason"))
  }
}
