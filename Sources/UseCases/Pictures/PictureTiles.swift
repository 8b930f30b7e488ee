import Casework
import Microscopy
import SlidePictures

/// The tiles of a case as its result file has them: those that were read, and those that a budget left out.
package struct PictureTiles: Sendable {
  /// In the file's order; attention and contribution are those of the tile alone, whatever it speaks for besides.
  package let read: [TileFinding]
  /// Tissue that a budget left out.
  package let unread: [TissueSquare]
  /// What the numbers of each quantity are, for its legend.
  package let notes: [HeatQuantity: String]
  /// What was measured of the tiles that were read, in their order; `nil` where nothing was.
  package let measured: MeasuredTiles?
  /// The tiles of the model's training; `nil` where the finding does not know them.
  package let cohort: TileCohort?
  private let slides: [SlideTiles]

  /// All tiles of a result file.
  ///
  /// - Parameter notes: how the numbers of each quantity were found, in words.
  package init(_ file: TileFindings, notes: [HeatQuantity: String] = [:]) {
    let weights = file.weights ?? [Float](repeating: 1, count: file.count)
    read = (0..<file.count).map { index in
      let site = file.columns[index]
      return TileFinding(
        slide: Int(file.slides[index]), x: site.x, y: site.y, side: site.side,
        attention: file.attention[index] / weights[index],
        contribution: file.contribution.map { $0[index] / weights[index] })
    }
    unread = (0..<file.unread.count).map { index in
      let site = file.unread.columns[index]
      return TissueSquare(slide: Int(file.unread.slides[index]), x: site.x, y: site.y, side: site.side)
    }
    self.notes = notes
    measured = file.measures.map { MeasuredTiles($0, weights: file.weights) }
    cohort = file.cohort
    slides = Self.slides(read, weights, file.unread, file.cohort)
  }

  /// Those of one slide; none at all where the case has no such slide.
  package func slide(_ index: Int) -> SlideTiles {
    slides.indices.contains(index) ? slides[index] : SlideTiles(read: [])
  }

  private static func slides(
    _ read: [TileFinding], _ weights: [Float], _ unread: UnreadTiles, _ cohort: TileCohort?
  ) -> [SlideTiles] {
    let last = max(read.map(\.slide).max() ?? -1, unread.slides.map { Int($0) }.max() ?? -1)
    let tiles = zip(read, weights).map { tile, weight in
      let site = TileSite(x: tile.x, y: tile.y, side: tile.side)
      return SlideTiles.Tile(
        site: site, attention: tile.attention, contribution: tile.contribution, weight: weight)
    }
    return (0..<(last + 1)).map { slide in
      let own = read.indices.filter { read[$0].slide == slide }.map { tiles[$0] }
      let others = read.indices.filter { read[$0].slide != slide }.map { tiles[$0] }
      let left = (0..<unread.count).filter { Int(unread.slides[$0]) == slide }
      return SlideTiles(read: own, unread: left.map { unread.columns[$0] }, elsewhere: others, cohort: cohort)
    }
  }
}
