import Microscopy

/// Measures a tile: nuclei, stain and architecture, with no weights.
public struct MorphometryEncoder: TileEncoder {
  private let detector: NucleusDetector

  /// The features of the vector, in their order.
  public static let features: [FeatureDefinition] = []

  /// An encoder for a slide of the given stains.
  public init(stains: StainVectors) {
    detector = NucleusDetector(stains: stains)
  }

  public var name: String { "morphometry" }
  public var mpp: Double { 0.5 }
  public var tilePixels: Int { 224 }
  public var featureCount: Int { Self.features.count }

  public func encode(_ tiles: [RGBAImage]) -> [Float] { [] }
}
