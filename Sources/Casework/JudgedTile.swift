/// What a reader says of a tile that the model looked at. Raw values are stored codes: see ``LedgerEvent/format``.
public enum TileVerdict: String, Sendable, Codable, CaseIterable {
  /// It shows what it should.
  case verified
  /// It does not, or the reader doubts that it does.
  case questioned
}

/// A tile of a finding, and what the reader says of it.
public struct JudgedTile: Hashable, Sendable, Codable {
  /// Where it is.
  public var place: TissueSquare
  /// What the reader says.
  public var verdict: TileVerdict

  /// A tile that was judged.
  public init(place: TissueSquare, verdict: TileVerdict) {
    self.place = place
    self.verdict = verdict
  }
}

/// The tiles of one finding that a reader has judged: of another finding they say nothing.
public struct JudgedTiles: Hashable, Sendable, Codable {
  /// Whose tiles they are.
  public var findingID: String
  /// In the order in which they were judged, each once.
  public private(set) var tiles: [JudgedTile]

  /// Tiles of the finding of that number.
  public init(findingID: String, tiles: [JudgedTile] = []) {
    self.findingID = findingID
    self.tiles = tiles
  }

  /// The tiles, where they are those of `finding`.
  public func tiles(of finding: Finding) -> [JudgedTile] { finding.id == findingID ? tiles : [] }

  /// What is said of the tile at `place`; `nil` where nothing is.
  public func verdict(of place: TissueSquare) -> TileVerdict? { tiles.first { $0.place == place }?.verdict }

  /// Says `verdict` of the tile at `place`, instead of what was said before; takes it back where that was the same.
  public mutating func judge(_ place: TissueSquare, _ verdict: TileVerdict) {
    let before = self.verdict(of: place)
    tiles.removeAll { $0.place == place }
    if before != verdict { tiles.append(JudgedTile(place: place, verdict: verdict)) }
  }
}
