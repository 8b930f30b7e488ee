/// A way to split a cell in two that glyphs draw: one that inks `shape`, and where there is one, another that inks the
/// rest.
struct BlockSplit: Sendable {
  let shape: BlockShape
  /// Inks `shape`; at least one of the two glyphs is there.
  let glyph: Unicode.Scalar?
  /// Inks all but `shape`.
  let complement: Unicode.Scalar?
  /// The pieces whose sum is the sum over `shape`.
  let pieces: [Piece]
  /// The part of each of 8 by 24 pixels that belongs to `shape`.
  let coverage: [Float]
  /// The same for all splits of a cell in the same two.
  let key: [UInt16]

  private init(shape: BlockShape, glyph: Unicode.Scalar?, complement: Unicode.Scalar?, pieces: [Piece]) {
    self.shape = shape
    self.glyph = glyph
    self.complement = complement
    self.pieces = pieces
    coverage = shape.coverage(columns: 8, rows: 24)
    let levels = coverage.map { UInt16($0 * 64) }
    let rest = levels.map { 64 - $0 }
    key = levels.lexicographicallyPrecedes(rest) ? levels : rest
  }

  /// The splits of each family, in the order in which of two equally good ones the first is taken: what more terminals
  /// draw comes first. Families share some shapes.
  static func all(of symbols: BlockSymbols) -> [BlockSplit] {
    var found: [BlockSplit] = []
    if symbols.contains(.half) { found.append(upperHalf) }
    if symbols.contains(.quadrant) { found += mosaics(rows: 2) }
    if symbols.contains(.eighths) { found += upperEighths(symbols) + leftEighths(symbols) }
    if symbols.contains(.sextants) { found += mosaics(rows: 3) }
    if symbols.contains(.wedges) { found += wedges }
    if symbols.contains(.octants) { found += mosaics(rows: 4) }
    return found
  }

  // MARK: Boxes

  private static let upperHalf = BlockSplit(
    shape: BlockShape(boxes: [.init(left: 0, top: 0, right: 24, bottom: 12)]), glyph: "▀", complement: "▄",
    pieces: [.upperHalf])

  /// Splits of two columns and `rows` rows of parts, each once: the last part is never in the shape.
  private static func mosaics(rows: Int) -> [BlockSplit] {
    let parts = 2 * rows
    let every = (1 << parts) - 1
    return (1..<(1 << (parts - 1))).map { bits in
      let chosen = (0..<parts).filter { bits >> $0 & 1 == 1 }
      let boxes = chosen.map { part in
        BlockShape.Box(
          left: part % 2 * 12, top: part / 2 * 24 / rows, right: part % 2 * 12 + 12, bottom: (part / 2 + 1) * 24 / rows)
      }
      return BlockSplit(
        shape: BlockShape(boxes: boxes), glyph: MosaicGlyphs.glyph(bits, rows: rows),
        complement: MosaicGlyphs.glyph(every ^ bits, rows: rows),
        pieces: chosen.map { .part($0, rows: rows) })
    }
  }

  private static func upperEighths(_ symbols: BlockSymbols) -> [BlockSplit] {
    (1..<8).map { eighths in
      BlockSplit(
        shape: BlockShape(boxes: [.init(left: 0, top: 0, right: 24, bottom: 3 * eighths)]),
        glyph: eighthsGlyph(eighths, one: 0x2594, half: 0x2580, others: 0x1FB82, symbols),
        complement: Unicode.Scalar(UInt32(0x2588 - eighths)), pieces: (0..<eighths).map { .row($0) })
    }
  }

  private static func leftEighths(_ symbols: BlockSymbols) -> [BlockSplit] {
    (1..<8).map { eighths in
      BlockSplit(
        shape: BlockShape(boxes: [.init(left: 0, top: 0, right: 3 * eighths, bottom: 24)]),
        glyph: Unicode.Scalar(UInt32(0x2590 - eighths)),
        complement: eighthsGlyph(8 - eighths, one: 0x2595, half: 0x2590, others: 0x1FB87, symbols),
        pieces: (0..<eighths).map { .column($0) })
    }
  }

  /// Upper or right eighths: of these only one and four are Block Elements; the others came with the wedges.
  private static func eighthsGlyph(
    _ eighths: Int, one: UInt32, half: UInt32, others: UInt32, _ symbols: BlockSymbols
  ) -> Unicode.Scalar? {
    switch eighths {
    case 1: return Unicode.Scalar(one)
    case 4: return Unicode.Scalar(half)
    default:
      guard symbols.contains(.wedges) else { return nil }
      return Unicode.Scalar(others + UInt32([2, 3, 5, 6, 7].firstIndex(of: eighths) ?? 0))
    }
  }

  // MARK: Wedges

  private static let wedges: [BlockSplit] = (corners + triangles).enumerated().map { index, wedge in
    BlockSplit(
      shape: BlockShape(polygons: wedge.polygons.map { $0.map { BlockShape.Corner(x: $0.0, y: $0.1) } }),
      glyph: Unicode.Scalar(wedge.glyph), complement: Unicode.Scalar(wedge.complement), pieces: [.wedge(index)])
  }

  private typealias Wedge = (glyph: UInt32, complement: UInt32, polygons: [[(Double, Double)]])

  /// U+1FB3C to U+1FB67: a corner of the cell, cut off by a line between two of its halves and thirds.
  private static let corners: [Wedge] = {
    // Each row: the lower left corner cut off; then the same turned upside down; then both seen in a mirror.
    let lines: [(left: Double, far: (x: Double, y: Double))] = [
      (16, (12, 24)), (16, (24, 24)), (8, (12, 24)), (8, (24, 24)), (0, (12, 24)),
    ]
    var wedges: [Wedge] = []
    for (index, line) in lines.enumerated() {
      let step = UInt32(index)
      let corner: [(Double, Double)] = [(0, line.left), line.far, (0, 24)]
      wedges.append((0x1FB3C + step, 0x1FB52 + step, [corner]))
      wedges.append((0x1FB47 + step, 0x1FB5D + step, [corner.map { (24 - $0.0, $0.1) }]))
      wedges.append((0x1FB57 + step, 0x1FB41 + step, [corner.map { ($0.0, 24 - $0.1) }]))
      wedges.append((0x1FB62 + step, 0x1FB4C + step, [corner.map { (24 - $0.0, 24 - $0.1) }]))
    }
    let slope: [(Double, Double)] = [(0, 16), (24, 8), (24, 24), (0, 24)]
    wedges.append((0x1FB46, 0x1FB5C, [slope]))
    wedges.append((0x1FB51, 0x1FB67, [slope.map { (24 - $0.0, $0.1) }]))
    return wedges
  }()

  /// U+1FB68 to U+1FB6F: the quarters of a cell between its diagonals. Two of them at once, U+1FB9A and U+1FB9B, are
  /// boxes in kitty 0.26 and left out.
  private static let triangles: [Wedge] = {
    let left: [(Double, Double)] = [(0, 0), (12, 12), (0, 24)]
    let upper: [(Double, Double)] = [(0, 0), (24, 0), (12, 12)]
    let right: [(Double, Double)] = [(24, 0), (24, 24), (12, 12)]
    let lower: [(Double, Double)] = [(0, 24), (12, 12), (24, 24)]
    return [
      (0x1FB6C, 0x1FB68, [left]), (0x1FB6D, 0x1FB69, [upper]), (0x1FB6E, 0x1FB6A, [right]),
      (0x1FB6F, 0x1FB6B, [lower]),
    ]
  }()
}
