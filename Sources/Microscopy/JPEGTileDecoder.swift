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

  /// A tile of `size` px.
  public init(stream: [UInt8], tables: [UInt8], size: PixelSize, isRGB: Bool) {
    self.stream = stream
    self.tables = tables
    self.size = size
    self.isRGB = isRGB
  }
}

/// Decodes the tiles of slides that are plain JPEGs.
public protocol JPEGTileDecoder: Sendable {
  /// The pixels of `tile`, RGBA, each with an alpha of 255; `nil` where the stream is damaged in any way, or is not
  /// what the tile says of it.
  func pixels(of tile: JPEGTile) -> RGBAImage?
}
