/// How much of a slide the tiles of a feature file cover, and how much of it more than once.
///
/// Tiles of one grid cover each place once. Where the same tissue is in a file several times, moved by a few pixels or
/// cut with a stride below the tile's side, a bag counts it several times: it weighs more than the rest of the slide,
/// and the number of tiles promises more tissue than was looked at.
public struct TileCoverage: Hashable, Sendable {
  /// Tiles of the file.
  public let tiles: Int
  /// Areas of all tiles together, in the square of the coordinates' unit.
  public let summed: Double
  /// Area of the slide that lies under one tile at least, in the same unit; to about a sixteenth of a tile at its
  /// edges.
  public let covered: Double

  /// How often a covered place is in the file on average; 1 of an empty one.
  public var times: Double { covered > 0 ? summed / covered : 1 }

  /// Above it the tiles are said to overlap. Grids have 1, and at most 1.14 where a tool cuts with a margin of 16 of
  /// 256 px; half a tile's stride has 4.
  public static let mostTimes = 1.2

  /// Whether the same tissue counts several times.
  public var overlaps: Bool { times > Self.mostTimes }

  /// The coverage of square tiles by their upper left corners (x, y, x, y ...) and sides, one per tile.
  public init(corners: [Double], sides: [Double]) {
    tiles = sides.count
    let cell = (sides.min() ?? 1) / 4
    var cells: Set<[Int32]> = []
    var all = 0
    for (index, side) in sides.enumerated() {
      let columns = Self.cells(corners[2 * index], side, cell)
      let rows = Self.cells(corners[2 * index + 1], side, cell)
      all += columns.count * rows.count
      for row in rows { for column in columns { cells.insert([row, column]) } }
    }
    summed = Double(all) * cell * cell
    covered = Double(cells.count) * cell * cell
  }

  /// The cells whose middles a tile covers.
  private static func cells(_ start: Double, _ side: Double, _ cell: Double) -> Range<Int32> {
    let limit = Double(Int32.max / 2)
    let first = (start / cell - 0.5).rounded(.up), last = ((start + side) / cell - 0.5).rounded(.up)
    return Int32(max(-limit, min(limit, first)))..<Int32(max(-limit, min(limit, max(first, last))))
  }
}
