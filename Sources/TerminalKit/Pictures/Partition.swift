/// A way to split a cell into ink and ground, with the glyph that draws it.
///
/// Where a slanted edge crosses a pixel a terminal paints a mixture of both colours; edges of boxes lie between pixels.
/// With `m` the part of a pixel that is ink, `a` the mean of m and `q` the mean of m (1 - m), the two colours of least
/// squared error lie at `F (1 - a)` and `-F a` from the cell's mean, each over `a (1 - a) - q`, where F is the mean of
/// m times what the pixel differs from the cell's mean; they explain `|F|^2 / (a (1 - a) - q)` of the variance.
struct Partition: Sendable {
  /// Draws the ink in the foreground colour.
  let glyph: Character
  /// The split of which it is one side.
  let split: BlockSplit
  /// Whether the ink is all but the split's shape.
  let isComplement: Bool
  /// The share of the cell that is ink, a.
  let area: Float
  /// a (1 - a) - q, in a terminal of ``referenceCell`` pixels a cell.
  let contrast: Float

  /// The cell that edges are smoothed in, px: what most terminals have on a screen of high density.
  static let referenceCell = (columns: 12, rows: 24)

  /// The partitions of `symbols`, each once.
  static func all(of symbols: BlockSymbols) -> [Partition] {
    var seen: Set<[UInt16]> = []
    return BlockSplit.all(of: symbols).compactMap { split in
      seen.insert(split.key).inserted ? Partition(split) : nil
    }
  }

  private init?(_ split: BlockSplit) {
    guard let choice = Self.choice(split) else { return nil }
    glyph = Character(choice.glyph)
    isComplement = choice.isComplement
    self.split = split
    let (columns, rows) = Self.referenceCell
    let pixels = split.shape.coverage(columns: columns, rows: rows)
    let share = pixels.reduce(0, +) / Float(pixels.count)
    let mixed = pixels.reduce(0) { $0 + $1 * (1 - $1) } / Float(pixels.count)
    area = isComplement ? 1 - share : share
    contrast = share * (1 - share) - (split.shape.polygons.isEmpty ? 0 : mixed)
  }

  // MARK: Which of two glyphs

  /// Of two glyphs that are each other's complement, the one with less ink at the upper and lower rim: fonts leave gaps
  /// there, where the ground shows through the ink. Then that with less at the other two rims, then that with less ink,
  /// then the first in Unicode.
  private static func choice(_ split: BlockSplit) -> (glyph: Unicode.Scalar, isComplement: Bool)? {
    guard let glyph = split.glyph else { return split.complement.map { ($0, true) } }
    guard let complement = split.complement else { return (glyph, false) }
    for (own, other) in zip(ink(split.coverage), ink(split.coverage.map { 1 - $0 }))
    where abs(own - other) > 1e-4 {
      return own < other ? (glyph, false) : (complement, true)
    }
    return glyph < complement ? (glyph, false) : (complement, true)
  }

  /// Ink at the upper and lower rim, at the other two, and in all, of 8 by 24 pixels.
  private static func ink(_ coverage: [Float]) -> [Float] {
    let rows = stride(from: 0, to: coverage.count, by: 8).map { coverage[$0..<($0 + 8)] }
    let rims = [rows.first, rows.last].compactMap(\.self).map { $0.reduce(0, +) }.reduce(0, +)
    let sides = rows.map { ($0.first ?? 0) + ($0.last ?? 0) }.reduce(0, +)
    return [rims, sides, coverage.reduce(0, +)]
  }
}
