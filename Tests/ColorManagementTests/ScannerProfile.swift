/// The ICC profile of a scanner that is not there, written byte by byte: version 2.4, three primaries and one gamma.
///
/// Layout (ICC.1:2001-04): a header of 128 bytes, the table of tags, the tags.
struct ScannerProfile {
  /// Four letters: `scnr` is a scanner.
  var kind = "scnr"
  /// Four letters: `RGB `.
  var colors = "RGB "
  var name = "Synthetic scanner"
  /// Called otherwise, the curve of green is not found.
  var greenCurve = "gTRC"

  /// Red, green and blue at full light, as XYZ under D50; their sum is the white of D50.
  private static let primaries = [[0.5500, 0.2800, 0.0200], [0.2900, 0.6500, 0.0900], [0.1242, 0.0700, 0.7149]]
  private static let white = [0.9642, 1, 0.8249]

  /// The whole profile.
  var bytes: [UInt8] {
    let tags = self.tags
    var table = Self.big(UInt32(tags.count))
    var data: [UInt8] = []
    for (name, tag) in tags {
      table += Array(name.utf8) + Self.big(UInt32(128 + 4 + 12 * tags.count + data.count)) + Self.big(UInt32(tag.count))
      data += tag
    }
    return header(size: 128 + table.count + data.count) + table + data
  }

  private func header(size: Int) -> [UInt8] {
    let ids = Array(kind.utf8) + Array(colors.utf8) + Array("XYZ ".utf8)
    return Self.big(UInt32(size)) + Self.zeros(4) + [2, 0x40, 0, 0] + ids + Self.zeros(12) + Array("acsp".utf8)
      + Self.zeros(28) + Self.white.flatMap(Self.fixed) + Self.zeros(48)
  }

  private var tags: [(String, [UInt8])] {
    let curve = Array("curv".utf8) + Self.zeros(4) + Self.big(UInt32(1)) + [1, 0xCD, 0, 0]  // 1.8 as u8Fixed8Number
    let points = zip(["rXYZ", "gXYZ", "bXYZ"], Self.primaries).map { ($0, Self.point($1)) }
    return [("desc", description), ("cprt", Self.padded(Array("text".utf8) + Self.zeros(4) + Array("none\0".utf8)))]
      + [("wtpt", Self.point(Self.white))] + points + [("rTRC", curve), (greenCurve, curve), ("bTRC", curve)]
  }

  /// The name in ASCII; none in Unicode, none for a Macintosh.
  private var description: [UInt8] {
    let text = Array(name.utf8) + [0]
    return Self.padded(Array("desc".utf8) + Self.zeros(4) + Self.big(UInt32(text.count)) + text + Self.zeros(78))
  }

  private static func point(_ values: [Double]) -> [UInt8] {
    Array("XYZ ".utf8) + zeros(4) + values.flatMap(fixed)
  }

  /// s15Fixed16Number.
  private static func fixed(_ value: Double) -> [UInt8] { big(UInt32((value * 65536).rounded())) }

  private static func big(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + zeros((4 - bytes.count % 4) % 4) }
}
