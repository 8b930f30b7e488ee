/// The partitions of a set of symbols with the sums that each is quickly made of.
///
/// A *piece* is a sum that several partitions share: 4 quadrants, 6 sextants, 7 prefixes of rows, 7 prefixes of
/// columns. One of the two sides of every partition is a sum of at most five pieces.
struct PartitionTable: Sendable {
  let partitions: [Partition]
  /// The share of the cell that the pieces of each partition make.
  let areas: [Float]
  /// Piece indices of all partitions, one after the other; those of partition `i` end before `ends[i]`.
  let pieces: [UInt8]
  let ends: [Int]

  init(_ symbols: BlockSymbols) {
    partitions = Partition.all(of: symbols)
    let sides = partitions.map { Self.summedSide(of: $0.atoms) }
    areas = zip(partitions, sides).map { $0.atoms == $1.atoms ? $0.area : 1 - $0.area }
    pieces = sides.flatMap(\.pieces)
    ends = sides.reduce(into: []) { ends, side in ends.append((ends.last ?? 0) + side.pieces.count) }
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

  /// The side of a partition that pieces make: its ink, or for ink at the bottom the ground above it.
  private static func summedSide(of atoms: UInt32) -> (atoms: UInt32, pieces: [UInt8]) {
    for side in [atoms, atoms ^ 0xFFFFF] {
      if let single = pieceAtoms.firstIndex(of: side) { return (side, [UInt8(single)]) }
    }
    for family in [0..<4, 4..<10] {
      let inside = family.filter { pieceAtoms[$0] & ~atoms == 0 }
      if inside.reduce(0, { $0 | pieceAtoms[$1] }) == atoms { return (atoms, inside.map(UInt8.init)) }
    }
    preconditionFailure("every partition is a union of pieces")
  }
}
