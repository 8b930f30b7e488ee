import Casework
import Microscopy
import SlidePictures
import UseCases

/// The tiles of a case that were read, with where each stands among all of them: what overlays for other programs are
/// made of.
package struct OverlayTiles: Sendable {
  /// A tile that was read.
  package struct Tile: Sendable {
    /// Which row of the result file it is, from 0.
    let row: Int
    /// Where it lies and what the model made of it.
    let finding: TileFinding
    /// Tiles of the slide that it speaks for, itself included.
    let weight: Float
    /// The share of the case's other tiles whose attention is less, 0 to 1.
    let percentile: Float
    /// 1 for the tile that stands highest in the case.
    let rank: Int
  }

  /// The tiles as pictures are drawn of them.
  package let pictures: PictureTiles
  /// By what tiles are ranked.
  package let ranking: PlaceRanking
  /// What was measured of the tiles, row by row; `nil` where nothing was.
  let measures: TileMeasures?
  /// Whether parts in the score may be told: a finding without a call has none.
  let tellsContribution: Bool
  /// Whether a tile speaks for others besides itself.
  let hasWeights: Bool
  private let tiles: [Tile]

  /// The tiles of `finding` as its result file has them.
  package init(_ pictures: PictureTiles, of finding: Finding) {
    let read = pictures.read
    var weights = [Float](repeating: 1, count: read.count)
    for slide in Set(read.map(\.slide)) {
      let rows = read.indices.filter { read[$0].slide == slide }
      for (row, tile) in zip(rows, pictures.slide(slide).read) { weights[row] = tile.weight }
    }
    let percentiles = HeatScale.percentiles(read.map(\.attention), weights: weights)
    let ranking = HighestPlaces.ranking(of: read, finding)
    let ordered = HighestPlaces.ordered(read, by: ranking)
    let ranks = Dictionary(ordered.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    self.pictures = pictures
    self.ranking = ranking
    measures = pictures.measured?.measures
    tellsContribution = finding.call.isAnswer
    hasWeights = weights.contains { $0 != 1 }
    tiles = read.indices.map { row in
      Tile(
        row: row, finding: read[row], weight: weights[row], percentile: percentiles[row], rank: ranks[read[row]] ?? 0)
    }
  }

  /// Those of the slide with that index, from 0, in the order of the file.
  func on(slide index: Int) -> [Tile] { tiles.filter { $0.finding.slide == index } }

  /// Whether a tile of the slide with that index was read.
  package func hasTiles(on index: Int) -> Bool { tiles.contains { $0.finding.slide == index } }
}

extension OverlayTiles.Tile {
  /// The part in the slide score; `nil` where there is none, or it is not a number.
  var contribution: Float? { finding.contribution.flatMap { $0.isFinite ? $0 : nil } }
}
