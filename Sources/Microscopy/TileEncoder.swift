import Basics

/// A square of a slide: where a tile is read from.
public struct TileSite: Hashable, Sendable, Codable {
  /// Left edge, level-0 px.
  public let x: Int
  /// Upper edge, level-0 px.
  public let y: Int
  /// Side, level-0 px.
  public let side: Int

  /// A square with its upper left corner at (`x`, `y`), all in level-0 px.
  public init(x: Int, y: Int, side: Int) {
    self.x = x
    self.y = y
    self.side = side
  }

  /// This square as a region.
  public var region: SlideRegion {
    SlideRegion(x: Double(x), y: Double(y), width: Double(side), height: Double(side))
  }
}

/// What turns tiles into feature vectors: the built-in morphometry, or a network from its weights.
///
/// Every implementation passes one contract suite, `EncoderContractTests`.
public protocol TileEncoder: Sendable {
  /// The encoder's name: `morphometry`, `vit` ...
  var name: String { get }
  /// Micrometres per px of the tiles it wants.
  var mpp: Double { get }
  /// Side of the tiles it wants, px.
  var tilePixels: Int { get }
  /// Features per tile.
  var featureCount: Int { get }

  /// Encodes opaque tiles of `tilePixels` x `tilePixels`; may be called from several threads at once.
  ///
  /// - Returns: `tiles.count * featureCount` values, row-major [tile, feature] in the order of the tiles; all finite.
  ///   The row of a tile does not depend on the tiles beside it, except for rounding.
  func encode(_ tiles: [RGBAImage]) -> [Float]
}
