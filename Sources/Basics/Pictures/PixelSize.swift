/// Width and height in whole pixels of the frame that the name at the use says.
@frozen
public struct PixelSize: Hashable, Sendable, Codable {
  /// The number of columns.
  public var width: Int
  /// The number of rows.
  public var height: Int

  /// A size of `width` x `height` pixels.
  @inlinable
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The number of pixels, or `nil` where the product would not fit an `Int`.
  public var area: Int? {
    let (product, overflow) = width.multipliedReportingOverflow(by: height)
    return overflow ? nil : product
  }

  /// Whether there is no pixel in it.
  @inlinable
  public var isEmpty: Bool { width <= 0 || height <= 0 }
}
