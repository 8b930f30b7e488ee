import Casework
import Microscopy

/// A tile of the gallery.
struct GalleryTile: Equatable, Sendable {
  let tile: TileFinding
  /// Among all tiles of the case, the highest is 1.
  let rank: Int
  /// Where its measurements stand; empty where nothing was measured.
  let standings: [MeasureStanding]
}

/// The end of a ranking that the gallery shows.
enum GalleryEnd: Sendable, CaseIterable {
  case highest, lowest

  /// What one key switches to.
  var other: GalleryEnd {
    switch self {
    case .highest: .lowest
    case .lowest: .highest
    }
  }

  /// As shown.
  var word: String {
    switch self {
    case .highest: "highest"
    case .lowest: "lowest"
    }
  }
}

/// Both ends of a ranking of a case's tiles.
struct RankedTiles: Equatable, Sendable {
  /// The highest first.
  var highest: [GalleryTile] = []
  /// The lowest first.
  var lowest: [GalleryTile] = []

  /// The most tiles at each end.
  static let limit = 12

  subscript(end: GalleryEnd) -> [GalleryTile] {
    switch end {
    case .highest: highest
    case .lowest: lowest
    }
  }

  /// No tile.
  init() {}

  /// The ends of the ranking by `weight`, the greatest first; of equals, in the order of slide, row and column.
  ///
  /// - Parameter apart: of tiles in their order those that are shown, as indices.
  init(
    _ tiles: [TileFinding], measured: MeasuredTiles?, by weight: (TileFinding) -> Float,
    apart: ([TileFinding]) -> [Int]
  ) {
    let weights = tiles.map(weight)
    let order = tiles.indices.sorted { left, right in
      if weights[left] != weights[right] { return weights[left] > weights[right] }
      let (one, other) = (tiles[left], tiles[right])
      return (one.slide, one.y, one.x) < (other.slide, other.y, other.x)
    }
    func chosen(_ order: [Int], _ rank: (Int) -> Int) -> [GalleryTile] {
      apart(order.map { tiles[$0] }).sorted().map { place in
        GalleryTile(
          tile: tiles[order[place]], rank: rank(place), standings: measured?.standings(of: order[place]) ?? [])
      }
    }
    highest = chosen(order) { $0 + 1 }
    lowest = chosen(order.reversed()) { order.count - $0 }
  }
}
