import Basics
import Casework
import Microscopy
import SlidePictures

/// Tiles as lines of a file for QuPath: objects of the type `tile` with what the model made of each, and what was
/// measured, as measurements. Written as text at once, since there may be a hundred thousand of them.
struct TileLines {
  private let tiles: OverlayTiles
  private let columns: MeasureColumns?
  /// The names of the measurements with what stands around them.
  private let keys: [String]
  private let verdicts: [TissueSquare: TileVerdict]
  private let identity: OverlayIdentity
  private let start: (x: Int, y: Int)

  /// - Parameters:
  ///   - judged: what a reader said of tiles.
  ///   - start: from where coordinates are counted, level-0 px.
  init(_ tiles: OverlayTiles, of finding: Finding, judged: [JudgedTile], start: RegionPoint) {
    self.tiles = tiles
    columns = tiles.measures.map { MeasureColumns($0) }
    keys = (columns?.names ?? []).map { ",\(JSONValue.string($0).compactText):" }
    verdicts = Dictionary(judged.map { ($0.place, $0.verdict) }) { first, _ in first }
    identity = OverlayIdentity(of: finding.id)
    self.start = (Int(start.x), Int(start.y))
  }

  /// A tile as a line.
  func line(of tile: OverlayTiles.Tile) -> String {
    var text = #"{"type":"Feature","id":""# + identity.text(tile.row) + #"","geometry":"#
    text.reserveCapacity(512 + 40 * keys.count)
    addOutline(of: tile.finding, to: &text)
    text += #","properties":{"objectType":"tile","name":"Tile "# + "\(tile.rank)" + #"","color":"#
    text += HeatMap.blueYellow.color(Double(tile.percentile)).list
    if let band = AttentionBand(percentile: tile.percentile) {
      text += #","classification":{"name":""# + band.name + #"","color":"# + band.color.list + "}"
    }
    text += #","isLocked":true,"measurements":{"#
    addNumbers(of: tile, to: &text)
    text += "}"
    if let verdict = verdicts[place(of: tile.finding)] {
      text += #","metadata":{"verdict":""# + verdict.rawValue + #""}"#
    }
    return text + "}}"
  }

  private func addOutline(of tile: TileFinding, to text: inout String) {
    let (left, top) = (tile.x - start.x, tile.y - start.y)
    let (right, bottom) = (left + tile.side, top + tile.side)
    text += #"{"type":"Polygon","coordinates":[[["#
    text += "\(left),\(top)],[\(right),\(top)],[\(right),\(bottom)],[\(left),\(bottom)],[\(left),\(top)]]]}"
  }

  /// What is known of the tile in numbers; what is not is left out.
  private func addNumbers(of tile: OverlayTiles.Tile, to text: inout String) {
    text += #""Rank":"# + "\(tile.rank)"
    if tile.finding.attention.isFinite {
      text += #","Attention":"# + tile.finding.attention.description
      text += #","Attention percentile":"# + (100 * tile.percentile).description
    }
    if tiles.tellsContribution, let contribution = tile.contribution {
      text += #","Contribution":"# + contribution.description
    }
    if tiles.hasWeights { text += #","Weight":"# + tile.weight.description }
    guard let columns else { return }
    for (column, key) in keys.enumerated() {
      guard let value = columns.value(column, row: tile.row) else { continue }
      text += key
      text += value.description
    }
  }

  private func place(of tile: TileFinding) -> TissueSquare {
    TissueSquare(slide: tile.slide, x: tile.x, y: tile.y, side: tile.side)
  }
}
