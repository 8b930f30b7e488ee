/// A part of a cell whose sum several splits share.
enum Piece: Hashable, Sendable {
  case upperHalf
  /// A part of the mosaic of two columns and `rows` rows, from the upper left row by row; never the last.
  case part(Int, rows: Int)
  /// An eighth of the height, from the top; never the last.
  case row(Int)
  /// An eighth of the width, from the left; never the last.
  case column(Int)
  /// The shape of a wedge.
  case wedge(Int)

  static let wedges = 26
  /// How many pieces there are without the wedges, which come last.
  static let boxes = 30
  static let count = boxes + wedges

  /// 0 to ``count`` - 1.
  var index: Int {
    switch self {
    case .upperHalf: 0
    case .part(let part, let rows): Self.firstPart(rows: rows) + part
    case .row(let row): Self.firstRow + row
    case .column(let column): Self.firstColumn + column
    case .wedge(let wedge): Self.boxes + wedge
    }
  }

  static let firstRow = 4
  static let firstColumn = 11
  static func firstPart(rows: Int) -> Int { rows == 2 ? 1 : rows == 3 ? 18 : 23 }

  /// The sums of ``CellSums`` that make up this piece; none where it is not made of them.
  var shares: [PartitionTable.Share] {
    switch self {
    case .upperHalf: return (0..<4).flatMap { Self.row($0).shares }
    case .row(let row): return [0, 1].map { .init(index: CellSums.eighth(row, half: $0), weight: 1) }
    case .part(let part, rows: 3): return Self.third(part / 2, half: part % 2)
    case .part(let part, let rows):
      let eighths = 8 / rows
      return (0..<eighths).map {
        .init(index: CellSums.eighth(part / 2 * eighths + $0, half: part % 2), weight: 1)
      }
    case .column, .wedge: return []
    }
  }

  private static func third(_ third: Int, half: Int) -> [PartitionTable.Share] {
    let share = { (index: Int, weight: Float) in PartitionTable.Share(index: index, weight: weight) }
    let eighths = { (rows: Range<Int>) in rows.map { share(CellSums.eighth($0, half: half), 1) } }
    let (upper, lower) = (CellSums.upperPart(half: half), CellSums.lowerPart(half: half))
    switch third {
    case 0: return eighths(0..<2) + [share(upper, 1)]
    case 1: return eighths(2..<6) + [share(upper, -1), share(lower, -1)]
    default: return eighths(6..<8) + [share(lower, 1)]
    }
  }
}
