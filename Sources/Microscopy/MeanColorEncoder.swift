import Basics

/// The smallest encoder there is: the mean colour of a tile. What tests use in place of a network.
public struct MeanColorEncoder: TileEncoder {
  /// Micrometres per px of the tiles it wants.
  public let mpp: Double
  /// Side of the tiles it wants, px.
  public let tilePixels: Int

  /// An encoder of tiles of `tilePixels` px on both sides at `mpp`.
  public init(mpp: Double = 0.5, tilePixels: Int = 224) {
    self.mpp = mpp
    self.tilePixels = tilePixels
  }

  /// The encoder's name, `mean-colour`.
  public var name: String { "mean-colour" }
  /// The features are the means of red, green and blue.
  public var featureCount: Int { 3 }

  /// The means of red, green and blue, 0 to 1; see ``TileEncoder/encode(_:)``.
  public func encode(_ tiles: [RGBAImage]) -> [Float] { tiles.flatMap(Self.mean) }

  private static func mean(_ tile: RGBAImage) -> [Float] {
    var sums = SIMD3<Int>.zero
    for offset in stride(from: 0, to: tile.pixels.count, by: 4) {
      sums &+= SIMD3(Int(tile.pixels[offset]), Int(tile.pixels[offset + 1]), Int(tile.pixels[offset + 2]))
    }
    return (0..<3).map { Float(sums[$0]) / Float(255 * max(1, tile.pixels.count / 4)) }
  }
}
