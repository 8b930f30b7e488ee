import Basics

/// One tile of a slide as its file holds it: a JPEG stream, without the tables that all tiles share.
public struct JPEGTile: Sendable {
  /// The stream.
  public let stream: [UInt8]
  /// An abbreviated stream of the tables that ``stream`` leaves out; empty where it leaves none.
  public let tables: [UInt8]
  /// Size of the tile, px: a stream of another size is damaged.
  public let size: PixelSize
  /// Whether the stream's components are red, green and blue; else luminance and chroma.
  public let isRGB: Bool
  /// How many of its pixels, across and down, become one: 1, 2, 4 or 8, which divides both sides.
  public let reduction: Int

  /// A tile of `size` px.
  public init(stream: [UInt8], tables: [UInt8], size: PixelSize, isRGB: Bool, reduction: Int = 1) {
    self.stream = stream
    self.tables = tables
    self.size = size
    self.isRGB = isRGB
    self.reduction = reduction
  }
}

/// Decodes the tiles of slides that are plain JPEGs.
public protocol JPEGTileDecoder: Sendable {
  /// The pixels of `tile`, reduced as it says, RGBA, each with an alpha of 255; `nil` where the stream is damaged in
  /// any way, or is not what the tile says of it.
  func pixels(of tile: JPEGTile) -> RGBAImage?
}
