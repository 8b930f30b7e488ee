import Basics
import CJPEG
import Microscopy

/// Tiles of slides by libjpeg-turbo, with its own defaults: the accurate transform, chroma interpolated.
public struct JPEGTiles: JPEGTileDecoder {
  /// A decoder; it keeps nothing.
  public init() {}

  /// The pixels of `tile`; `nil` where libjpeg has anything to say of the stream, a warning included.
  public func pixels(of tile: JPEGTile) -> RGBAImage? {
    guard !tile.size.isEmpty, let area = tile.size.area, area <= Self.mostPixels,
      [1, 2, 4, 8].contains(tile.reduction),
      tile.size.width % tile.reduction == 0, tile.size.height % tile.reduction == 0
    else { return nil }
    var isWhole = false
    let size = PixelSize(width: tile.size.width / tile.reduction, height: tile.size.height / tile.reduction)
    let image = RGBAImage(size: size) { buffer in
      guard let pixels = buffer.baseAddress else { return }
      isWhole =
        coverslip_jpeg_read(
          tile.stream, tile.stream.count, tile.tables, tile.tables.count, tile.isRGB ? 1 : 0, UInt32(tile.size.width),
          UInt32(tile.size.height), UInt32(tile.reduction), pixels) == 1
      // What was not written must not be read.
      if !isWhole { buffer.initializeMemory(as: UInt8.self, repeating: 0) }
    }
    return isWhole ? image : nil
  }

  /// A tile of 4096 x 4096 px.
  private static let mostPixels = 1 << 24
}
