import Basics
import Foundation
import Microscopy

@testable import SlideReading

/// A tiled TIFF of several directories, written byte by byte: any byte order, classic or Big, any tags.
struct PyramidTIFF {
  /// One directory.
  struct Image {
    var size: PixelSize
    var tile: PixelSize?
    var compression = TIFFCompression.none
    var isReduced = false
    var bits = 8
    var samples = 3
    var photometric = 2
    var sampleFormat: Int?
    var description: String?
    /// What the directory claims instead of what is there.
    var claimedTile: PixelSize?
    var claimedBytes: UInt64?
    /// Tiles of which there is nothing: no bytes, no place.
    var lacking: Set<Int> = []
    /// The colour of a pixel; beyond the image what its tiles are filled up with.
    var color: (Int, Int) -> (UInt8, UInt8, UInt8) = Painting.level0

    init(_ width: Int, _ height: Int, tile: Int? = 64) {
      size = PixelSize(width: width, height: height)
      self.tile = tile.map { PixelSize(width: $0, height: $0) }
    }
  }

  var images: [Image]
  var isBig = false
  var isBigEndian = false
  /// Where the last directory points to, instead of nowhere.
  var loopsBack = false

  private struct Field {
    let tag: Int
    let type: Int
    let values: [UInt64]
  }

  /// The whole file: header, then for each directory its tiles, its long values and itself.
  var bytes: [UInt8] {
    var file = number(isBigEndian ? 0x4D4D : 0x4949, 2) + number(isBig ? 43 : 42, 2)
    if isBig { file += number(8, 2) + number(0, 2) }
    var link = file.count
    file += number(0, offsetBytes)
    var first = 0
    for image in images {
      let pieces = pieces(image)
      let offsets = pieces.map { piece -> UInt64 in
        defer { file += piece }
        return piece.isEmpty ? 0 : UInt64(file.count)
      }
      let fields = fields(image, offsets, pieces.map { image.claimedBytes ?? UInt64($0.count) })
      var places: [[UInt8]] = []
      for field in fields {
        let values = field.values.flatMap { number($0, width(field.type)) }
        if values.count > offsetBytes {
          places.append(number(UInt64(file.count), offsetBytes))
          file += values
        } else {
          places.append(values + [UInt8](repeating: 0, count: offsetBytes - values.count))
        }
      }
      if file.count % 2 == 1 { file.append(0) }
      let start = file.count
      first = first == 0 ? start : first
      file.replaceSubrange(link..<(link + offsetBytes), with: number(UInt64(start), offsetBytes))
      file += number(UInt64(fields.count), isBig ? 8 : 2)
      for (field, place) in zip(fields, places) {
        file += number(UInt64(field.tag), 2) + number(UInt64(field.type), 2)
        file += number(UInt64(field.values.count), offsetBytes) + place
      }
      link = file.count
      file += number(0, offsetBytes)
    }
    if loopsBack { file.replaceSubrange(link..<(link + offsetBytes), with: number(UInt64(first), offsetBytes)) }
    return file
  }

  private var offsetBytes: Int { isBig ? 8 : 4 }

  private func width(_ type: Int) -> Int { type == 2 ? 1 : type == 3 ? 2 : type == 16 ? 8 : 4 }

  private func number(_ value: UInt64, _ count: Int) -> [UInt8] {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    return isBigEndian ? little.reversed() : little
  }

