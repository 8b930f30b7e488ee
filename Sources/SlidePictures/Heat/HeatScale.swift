/// Numbers of tiles put on the scale of a heat map.
public struct HeatScale: Equatable, Sendable {
  /// The places on the scale, 0 to 1, in the order of the tiles; not a number for a tile that has none.
  public let values: [Float]
  /// What 0 stands for: a percentile, or a part of the slide score.
  public let lowest: Double
  /// The value that 1 stands for.
  public let highest: Double
  /// The colours of the scale.
  public let map: HeatMap

  /// The scale of `quantity` over the tiles of all slides of a case, so that the same colour means the same on each:
  /// percentiles of attention from 0 to 100, contributions as far below 0 as above.
  public init(_ tiles: [SlideTiles.Tile], quantity: HeatQuantity) {
    switch quantity {
    case .attention:
      values = Self.percentiles(tiles.map(\.attention), weights: tiles.map(\.weight))
      (lowest, highest, map) = (0, 100, .cividis)
    case .contribution:
      let largest = tiles.compactMap(\.contribution).map(abs).max() ?? 0
      values = tiles.map { $0.contribution.map { largest > 0 ? 0.5 + 0.5 * $0 / largest : 0.5 } ?? .nan }
      (lowest, highest, map) = (-Double(largest), Double(largest), .blueOrange)
    }
  }

  /// The share of the other tiles whose value each one exceeds, ties halved: 0 lowest, 1 highest. A tile
  /// that was read counts as many times as it speaks for tiles, so that what was read more often in one place does not
  /// shift the ranks.
  public static func percentiles(_ values: [Float], weights: [Float]) -> [Float] {
    guard values.count > 1 else { return values.map { _ in 0.5 } }
    let order = values.indices.sorted { values[$0] < values[$1] }
    let total = weights.reduce(0.0) { $0 + Double($1) }
    var result = [Float](repeating: 0, count: values.count)
    var below = 0.0
    for tied in order.chunked(whileEqual: { values[$0] }) {
      let equal = tied.reduce(0.0) { $0 + Double(weights[$1]) }
      for tile in tied {
        let own = Double(weights[tile])
        result[tile] = Float((below + (equal - own) / 2) / (total - own))
      }
      below += equal
    }
    return result
  }
}

extension [Int] {
  /// Runs of neighbours with the same value.
  fileprivate func chunked(whileEqual value: (Int) -> Float) -> [ArraySlice<Int>] {
    var chunks: [ArraySlice<Int>] = []
    var start = startIndex
    for place in indices where place + 1 == endIndex || value(self[place + 1]) != value(self[place]) {
      chunks.append(self[start...place])
      start = place + 1
    }
    return chunks
  }
}
