/// The partitions of a set of symbols with the sums that each is quickly made of.
///
/// A *piece* is a sum that several partitions share: 4 quadrants, 6 sextants, 7 prefixes of rows, 7 prefixes of
/// columns. The sum of every partition is a piece, or the sum of a partition before it and a piece.
struct PartitionTable: Sendable {
  /// How the sum of one partition is made.
  struct Recipe: Sendable {
    /// Slot of the sum to start from: 0 for nothing, i + 1 for the partition i.
    let start: Int
    /// The piece to add.
    let piece: Int
    /// 1 / (area (1 - area)).
    let gain: Float
  }

  let partitions: [Partition]
  /// One for each partition.
  let recipes: [Recipe]

  init(_ symbols: BlockSymbols) {
    let partitions = Partition.all(of: symbols)
    self.partitions = partitions
    recipes = partitions.compactMap { Self.recipe(for: $0, among: partitions) }
    precondition(recipes.count == partitions.count, "every partition is made of pieces")
  }

  /// Atoms of each piece.
  static let pieceAtoms: [UInt32] = quadrants + sextants + rowPrefixes + columnPrefixes

  private static let quadrants = parts(rows: 2)
  private static let sextants = parts(rows: 3)
  private static let rowPrefixes: [UInt32] = (1..<8).map { eighths in
    let half = Partition.bandAtoms(0, eighths * 3)
    return half | half << 10
  }
  private static let columnPrefixes: [UInt32] = (1..<8).map { ((1 << UInt32($0)) - 1) << 20 }

  private static func parts(rows: Int) -> [UInt32] {
    (0..<(rows * 2)).map { part in
      let half = Partition.bandAtoms(24 * (part / 2) / rows, 24 * (part / 2 + 1) / rows)
      return part % 2 == 0 ? half : half << 10
    }
  }

  /// The recipe for the ink of `partition`, or for its ground, whose centred sum is the same but for its sign.
  private static func recipe(for partition: Partition, among partitions: [Partition]) -> Recipe? {
    let gain = 1 / (partition.area * (1 - partition.area))
    for side in [partition.atoms, partition.atoms ^ 0xFFFFF] {
      if let piece = pieceAtoms.firstIndex(of: side) { return Recipe(start: 0, piece: piece, gain: gain) }
    }
    for piece in pieceAtoms.indices where pieceAtoms[piece] & ~partition.atoms == 0 {
      let rest = partition.atoms ^ pieceAtoms[piece]
      let start = partitions.firstIndex { $0.atoms == rest }
      let own = partitions.firstIndex { $0.atoms == partition.atoms }
      if let start, let own, start < own { return Recipe(start: start + 1, piece: piece, gain: gain) }
    }
    return nil
  }
}
