import Basics
import Microscopy

/// What one directory of a TIFF says of its image, before anything is decoded (TIFF 6.0, section 8 and on).
struct TIFFDirectory: Equatable {
  /// Size of the image, px.
  var size = PixelSize(width: 0, height: 0)
  /// Size of its tiles, px; `nil` where it is kept in strips.
  var tile: PixelSize?
  /// Tag 259, as in ``TIFFCompression``.
  var compression = 1
  /// Tag 258: bits of each sample. A directory without the tag has 1 bit.
  var bits = [1]
  /// Tag 277: samples of a pixel.
  var samples = 1
  /// Tag 262: 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 6 YCbCr ...
  var photometric = 1
  /// Tag 284: 1 samples side by side, 2 in planes of their own.
  var planar = 1
  /// Tag 339: 1 unsigned, 2 signed, 3 floating point, 4 not said.
  var sampleFormat = 1
  /// Tag 254: bit 0 marks a reduced version of another image.
  var subfileType = 0
  /// Tags 325 and 279: tiles or strips that it counts.
  var pieces = 0
  /// The longest of them as the directory claims it, bytes, and which one it is.
  var longestPiece: (index: Int, bytes: UInt64) = (0, 0)
  /// Which of them have no bytes at all; `[]` where each has some.
  var emptyPieces: [Bool] = []
  /// Tags 324 and 325: where each tile begins in the file, and how many bytes it has; `[]` of tiles that are no JPEGs.
  var tileStarts: [UInt64] = []
  var tileLengths: [UInt64] = []
  /// Tag 347: the tables that the JPEG streams of the tiles leave out; `[]` where they leave none.
  var jpegTables: [UInt8] = []
  /// Tag 34675: where its ICC profile lies, as the directory claims it; `nil` where it has none.
  var profile: TIFFPiece?
  /// Whether the tag of Hamamatsu's NDPI stands in it (65420), whose directories follow rules of their own.
  var isNDPI = false

  /// Whether its pixels are compressed as JPEG, in the way of TIFF's Technical Note 2.
  var isJPEG: Bool { compression == 7 }

  /// Bytes that a whole tile has once it is decoded; `nil` where there are no tiles or the product has no place.
  var tileBytes: Int? {
    guard let pixels = tile?.area else { return nil }
    let bytes = (samples * (bits.max() ?? 8) + 7) / 8
    let (product, overflow) = pixels.multipliedReportingOverflow(by: max(1, bytes))
    return overflow ? nil : product
  }

  /// Whether its tiles reach beyond the image on one axis or both.
  var tileOverhang: TileOverhang? {
    guard let tile else { return nil }
    switch (tile.width > size.width, tile.height > size.height) {
    case (false, false): return nil
    case (true, false): return .wider
    case (false, true): return .higher
    case (true, true): return .widerAndHigher
    }
  }

  /// Whether a tile under the pixels from (`x`, `y`) on has no bytes. A library shows something else there: another
  /// level, or nothing.
  func lacksTile(x: Int, y: Int, width: Int, height: Int) -> Bool {
    guard !emptyPieces.isEmpty, let tile, tile.width > 0, tile.height > 0 else { return false }
    let columns = (size.width + tile.width - 1) / tile.width
    let across = (x / tile.width)...(max(x, x + width - 1) / tile.width)
    let down = (y / tile.height)...(max(y, y + height - 1) / tile.height)
    return down.contains { row in
      across.clamped(to: 0...max(0, columns - 1)).contains { column in
        let index = row * columns + column
        return emptyPieces.indices.contains(index) && emptyPieces[index]
      }
    }
  }

  static func == (left: TIFFDirectory, right: TIFFDirectory) -> Bool {
    left.size == right.size && left.tile == right.tile && left.compression == right.compression
      && left.bits == right.bits && left.samples == right.samples && left.photometric == right.photometric
      && left.planar == right.planar && left.sampleFormat == right.sampleFormat
      && left.subfileType == right.subfileType && left.pieces == right.pieces
      && left.longestPiece == right.longestPiece && left.emptyPieces == right.emptyPieces
      && left.isNDPI == right.isNDPI && left.tileStarts == right.tileStarts
      && left.tileLengths == right.tileLengths && left.jpegTables == right.jpegTables && left.profile == right.profile
  }
}

/// Bytes of a TIFF, as a directory claims them.
struct TIFFPiece: Equatable, Sendable {
  let offset: UInt64
  let count: UInt64
}

/// How a tile is larger than the image that it belongs to.
enum TileOverhang: CaseIterable, Sendable, Hashable {
  case wider, higher, widerAndHigher
}
