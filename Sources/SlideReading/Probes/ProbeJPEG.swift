/// A baseline JPEG of squares of 8 px (ITU T.81): each block is its DC coefficient alone.
///
/// The quantiser is 8, so that the coefficient is the gray less 128 and nothing is rounded.
enum ProbeJPEG {
  /// One tile of ``ProbePixels`` with one component, or with three: alike, or with neutral chroma (`isYCbCr`).
  static func tile(_ column: Int, _ row: Int, components: Int, isYCbCr: Bool) -> [UInt8] {
    header(components: components, isYCbCr: isYCbCr) + scan(column, row, components, isYCbCr) + [0xFF, 0xD9]
  }

  private static func header(components: Int, isYCbCr: Bool) -> [UInt8] {
    let side = UInt8(ProbePixels.tile)
    var bytes: [UInt8] = [0xFF, 0xD8]
    if components == 3 { bytes += segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, isYCbCr ? 1 : 0]) }
    bytes += segment(0xDB, [0] + [UInt8](repeating: 8, count: 64))
    let parts = (1...components).flatMap { component -> [UInt8] in [UInt8(component), 0x11, 0] }
    bytes += segment(0xC0, [8, 0, side, 0, side, UInt8(components)] + parts)
    bytes += segment(0xC4, [0x00] + lengths(codes: 12, of: 4) + Array(0..<12))
    bytes += segment(0xC4, [0x10] + lengths(codes: 1, of: 1) + [0])
    let chosen = (1...components).flatMap { component -> [UInt8] in [UInt8(component), 0] }
    return bytes + segment(0xDA, [UInt8(components)] + chosen + [0, 63, 0])
  }

  private static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 0xFF)] + body
  }

  /// How many codes there are of each length, 1 to 16 bits.
  private static func lengths(codes: UInt8, of length: Int) -> [UInt8] {
    (1...16).map { $0 == length ? codes : 0 }
  }

  private static func scan(_ column: Int, _ row: Int, _ components: Int, _ isYCbCr: Bool) -> [UInt8] {
    var bits = BitWriter()
    bits.stuffsBytes = true
    var last = [Int](repeating: 0, count: components)
    let blocks = ProbePixels.tile / 8
    for block in 0..<(blocks * blocks) {
      let x = column * ProbePixels.tile + block % blocks * 8
      let y = row * ProbePixels.tile + block / blocks * 8
      for component in 0..<components {
        let value = isYCbCr && component > 0 ? 0 : Int(ProbePixels.gray(x, y)) - 128
        code(value - last[component], to: &bits)
        last[component] = value
      }
    }
    return bits.finished
  }

  /// The category of a difference in 4 bits, its bits, and the end of the block in 1 (T.81, F.1.2.1).
  private static func code(_ difference: Int, to bits: inout BitWriter) {
    let category = Int.bitWidth - abs(difference).leadingZeroBitCount
    bits.append(UInt32(category), count: 4)
    let value = difference < 0 ? difference + (1 << category) - 1 : difference
    bits.append(UInt32(value), count: category)
    bits.append(0, count: 1)
  }
}