  private func fields(_ image: Image, _ offsets: [UInt64], _ lengths: [UInt64]) -> [Field] {
    let long = isBig ? 16 : 4
    let tile = image.claimedTile ?? image.tile
    var fields = [
      Field(tag: 254, type: 4, values: [image.isReduced ? 1 : 0]),
      Field(tag: 256, type: 4, values: [UInt64(image.size.width)]),
      Field(tag: 257, type: 4, values: [UInt64(image.size.height)]),
      Field(tag: 258, type: 3, values: [UInt64](repeating: UInt64(image.bits), count: image.samples)),
      Field(tag: 259, type: 3, values: [UInt64(image.compression.code)]),
      Field(tag: 262, type: 3, values: [UInt64(image.photometric)]),
      Field(tag: 277, type: 3, values: [UInt64(image.samples)]), Field(tag: 284, type: 3, values: [1]),
    ]
    if let text = image.description {
      fields.append(Field(tag: 270, type: 2, values: (Array(text.utf8) + [0]).map { UInt64($0) }))
    }
    if let format = image.sampleFormat {
      fields.append(Field(tag: 339, type: 3, values: [UInt64](repeating: UInt64(format), count: image.samples)))
    }
    if let tile {
      fields += [
        Field(tag: 322, type: 4, values: [UInt64(tile.width)]), Field(tag: 323, type: 4, values: [UInt64(tile.height)]),
        Field(tag: 324, type: long, values: offsets), Field(tag: 325, type: long, values: lengths),
      ]
    } else {
      fields += [
        Field(tag: 273, type: long, values: offsets), Field(tag: 278, type: 4, values: [UInt64(image.size.height)]),
        Field(tag: 279, type: long, values: lengths),
      ]
    }
    return fields.sorted { $0.tag < $1.tag }
  }

  private func pieces(_ image: Image) -> [[UInt8]] {
    let tile = image.tile ?? image.size
    let (columns, rows) = (
      (image.size.width + tile.width - 1) / tile.width, (image.size.height + tile.height - 1) / tile.height
    )
    return (0..<(columns * rows)).map { index in
      if image.lacking.contains(index) { return [] }
      let (left, top) = (index % columns * tile.width, index / columns * tile.height)
      var raw: [UInt8] = []
      raw.reserveCapacity(tile.width * tile.height * image.samples * max(1, image.bits / 8))
      for y in top..<(top + tile.height) {
        for x in left..<(left + tile.width) {
          let color = image.color(x, y)
          for sample in 0..<min(3, image.samples) {
            let value = sample == 0 ? color.0 : sample == 1 ? color.1 : color.2
            for _ in 0..<max(1, image.bits / 8) { raw.append(value) }
          }
        }
      }
      return ProbeCompression.compress(raw, image.compression) ?? raw
    }
  }
}

/// A painted slide: tissue in flecks on white glass, different everywhere, and what its levels must show.
enum Painting {
  /// Side of the part of which the shades are reckoned once.
  private static let side = 1216
  private static let shades: [UInt8] = (0..<side * side).map { reckoned($0 % side, $0 / side) }

  private static func reckoned(_ x: Int, _ y: Int) -> UInt8 {
    let (u, v) = (Double(x), Double(y))
    let wave = sin(u / 23) * cos(v / 31) + sin((u + 2 * v) / 57) + cos((3 * u - v) / 141) + sin(u * v / 40_000)
    return UInt8(max(0, min(235, 235 - max(0, wave) * 70)))
  }

  /// The colour of a level-0 pixel.
  static func level0(_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8) {
    let isKept = (0..<side).contains(x) && (0..<side).contains(y)
    let shade = isKept ? shades[y * side + x] : reckoned(x, y)
    return (shade, UInt8(Double(shade) * 0.8), UInt8(min(255, Double(shade) * 0.9 + 10)))
  }

  /// The mean of `downsample` x `downsample` level-0 px.
  static func averaged(_ downsample: Int) -> (Int, Int) -> (UInt8, UInt8, UInt8) {
    { x, y in
      var sums = (0, 0, 0)
      for row in 0..<downsample {
        for column in 0..<downsample {
          let color = level0(x * downsample + column, y * downsample + row)
          sums = (sums.0 + Int(color.0), sums.1 + Int(color.1), sums.2 + Int(color.2))
        }
      }
      let area = downsample * downsample
      return (UInt8(sums.0 / area), UInt8(sums.1 / area), UInt8(sums.2 / area))
    }
  }

  /// One of `downsample` x `downsample` level-0 px.
  static func sampled(_ downsample: Int) -> (Int, Int) -> (UInt8, UInt8, UInt8) {
    { x, y in level0(x * downsample, y * downsample) }
  }

  /// A level of a slide of `base` px, with what lies beyond the slide in one colour.
  static func padded(
    _ downsample: Int, of base: PixelSize, with padding: (UInt8, UInt8, UInt8)
  ) -> (Int, Int) -> (UInt8, UInt8, UInt8) {
    let averaged = averaged(downsample)
    return { x, y in
      x * downsample < base.width && y * downsample < base.height ? averaged(x, y) : padding
    }
  }
}
