import Basics
import CJPEG
import Microscopy

/// Tiles of slides by libjpeg-turbo, with its own defaults: the accurate transform, chroma interpolated.
public struct JPEGTiles: JPEGTileDecoder {
  /// A decoder; it keeps nothing.
  public init() {}

  /// The pixels of `tile`; `nil` where libjpeg has anything to say of the stream, a warning included.
  public func pixels(of tile: JPEGTile) -> RGBAImage? {
    guard !tile.size.isEmpty, let area = tile.size.area, area <= Self.mostPixels else { return nil }
    var isWhole = false
    let image = RGBAImage(size: tile.size) { buffer in
      guard let pixels = buffer.baseAddress else { return }
      isWhole =
        coverslip_jpeg_read(
          tile.stream, tile.stream.count, tile.tables, tile.tables.count, tile.isRGB ? 1 : 0, UInt32(tile.size.width),
          UInt32(tile.size.height), pixels) == 1
      // What was not written must not be read.
      if !isWhole { buffer.initializeMemory(as: UInt8.self, repeating: 0) }
    }
    return isWhole ? image : nil
  }

  /// A tile of 4096 x 4096 px.
  private static let mostPixels = 1 << 24
}
