import Basics

extension ReadingKept {
  /// `recordKept`, and where it was `readingRecord`; none in what was signed without the workstation, or before there
  /// were records.
  static func members(_ kept: ReadingKept?) -> [JSONMember] {
    switch kept {
    case .record(let record)?: [JSONMember("recordKept", .bool(true)), JSONMember("readingRecord", record.json)]
    case .off?: [JSONMember("recordKept", .bool(false))]
    case nil: []
    }
  }

  static func read(_ reader: JSONReader) throws(JSONFailure) -> ReadingKept? {
    guard let isKept = try reader.optionalBool("recordKept") else { return nil }
    return isKept ? .record(try ReadingRecord(try reader.object("readingRecord"))) : .off
  }
}

extension ReadingRecord {
  /// As it stands in the ledger, and as scripts are told it.
  package var json: JSONValue {
    .object(
      [
        JSONMember("since", .string(since)), JSONMember("seconds", .integer(seconds)),
        JSONMember("layers", .array(layers.map(\.json))),
      ] + (tissue.map { [JSONMember("tissue", $0.json)] } ?? [])
        + (highest.map { [JSONMember("highestPlaces", $0.json)] } ?? [])
        + (trials.isEmpty ? [] : [JSONMember("trials", .array(trials.map(\.json)))]))
  }

  init(_ reader: JSONReader) throws(JSONFailure) {
    var layers: [LayerShown] = []
    for layer in try reader.objects("layers") { layers.append(try LayerShown(layer)) }
    self.init(
      since: try reader.string("since"), seconds: try reader.int("seconds"), layers: layers,
      tissue: try TissueSeen.read(reader), highest: try HighestPlaces.read(reader),
      trials: try RegionTrial.read(reader))
  }
}

extension LayerShown {
  fileprivate var json: JSONValue {
    ["layer": .string(layer.rawValue), "first": .string(first), "seconds": .integer(seconds)]
  }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      layer: try reader.word("layer"), first: try reader.string("first"), seconds: try reader.int("seconds"))
  }
}

extension TissueSeen {
  fileprivate var json: JSONValue { ["tiles": .integer(tiles), "sixteenthsSeen": .integer(sixteenths)] }

  fileprivate static func read(_ reader: JSONReader) throws(JSONFailure) -> TissueSeen? {
    guard let object = try reader.optionalObject("tissue") else { return nil }
    return TissueSeen(tiles: try object.int("tiles"), sixteenths: try object.int("sixteenthsSeen"))
  }
}

extension HighestPlaces {
  fileprivate var json: JSONValue {
    ["by": .string(ranking.rawValue), "places": .array(places.map(\.json))]
  }

  fileprivate static func read(_ reader: JSONReader) throws(JSONFailure) -> HighestPlaces? {
    guard let object = try reader.optionalObject("highestPlaces") else { return nil }
    var places: [PlaceSeen] = []
    for place in try object.objects("places") { places.append(try PlaceSeen(place)) }
    return HighestPlaces(ranking: try object.word("by"), places: places)
  }
}

extension PlaceSeen {
  fileprivate var json: JSONValue {
    [
      "slide": .integer(place.slide), "x": .integer(place.x), "y": .integer(place.y), "side": .integer(place.side),
      "seen": .bool(isSeen),
    ]
  }

  fileprivate init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      place: TissueSquare(
        slide: try reader.int("slide"), x: try reader.int("x"), y: try reader.int("y"), side: try reader.int("side")),
      isSeen: try reader.bool("seen"))
  }
}

extension GradeReading {
  /// As it stands in the ledger, and as scripts are told it.
  package var json: JSONValue {
    .object(
      [JSONMember("own", .integer(own)), JSONMember("model", JSONValue(model))]
        + (shift.map {
          [JSONMember("probability5y", .number($0.model)), JSONMember("ownProbability5y", .number($0.own))]
        } ?? []))
  }

  /// `grade`; none where the reader gave no grade of their own.
  static func members(_ grade: GradeReading?) -> [JSONMember] { grade.map { [JSONMember("grade", $0.json)] } ?? [] }

  static func read(_ reader: JSONReader) throws(JSONFailure) -> GradeReading? {
    guard let object = try reader.optionalObject("grade") else { return nil }
    var grade = GradeReading(own: try object.int("own"), model: try object.optionalInt("model"))
    if let told = try object.optionalDouble("probability5y") {
      grade.shift = RiskShift(model: told, own: try object.double("ownProbability5y"))
    }
    return grade
  }
}

extension DiagnosisSource {
  /// `diagnosisRead`; none where nobody was asked.
  static func members(_ source: DiagnosisSource?) -> [JSONMember] {
    source.map { [JSONMember("diagnosisRead", .string($0.rawValue))] } ?? []
  }
}
