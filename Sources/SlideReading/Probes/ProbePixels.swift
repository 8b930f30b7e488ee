import Basics
import Microscopy

/// The picture of the built-in probes: squares of 8 px, each of one gray, no two neighbours alike, so that any shift or
/// shear of decoded rows shows.
///
/// Gray, so that it is the same picture as RGB, as YCbCr (whose chroma is then 128) and as one sample.
enum ProbePixels {
  /// Side of a probe's tiles, px.
  static let tile = 64
  /// Where an image is smaller than its tile, its side; no multiple of 8 bytes, so that rows do not fall into step.
  static let short = 37
  /// Where it is not, its side: two tiles and a part.
  static let long = 150

  /// The size of an image whose tile overhangs it so; without overhang, the size of one that is cut into nine tiles.
  static func size(_ overhang: TileOverhang?) -> PixelSize {
    switch overhang {
    case nil: PixelSize(width: long, height: long)
    case .wider: PixelSize(width: short, height: long)
    case .higher: PixelSize(width: long, height: short)
    case .widerAndHigher: PixelSize(width: short, height: short)
    }
  }

  /// The gray of the pixel at (`x`, `y`) of the image or of the tiles beyond it.
  static func gray(_ x: Int, _ y: Int) -> UInt8 {
    let (column, row) = (x / 8, y / 8)
    return UInt8(16 + (column * 53 + row * 101 + column * row * 29) % 224)
  }

  /// The samples of tile (`column`, `row`), `samples` to a pixel, each of `bytes` bytes, little-endian.
  static func tile(_ column: Int, _ row: Int, samples: Int, bytes: Int) -> [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(tile * tile * samples * bytes)
    for y in 0..<tile {
      for x in 0..<tile {
        let gray = gray(column * tile + x, row * tile + y)
        for _ in 0..<(samples * bytes) { pixels.append(gray) }
      }
    }
    return pixels
  }
}
