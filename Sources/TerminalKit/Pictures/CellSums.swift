/// Sums over the 28 atoms of one cell: of the values of its pixels, and of their squares.
///
/// Units: a value counts by the 24ths of the cell's height that its pixel covers, so a whole cell weighs 24 x 8.
struct CellSums {
  /// What one row of pixels covers: a band, and where it reaches across a band's end the next one too.
  struct RowShare {
    let band: Int
    /// 24ths of the cell's height in `band`.
    let weight: Float
    /// 24ths of the cell's height in the band after; 0 mostly.
    let nextWeight: Float
  }

  /// Weight of a whole cell.
  static let whole: Float = 24 * 8

  private let sums: UnsafeMutablePointer<SIMD4<Float>>
  private let rows: [RowShare]

  /// Sums in `workspace`, which has room for `workspaceCount` vectors, of cells that are `8 * pixelsPerEighth` rows
  /// high.
  init(workspace: UnsafeMutablePointer<SIMD4<Float>>, pixelsPerEighth: Int) {
    sums = workspace
    rows = Self.shares(pixelsPerEighth: pixelsPerEighth)
  }

  static let workspaceCount = 2 * Partition.atomCount

  static func shares(pixelsPerEighth: Int) -> [RowShare] {
    (0..<(8 * pixelsPerEighth)).map { row in
      let start = Float(3 * row) / Float(pixelsPerEighth)
      let end = Float(3 * row + 3) / Float(pixelsPerEighth)
      let band = Partition.bandEnds.firstIndex { Float($0) > start } ?? 0
      let inside = min(end, Float(Partition.bandEnds[band])) - start
      return RowShare(band: band, weight: inside, nextWeight: end - start - inside)
    }
  }

  /// Sum of the values of atom `index`.
  func value(_ index: Int) -> SIMD4<Float> { sums[index] }

  /// Sum of the values, and of their squares, over `atoms`.
  func total(of atoms: UInt32) -> (values: SIMD4<Float>, squares: SIMD4<Float>) {
    var values = SIMD4<Float>.zero
    var squares = SIMD4<Float>.zero
    var rest = atoms
    while rest != 0 {
      let atom = rest.trailingZeroBitCount
      values += sums[atom]
      squares += sums[Partition.atomCount + atom]
      rest &= rest - 1
    }
    return (values, squares)
  }

  /// Sums the cell whose upper left pixel is at `cell`, in a picture of `stride` bytes per row.
  func gather(_ cell: UnsafeRawPointer, stride: Int) {
    for index in 0..<Self.workspaceCount { sums[index] = .zero }
    for (row, share) in rows.enumerated() { add(cell + row * stride, share) }
  }

  private func add(_ pixels: UnsafeRawPointer, _ share: RowShare) {
    let weight = share.weight + share.nextWeight
    let squareSums = sums + Partition.atomCount
    for half in 0..<2 {
      var rowValues = SIMD4<Float>.zero
      var rowSquares = SIMD4<Float>.zero
      for column in (half * 4)..<(half * 4 + 4) {
        let bytes = pixels.loadUnaligned(fromByteOffset: column * 4, as: SIMD4<UInt8>.self)
        let value = SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: bytes))
        let square = value * value
        rowValues += value
        rowSquares += square
        sums[20 + column] += weight * value
        squareSums[20 + column] += weight * square
      }
      let atom = half * Partition.bands + share.band
      sums[atom] += share.weight * rowValues
      squareSums[atom] += share.weight * rowSquares
      if share.nextWeight > 0 {
        sums[atom + 1] += share.nextWeight * rowValues
        squareSums[atom + 1] += share.nextWeight * rowSquares
      }
    }
  }
}
