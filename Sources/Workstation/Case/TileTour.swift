import Casework
import Microscopy

/// The tiles that one key leads through: the highest, and of tiles that touch only the highest one.
///
/// Attention is high in patches, so that the ten highest tiles alone are often one place and its neighbours. A tile
/// that touches one above it, by a side or a corner, comes only where nothing else is left.
public enum TileTour {
  /// The tiles of the tour out of `tiles`, the highest by `ranking` first.
  public static func tiles(of tiles: [TileFinding], by ranking: PlaceRanking) -> [TileFinding] {
    let ordered = HighestPlaces.ordered(tiles, by: ranking)
    return apart(ordered, limit: HighestPlaces.limit).map { ordered[$0] }
  }

  /// Of tiles in an order the first `limit` that touch none before them, then the first that do, as indices.
  static func apart(_ ordered: [TileFinding], limit: Int) -> [Int] {
    var tour: [Int] = []
    var touching: [Int] = []
    for (index, tile) in ordered.enumerated() where tour.count < limit {
      if !tour.contains(where: { tile.touches(ordered[$0]) }) {
        tour.append(index)
      } else if touching.count < limit {
        touching.append(index)
      }
    }
    return Array((tour + touching).prefix(limit))
  }
}

extension TileFinding {
  /// Whether the other tile is one of the eight around this one, or this one; half a tile more is allowed for, since
  /// the places of a grid are rounded to pixels.
  func touches(_ other: TileFinding) -> Bool {
    let reach = 3 * max(side, other.side)
    return slide == other.slide && 2 * abs(x - other.x) < reach && 2 * abs(y - other.y) < reach
  }

  /// Where it lies, without its slide.
  public var site: TileSite { TileSite(x: x, y: y, side: side) }

  /// The middle, level-0 px.
  var center: (x: Double, y: Double) { (Double(x) + Double(side) / 2, Double(y) + Double(side) / 2) }
}
