import Basics

extension JudgedTile {
  /// As it stands in the ledger, and as scripts are told it.
  package var json: JSONValue {
    [
      "slide": .integer(place.slide), "x": .integer(place.x), "y": .integer(place.y), "side": .integer(place.side),
      "verdict": .string(verdict.rawValue),
    ]
  }

  private init(_ reader: JSONReader) throws(JSONFailure) {
    self.init(
      place: TissueSquare(
        slide: try reader.int("slide"), x: try reader.int("x"), y: try reader.int("y"), side: try reader.int("side")),
      verdict: try reader.word("verdict"))
  }

  private static let key = "judgedTiles"

  /// `judgedTiles`; none where no tile was judged, so that entries of before keep their bytes.
  static func members(_ tiles: [JudgedTile]) -> [JSONMember] {
    tiles.isEmpty ? [] : [JSONMember(key, .array(tiles.map(\.json)))]
  }

  static func readAll(_ reader: JSONReader) throws(JSONFailure) -> [JudgedTile] {
    var tiles: [JudgedTile] = []
    for tile in try reader.optionalObjects(key) { tiles.append(try JudgedTile(tile)) }
    return tiles
  }
}

extension JudgedTiles {
  /// `judgedTiles` and `judgedFinding`, whose tiles they are.
  var members: [JSONMember] {
    tiles.isEmpty ? [] : JudgedTile.members(tiles) + [JSONMember("judgedFinding", TypedText.finding.json(findingID))]
  }

  static func read(_ reader: JSONReader) throws(JSONFailure) -> JudgedTiles? {
    let tiles = try JudgedTile.readAll(reader)
    return tiles.isEmpty
      ? nil : JudgedTiles(findingID: try TypedText.finding.read("judgedFinding", reader), tiles: tiles)
  }
}
