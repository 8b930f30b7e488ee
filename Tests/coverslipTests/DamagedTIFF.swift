import Foundation

/// A tiled classic TIFF, little-endian, some of whose tiles are made what a broken copy leaves.
struct DamagedTIFF {
  /// What becomes of a tile.
  enum Fault: CaseIterable {
    /// All its bytes are 0.
    case zeroed
    /// It has no bytes at all, and no place in the file.
    case empty
    /// The bytes of its picture are others; the file still decodes.
    case garbage
  }

  private var bytes: [UInt8]
  private var random: UInt64

  /// A copy of `source` at `path` in which `share` of the tiles of `levels` (all where `nil`) are damaged; the same for
  /// the same seed.
  static func write(
    _ source: String, to path: String, share: Double, fault: Fault = .zeroed, levels: Set<Int>? = [0], seed: UInt64 = 1
  ) throws {
    var file = DamagedTIFF(bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: source))), random: seed)
    var (directory, level) = (file.word(4), 0)
    while directory != 0 {
      let tags = file.tags(at: directory)
      if let offsets = tags[324], let counts = tags[325] {
        if levels?.contains(level) != false { file.damage(offsets, counts, share, fault) }
        level += 1
      }
      directory = file.word(directory + 2 + 12 * file.short(directory))
    }
    try Data(file.bytes).write(to: URL(fileURLWithPath: path))
  }

  private typealias Values = (place: Int, width: Int, count: Int)

  private mutating func damage(_ offsets: Values, _ counts: Values, _ share: Double, _ fault: Fault) {
    for index in 0..<offsets.count where uniform() < share {
      let (start, count) = (value(offsets, index), value(counts, index))
      switch fault {
      case .zeroed: for place in start..<(start + count) { bytes[place] = 0 }
      case .empty:
        set(offsets, index)
        set(counts, index)
      case .garbage:
        for place in (start + count / 4)..<max(start + count / 4, start + count - 2) {
          bytes[place] = UInt8(uniform() * 254)
        }
      }
    }
  }

  private func tags(at directory: Int) -> [Int: Values] {
    var tags: [Int: Values] = [:]
    for entry in 0..<short(directory) {
      let place = directory + 2 + 12 * entry
      let (width, count) = (short(place + 2) == 3 ? 2 : 4, word(place + 4))
      tags[short(place)] = (width * count <= 4 ? place + 8 : word(place + 8), width, count)
    }
    return tags
  }

  private func value(_ values: Values, _ index: Int) -> Int {
    values.width == 2 ? short(values.place + 2 * index) : word(values.place + 4 * index)
  }

  private mutating func set(_ values: Values, _ index: Int) {
    for byte in 0..<values.width { bytes[values.place + values.width * index + byte] = 0 }
  }

  private func short(_ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }
  private func word(_ place: Int) -> Int { short(place) | short(place + 2) << 16 }

  /// The next of a sequence that follows from the seed alone (Knuth's MMIX constants), 0 ..< 1.
  private mutating func uniform() -> Double {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(random >> 11) * 0x1p-53
  }
}
