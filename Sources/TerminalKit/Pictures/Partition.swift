/// A way to split a cell into ink and ground, with the glyph that draws it.
///
/// A cell is summed as 28 atoms: its left and right half in ten bands of rows, and its eight columns over the full
/// height. The bands end at every eighth and at both thirds, so quadrants, sextants and eighths are exact unions.
struct Partition: Sendable {
  /// Draws the ink in the foreground colour.
  let glyph: Character
  /// Atoms of the ink, a bit each: 0-9 left bands, 10-19 right bands, 20-27 columns.
  let atoms: UInt32
  /// Share of the cell that is ink, between 0 and 1.
  let area: Float

  /// Ends of the ten bands, in 24ths of the cell's height.
  static let bandEnds = [3, 6, 8, 9, 12, 15, 16, 18, 21, 24]
  static let bands = 10
  static let columns = 8
  static let atomCount = 28

  /// The partitions of `symbols`, each once.
  static func all(of symbols: BlockSymbols) -> [Partition] {
    var found: [Partition] = []
    if !symbols.isDisjoint(with: [.half, .quadrant, .eighths]) { found.append(upperHalf) }
    if !symbols.isDisjoint(with: [.quadrant, .eighths, .sextants]) { found.append(leftHalf) }
    if symbols.contains(.quadrant) { found += quadrants }
    if symbols.contains(.eighths) { found += lowerEighths + leftEighths }
    if symbols.contains(.sextants) { found += sextants }
    return found
  }

  // MARK: Families

  private static let upperHalf = Partition(glyph: "▀", atoms: bandAtoms(0, 12) | bandAtoms(0, 12) << 10, area: 0.5)
  private static let leftHalf = Partition(glyph: "▌", atoms: 0xF << 20, area: 0.5)

  private static var quadrants: [Partition] {
    // Bits: upper left 1, upper right 2, lower left 4, lower right 8. The halves are not among them.
    let glyphs: [(Int, Character)] = [(1, "▘"), (2, "▝"), (4, "▖"), (8, "▗"), (9, "▚")]
    return glyphs.map { bits, glyph in mosaic(bits, rows: 2, glyph: glyph) }
  }

  private static var lowerEighths: [Partition] {
    zip([1, 2, 3, 5, 6, 7], Array("▁▂▃▅▆▇")).map { eighths, glyph in
      let half = bandAtoms(24 - 3 * eighths, 24)
      return Partition(glyph: glyph, atoms: half | half << 10, area: Float(eighths) / 8)
    }
  }

  private static var leftEighths: [Partition] {
    zip([1, 2, 3, 5, 6, 7], Array("▏▎▍▋▊▉")).map { eighths, glyph in
      Partition(glyph: glyph, atoms: UInt32((1 << eighths) - 1) << 20, area: Float(eighths) / 8)
    }
  }

  /// The 2 x 3 mosaics, half of them: the other half is the same with ink and ground exchanged.
  private static var sextants: [Partition] {
    (1..<32).compactMap { bits in
      // The left half, 21, is left out of the sextants of Unicode, for it was there before.
      guard bits != 21 else { return nil }
      let scalar = Unicode.Scalar(UInt32(0x1FB00 + bits - 1 - (bits > 21 ? 1 : 0)))
      return scalar.map { mosaic(bits, rows: 3, glyph: Character($0)) }
    }
  }

  /// Ink in the parts of two columns and `rows` rows whose bit is set, from the upper left row by row.
  private static func mosaic(_ bits: Int, rows: Int, glyph: Character) -> Partition {
    var atoms: UInt32 = 0
    for part in 0..<(rows * 2) where bits >> part & 1 == 1 {
      atoms |= bandAtoms(24 * (part / 2) / rows, 24 * (part / 2 + 1) / rows) << (part % 2 == 0 ? 0 : 10)
    }
    return Partition(glyph: glyph, atoms: atoms, area: Float(bits.nonzeroBitCount) / Float(rows * 2))
  }

  /// The left bands between two 24ths of the height.
  static func bandAtoms(_ top: Int, _ bottom: Int) -> UInt32 {
    (0..<bands).reduce(0) { atoms, band in
      let start = band == 0 ? 0 : bandEnds[band - 1]
      return start >= top && bandEnds[band] <= bottom ? atoms | 1 << band : atoms
    }
  }
}
