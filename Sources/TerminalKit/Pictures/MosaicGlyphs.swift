/// The characters that ink parts of a grid of two columns and two, three or four rows.
enum MosaicGlyphs {
  /// The character that inks the parts whose bit is set, from the upper left row by row: a quadrant, a sextant or an
  /// octant; `nil` for no part, for all, and for those octants that hardly a terminal draws.
  static func glyph(_ bits: Int, rows: Int) -> Unicode.Scalar? {
    guard bits > 0, bits < 1 << (2 * rows) - 1 else { return nil }
    switch rows {
    case 2: return Unicode.Scalar(quadrants[bits])
    case 3: return sextant(bits)
    default: return octants[bits]
    }
  }

  /// The halves have no quadrant of their own.
  private static let quadrants: [UInt32] = [
    0, 0x2598, 0x259D, 0x2580, 0x2596, 0x258C, 0x259E, 0x259B, 0x2597, 0x259A, 0x2590, 0x259C, 0x2584, 0x2599, 0x259F,
    0,
  ]

  /// U+1FB00 to U+1FB3B, without the left and the right half, which were there before.
  private static func sextant(_ bits: Int) -> Unicode.Scalar? {
    switch bits {
    case 0b010101: return "▌"
    case 0b101010: return "▐"
    default: return Unicode.Scalar(UInt32(0x1FB00 + bits - 1 - (bits > 0b010101 ? 1 : 0) - (bits > 0b101010 ? 1 : 0)))
    }
  }

  /// U+1CD00 to U+1CDE5 in the order of the bits, without those that Unicode had or put elsewhere.
  private static let octants: [Unicode.Scalar?] = {
    var next: UInt32 = 0x1CD00
    return (0..<256).map { bits in
      if octantsMissing.contains(bits) { return nil }
      if let elsewhere = octantsElsewhere[bits] { return Unicode.Scalar(elsewhere) }
      next += 1
      return Unicode.Scalar(next - 1)
    }
  }()

  /// One part at a corner (U+1CEA0, U+1CEA3, U+1CEA8, U+1CEAB) and two in the middle of a side (U+1FBE6, U+1FBE7): they
  /// lie outside the block of octants, and kitty 0.41 and foot 1.21 show boxes for some of them. Their complements are
  /// in the block, and ink the rest.
  private static let octantsMissing: Set<Int> = [0x01, 0x02, 0x14, 0x28, 0x40, 0x80]

  /// Source: Unicode 16, Symbols for Legacy Computing Supplement, and the blocks before it.
  private static let octantsElsewhere: [Int: UInt32] = [
    0x00: 0x20, 0x03: 0x1FB82, 0x05: 0x2598, 0x0A: 0x259D, 0x0F: 0x2580, 0x3F: 0x1FB85, 0x50: 0x2596, 0x55: 0x258C,
    0x5A: 0x259E, 0x5F: 0x259B, 0xA0: 0x2597, 0xA5: 0x259A, 0xAA: 0x2590, 0xAF: 0x259C, 0xC0: 0x2582, 0xF0: 0x2584,
    0xF5: 0x2599, 0xFA: 0x259F, 0xFC: 0x2586, 0xFF: 0x2588,
  ]
}
