import Foundation

/// The smallest pyramid that OpenSlide takes for a slide: a classic TIFF, tiled, uncompressed RGB, written byte by
/// byte.
///
/// Layout (TIFF 6.0): header, then for each level its directory, the values that do not fit an entry, its tiles.
struct TinyTIFF {
  enum Resolution {
    case none
    case perCentimeter(UInt32)
    case perInch(UInt32)
    case withoutUnit(UInt32)
  }

  var width = 100
  var height = 80
  var tile = 64
  var resolution = Resolution.none
  var description: [UInt8] = Array("a tiny slide".utf8)
  /// Tile `index` keeps only so many bytes of its data.
  var cutTile: (index: Int, bytes: Int)?
  /// The bytes of an ICC profile (tag 34675); none where empty.
  var profile: [UInt8] = []
  /// What the header claims, where it lies.
  var claimedSize: (width: Int, height: Int)?

  /// The colour of the pixel at (`x`, `y`): different everywhere, so that any shift shows.
  static func color(_ x: Int, _ y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    (UInt8(truncatingIfNeeded: x * 2), UInt8(truncatingIfNeeded: y * 3), UInt8(truncatingIfNeeded: x + y))
  }

  private var columns: Int { (width + tile - 1) / tile }
  private var tiles: Int { columns * ((height + tile - 1) / tile) }

  private func pixels(_ index: Int) -> [UInt8] {
    let (left, top) = (index % columns * tile, index / columns * tile)
    let bytes = (0..<(tile * tile)).flatMap { pixel -> [UInt8] in
      let color = Self.color(left + pixel % tile, top + pixel / tile)
      return [color.red, color.green, color.blue]
    }
    guard let cutTile, cutTile.index == index else { return bytes }
    return Array(bytes.prefix(cutTile.bytes))
  }

  /// The whole file.
  var bytes: [UInt8] {
    let data = (0..<tiles).map(pixels)
    var entries = entries(byteCounts: data.map(\.count))
    let valuesAt = 8 + 2 + entries.count * 12 + 4
    let dataAt = valuesAt + entries.reduce(0) { $0 + ($1.value.count > 4 ? $1.value.count : 0) }
    var offset = dataAt
    let offsets = data.map { tile -> UInt32 in
      defer { offset += tile.count }
      return UInt32(offset)
    }
    for index in entries.indices where entries[index].tag == 324 { entries[index].value = offsets.flatMap(little) }
    return header(entries, valuesAt: valuesAt) + data.flatMap { $0 }
  }

  private struct Entry {
    let tag: UInt16
    let type: UInt16
    let count: Int
    var value: [UInt8]
  }

  private func entries(byteCounts: [Int]) -> [Entry] {
    let claimed = claimedSize ?? (width, height)
    var entries = [
      long(256, claimed.width), long(257, claimed.height),
      Entry(tag: 258, type: 3, count: 3, value: little(UInt16(8)) + little(UInt16(8)) + little(UInt16(8))),
      short(259, 1), short(262, 2), Entry(tag: 270, type: 2, count: description.count + 1, value: description + [0]),
      short(277, 3),
    ]
    entries += resolutionEntries
    if !profile.isEmpty { entries.append(Entry(tag: 34675, type: 7, count: profile.count, value: profile)) }
    entries += [
      short(284, 1), short(322, tile), short(323, tile),
      Entry(tag: 324, type: 4, count: tiles, value: [UInt8](repeating: 0, count: 4 * tiles)),
      Entry(tag: 325, type: 4, count: tiles, value: byteCounts.flatMap { little(UInt32($0)) }),
    ]
    return entries.sorted { $0.tag < $1.tag }
  }

  private var resolutionEntries: [Entry] {
    let (value, unit): (UInt32, Int)
    switch resolution {
    case .none: return []
    case .withoutUnit(let pixels): (value, unit) = (pixels, 1)
    case .perInch(let pixels): (value, unit) = (pixels, 2)
    case .perCentimeter(let pixels): (value, unit) = (pixels, 3)
    }
    let rational = little(value) + little(UInt32(1))
    return [
      Entry(tag: 282, type: 5, count: 1, value: rational), Entry(tag: 283, type: 5, count: 1, value: rational),
      short(296, unit),
    ]
  }

  private func header(_ entries: [Entry], valuesAt: Int) -> [UInt8] {
    var directory = little(UInt16(entries.count))
    var values: [UInt8] = []
    for entry in entries {
      directory += little(entry.tag) + little(entry.type) + little(UInt32(entry.count))
      if entry.value.count > 4 {
        directory += little(UInt32(valuesAt + values.count))
        values += entry.value
      } else {
        directory += entry.value + [UInt8](repeating: 0, count: 4 - entry.value.count)
      }
    }
    return [0x49, 0x49, 0x2A, 0x00] + little(UInt32(8)) + directory + little(UInt32(0)) + values
  }

  private func short(_ tag: UInt16, _ value: Int) -> Entry {
    Entry(tag: tag, type: 3, count: 1, value: little(UInt16(value)))
  }

  private func long(_ tag: UInt16, _ value: Int) -> Entry {
    Entry(tag: tag, type: 4, count: 1, value: little(UInt32(value)))
  }

  private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// A folder that lives as long as the test that made it.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("slide-reading-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}
