import Basics

extension TileTruth {
  /// The truth of tiles as CSV: `x,y,side,tissue,tumour,high_grade`, level-0 px and shares.
  public static func csv(_ tiles: [TileTruth]) -> String {
    let rows = tiles.map { tile in
      let shares = [tile.tissue, tile.tumour, tile.highGrade].map { NumberText.plain.fixed($0, digits: 4) }
      return ["\(tile.x)", "\(tile.y)", "\(tile.side)"] + shares
    }
    return CSVText.table(header: ["x", "y", "side", "tissue", "tumour", "high_grade"], rows: rows)
  }
}
