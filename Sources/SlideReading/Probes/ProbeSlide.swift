import Basics
import Microscopy

/// A slide of one level, written byte by byte (classic TIFF, little-endian), whose every pixel is known.
struct ProbeSlide {
  let subject: ProbeSubject
  let overhang: TileOverhang?

  var size: PixelSize { ProbePixels.size(overhang) }

  private var columns: Int { (size.width + ProbePixels.tile - 1) / ProbePixels.tile }
  private var rows: Int { (size.height + ProbePixels.tile - 1) / ProbePixels.tile }

  /// Whether this file can write the subject at all.
  static func canWrite(_ subject: ProbeSubject) -> Bool {
    ProbeSlide(subject: subject, overhang: nil).piece(0, 0) != nil
  }

  /// What a right decoder gives at (`x`, `y`): red, green and blue.
  func expected(_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8) {
    guard StoredProbe(subject.compression) != nil else {
      let gray = ProbePixels.gray(x, y)
      return (gray, gray, gray)
    }
    let gray = ProbePixels.gray(x % ProbePixels.tile, y % ProbePixels.tile)
    return subject.compression.code == 33_005 ? (gray, 128, 128) : (gray, gray, gray)
  }

  /// The compressed bytes of one tile.
  private func piece(_ column: Int, _ row: Int) -> [UInt8]? {
    if let stored = StoredProbe(subject.compression) { return subject.bits == 8 ? stored.bytes : nil }
    if subject.compression == .jpeg {
      guard subject.pixels != .planes, subject.bits == 8 else { return nil }
      return ProbeJPEG.tile(
        column, row, components: subject.samples, isYCbCr: subject.pixels == .yCbCr)
    }
    guard subject.pixels != .yCbCr else { return nil }
    let samples = subject.pixels == .planes ? 1 : subject.samples
    return ProbeCompression.compress(
      ProbePixels.tile(column, row, samples: samples, bytes: subject.bits / 8), subject.compression)
  }

  /// The whole file, or `nil` where ``canWrite(_:)`` says no.
  var bytes: [UInt8]? {
    var tiles: [[UInt8]] = []
    for _ in 0..<(subject.pixels == .planes ? 3 : 1) {
      for row in 0..<rows {
        for column in 0..<columns {
          guard let piece = piece(column, row) else { return nil }
          tiles.append(piece)
        }
      }
    }
    return file(tiles)
  }

  private struct Entry {
    let tag: UInt16
    let type: UInt16
    let values: [UInt32]

    var bytes: [UInt8] {
      values.flatMap { type == 3 ? Self.little(UInt16($0)) : type == 2 ? [UInt8($0)] : Self.little($0) }
    }

    static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
      withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
  }

  /// Header, directory, values that do not fit an entry, tiles.
  private func file(_ tiles: [[UInt8]]) -> [UInt8] {
    let lengths = tiles.map { UInt32($0.count) }
    let draft = entries(offsets: lengths, lengths: lengths)
    let valuesAt = 8 + 2 + draft.count * 12 + 4
    let tilesAt = valuesAt + draft.reduce(0) { $0 + ($1.bytes.count > 4 ? $1.bytes.count : 0) }
    var end = UInt32(tilesAt)
    let offsets = lengths.map { length -> UInt32 in
      defer { end += length }
      return end
    }
    let final = entries(offsets: offsets, lengths: lengths)
    var directory = Entry.little(UInt16(final.count))
    var values: [UInt8] = []
    for entry in final {
      directory += Entry.little(entry.tag) + Entry.little(entry.type) + Entry.little(UInt32(entry.values.count))
      let bytes = entry.bytes
      if bytes.count > 4 {
        directory += Entry.little(UInt32(valuesAt + values.count))
        values += bytes
      } else {
        directory += bytes + [UInt8](repeating: 0, count: 4 - bytes.count)
      }
    }
    return [0x49, 0x49, 0x2A, 0] + Entry.little(UInt32(8)) + directory + Entry.little(UInt32(0)) + values
      + tiles.joined()
  }

  private func entries(offsets: [UInt32], lengths: [UInt32]) -> [Entry] {
    let side = UInt32(ProbePixels.tile)
    var entries = [
      Entry(tag: 256, type: 4, values: [UInt32(size.width)]), Entry(tag: 257, type: 4, values: [UInt32(size.height)]),
      Entry(tag: 258, type: 3, values: [UInt32](repeating: UInt32(subject.bits), count: subject.samples)),
      Entry(tag: 259, type: 3, values: [UInt32(subject.compression.code)]),
      Entry(tag: 262, type: 3, values: [photometric]),
      Entry(tag: 270, type: 2, values: (description.utf8 + [0]).map { UInt32($0) }),
      Entry(tag: 277, type: 3, values: [UInt32(subject.samples)]),
      Entry(tag: 284, type: 3, values: [subject.pixels == .planes ? 2 : 1]),
      Entry(tag: 322, type: 3, values: [side]), Entry(tag: 323, type: 3, values: [side]),
      Entry(tag: 324, type: 4, values: offsets), Entry(tag: 325, type: 4, values: lengths),
    ]
    if subject.pixels == .yCbCr, subject.compression == .jpeg {
      entries.append(Entry(tag: 530, type: 3, values: [1, 1]))
    }
    return entries
  }

  private var photometric: UInt32 {
    switch subject.pixels {
    case .gray: 1
    case .rgb, .planes: 2
    case .yCbCr: subject.compression.isJPEG2000 ? 2 : 6
    }
  }

  /// OpenSlide reads JPEG 2000 of Aperio only.
  private var description: String {
    subject.compression.isJPEG2000
      ? "Aperio Image Library v0\n\(size.width)x\(size.height) (64x64) probe" : "probe"
  }
}
