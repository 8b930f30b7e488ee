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

  /// The partitions of `symbols`, each once; where two glyphs draw the same split the one of the older family stays.
  static func all(of symbols: BlockSymbols) -> [Partition] {
    var found: [Partition] = []
    if !symbols.isDisjoint(with: [.half, .quadrant, .eighths]) { found.append(rows(1, 2, glyph: "▀")) }
    if symbols.contains(.quadrant) { found += quadrants }
    if symbols.contains(.eighths) { found += lowerEighths + leftEighths }
    if symbols.contains(.sextants) { found += sextants }
    return found.filter { candidate in
      found.first { $0.splitsLike(candidate) }?.glyph == candidate.glyph
    }
  }

  /// Whether `other` makes the same two parts, whichever of them is ink.
  private func splitsLike(_ other: Partition) -> Bool {
    let whole: UInt32 = atoms >> 20 == 0 ? 0xFFFFF : 0xFF << 20
    return atoms == other.atoms || atoms ^ whole == other.atoms
  }

  // MARK: Families

  private static var quadrants: [Partition] {
    // Bits: upper left 1, upper right 2, lower left 4, lower right 8. The upper half is not among them.
    let glyphs: [(Int, Character)] = [(1, "▘"), (2, "▝"), (4, "▖"), (8, "▗"), (5, "▌"), (9, "▚")]
    return glyphs.map { bits, glyph in mosaic(bits, rows: 2, glyph: glyph) }
  }

  private static var lowerEighths: [Partition] {
    zip(1..., Array("▁▂▃▅▆▇")).map { index, glyph in
      let eighths = index < 4 ? index : index + 1
      return rows(8 - eighths, 8, glyph: glyph, below: true)
    }
  }

  private static var leftEighths: [Partition] {
    zip(1..., Array("▏▎▍▌▋▊▉")).map { eighths, glyph in
      if eighths == 4 { return mosaic(5, rows: 2, glyph: glyph) }
      return Partition(glyph: glyph, atoms: UInt32((1 << eighths) - 1) << 20, area: Float(eighths) / 8)
    }
  }

  /// The 2 x 3 mosaics, half of them: the other half is the same with ink and ground exchanged.
  private static var sextants: [Partition] {
    (1..<32).compactMap { bits in
      // The left half, 21, is left out of the sextants of Unicode, for it was there before.
      guard bits != 21 else { return mosaic(bits, rows: 3, glyph: "▌") }
      let scalar = Unicode.Scalar(UInt32(0x1FB00 + bits - 1 - (bits > 21 ? 1 : 0)))
      return scalar.map { mosaic(bits, rows: 3, glyph: Character($0)) }
    }
  }

  /// Ink above (or below) `numerator` / `denominator` of the height.
  private static func rows(_ numerator: Int, _ denominator: Int, glyph: Character, below: Bool = false) -> Partition {
    let edge = 24 * numerator / denominator
    let atoms = bandAtoms(below ? edge : 0, below ? 24 : edge)
    return Partition(glyph: glyph, atoms: atoms | atoms << 10, area: Float(below ? 24 - edge : edge) / 24)
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
