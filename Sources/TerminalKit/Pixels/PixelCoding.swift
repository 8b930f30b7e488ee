import Basics

/// The picture files that terminals take, made by whoever has a library for them.
public struct PixelCoding: Sendable {
  /// A PNG of few colours; `nil` where it cannot be made.
  public var png: @Sendable (IndexedImage) -> [UInt8]?
  /// A JPEG of a picture that is opaque; `nil` where it cannot be made.
  public var jpeg: @Sendable (RGBAImage) -> [UInt8]?

  /// Files made by `png` and `jpeg`.
  public init(png: @escaping @Sendable (IndexedImage) -> [UInt8]?, jpeg: @escaping @Sendable (RGBAImage) -> [UInt8]?) {
    self.png = png
    self.jpeg = jpeg
  }
}
