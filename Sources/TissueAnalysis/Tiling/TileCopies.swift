/// How many tiles of a case each tile that was read stands for, so that a sample is scored as the whole case would be.
///
/// Refinement reads more where attention is high. Scored as it is, such a sample looks worse than the slide: on
/// simulated slides by 0.35, where slides differ by 1.06 (``TileBudget``). In a bag in which each tile stands as often
/// as it speaks for tiles of the slide, every aggregator sees what it would see of all tiles, and nothing has to be
/// known of how it works.
public struct TileCopies: Sendable, Equatable {
  /// How many tiles each tile that was read stands for, at least 1.
  public let counts: [Int]

  /// Copies of each tile that was read.
  public init(counts: [Int]) { self.counts = counts }

  /// The number of rows of the bag.
  public var total: Int { counts.reduce(0, +) }
  /// Whether every tile speaks for itself only.
  public var isPlain: Bool { counts.allSatisfy { $0 == 1 } }

  /// The rows of `features`, row-major [tile, width], each as often as it counts.
  public func repeated(_ features: [Float], width: Int) -> [Float] {
    guard !isPlain else { return features }
    var rows: [Float] = []
    rows.reserveCapacity(total * width)
    for (tile, count) in counts.enumerated() {
      for _ in 0..<count { rows += features[(tile * width)..<((tile + 1) * width)] }
    }
    return rows
  }

  /// Values of the repeated rows, as attention or contributions, summed for each tile.
  public func summed(_ values: [Float]) -> [Float] {
    guard !isPlain else { return values }
    var row = 0
    return counts.map { count in
      defer { row += count }
      return values[row..<(row + count)].reduce(0, +)
    }
  }
}
