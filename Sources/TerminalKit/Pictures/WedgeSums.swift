import CVectors

/// Sums over the shapes of the wedges, of eight cells at once.
///
/// The sum of coverage times value over a column of pixels is, summed by parts, a sum over the few rows where the
/// coverage changes, of what it changes by times the sum of the values above.
struct WedgeSums {
  typealias Eight = SIMD8<Float>

  private static let channels = 3
  private static let rows = 24
  /// Vectors from one column of the table of sums from the top to the next.
  private static let columnStride = (rows + 1) * channels
  /// Vectors of the table.
  private static let tableCount = 8 * columnStride
  /// Vectors of workspace.
  static let workspaceCount = tableCount + channels * Piece.wedges

  /// The table of sums from the top; a vector holds eight cells.
  private let above: UnsafeMutablePointer<Eight>
  private let pixelsPerEighth: Int
  private let stride: Int

  /// Sums in `workspace`, which has room for ``workspaceCount`` zeros, for a picture of `stride` bytes per row.
  init(workspace: UnsafeMutablePointer<Eight>, pixelsPerEighth: Int, stride: Int) {
    above = workspace
    self.pixelsPerEighth = pixelsPerEighth
    self.stride = stride
  }

  /// Sums the eight cells whose upper left pixels are `offsets` bytes behind `pixels`: writes the sums over all wedges,
  /// for 24 rows of pixels and times `unit`, less the shape's share of `whole`: red, green and blue of one after the
  /// other.
  func sums(
    of pixels: UnsafeRawPointer, _ offsets: SIMD8<Int>, times unit: Float, whole: (Eight, Eight, Eight),
    into target: UnsafeMutablePointer<Eight>
  ) {
    let table = Self.table
    let sums = above + Self.tableCount
    withUnsafeTemporaryAllocation(of: UnsafePointer<UInt8>?.self, capacity: 8) { cells in
      for cell in 0..<8 { cells[cell] = (pixels + offsets[cell]).assumingMemoryBound(to: UInt8.self) }
      picture_sums_from_top(cells.baseAddress, stride, pixelsPerEighth, Self.floats(above))
    }
    picture_sums_over_shapes(Self.floats(above), table.places, table.terms, table.ends, Piece.wedges, Self.floats(sums))
    for (index, area) in table.areas.enumerated() {
      let (from, to) = (sums + Self.channels * index, target + Self.channels * index)
      to[0] = unit * from[0] - area * whole.0
      to[1] = unit * from[1] - area * whole.1
      to[2] = unit * from[2] - area * whole.2
    }
  }

  private static func floats(_ vectors: UnsafeMutablePointer<Eight>) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Float.self)
  }

  // MARK: The shapes

  private struct Table {
    /// The share of the cell that each shape is.
    var areas: [Float] = []
    /// Where the terms of each shape end.
    var ends: [Int32] = []
    var terms: [picture_term] = []
    /// Places in the table of sums from the top; of each term a multiple of four.
    var places: [Int32] = []
  }

  private static let table: Table = {
    var table = Table()
    for split in BlockSplit.all(of: .wedges) {
      for (weight, found) in changes(split.coverage).sorted(by: { $0.key < $1.key }) {
        // The first place holds zeros for ever.
        table.places += found + [Int32](repeating: 0, count: (4 - found.count % 4) % 4)
        table.terms.append(picture_term(weight: weight, end: Int32(table.places.count)))
      }
      table.ends.append(Int32(table.terms.count))
      table.areas.append(split.coverage.reduce(0, +) / Float(8 * rows))
    }
    return table
  }()

  /// Where a coverage becomes less from one row to the next, by how much.
  private static func changes(_ coverage: [Float]) -> [Float: [Int32]] {
    var places: [Float: [Int32]] = [:]
    for column in 0..<8 {
      for row in 1...rows {
        let below = row < rows ? coverage[row * 8 + column] : 0
        // Halves, quarters, sixths, eighths and twelfths, without what was rounded in areas.
        let change = ((coverage[(row - 1) * 8 + column] - below) * 1536).rounded() / 1536
        if change != 0 { places[change, default: []].append(Int32(column * columnStride + row * channels)) }
      }
    }
    return places
  }
}
