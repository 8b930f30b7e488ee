import Casework
import FeatureFiles
import Microscopy

/// The tiles of a case as its result file has them: those that were read, and those that a budget left out.
struct PictureTiles: Sendable {
  /// In the file's order; attention and contribution are those of the tile alone, whatever it speaks for besides.
  let read: [TileFinding]
  /// Tiles of the slide that each of ``read`` speaks for.
  let weights: [Float]
  /// What attention and contributions are.
  let provenance: TileProvenance
  /// Tiles of the plan that were not read, each with the index of its slide.
  let unread: [(slide: Int, site: TileSite)]

  /// All tiles of the result file at `path`.
  init(path: String) throws(FeatureFileFailure) {
    let file = try TileFindings(path: path)
    let weights = file.weights ?? [Float](repeating: 1, count: file.count)
    read = (0..<file.count).map { index in
      let site = file.columns[index]
      return TileFinding(
        slide: Int(file.slides[index]), x: site.x, y: site.y, side: site.side,
        attention: file.attention[index] / weights[index],
        contribution: file.contribution.map { $0[index] / weights[index] })
    }
    self.weights = weights
    provenance = file.provenance
    unread = (0..<file.unread.count).map { index in
      (Int(file.unread.slides[index]), file.unread.columns[index])
    }
  }

  private init(
    read: [TileFinding], weights: [Float], provenance: TileProvenance, unread: [(slide: Int, site: TileSite)]
  ) {
    self.read = read
    self.weights = weights
    self.provenance = provenance
    self.unread = unread
  }

  /// Those of one slide.
  func slide(_ index: Int) -> PictureTiles {
    let rows = read.indices.filter { read[$0].slide == index }
    return PictureTiles(
      read: rows.map { read[$0] }, weights: rows.map { weights[$0] }, provenance: provenance,
      unread: unread.filter { $0.slide == index })
  }
}
