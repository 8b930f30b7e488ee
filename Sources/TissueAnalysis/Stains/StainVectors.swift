/// The colours of haematoxylin and eosin on one slide, and how strongly the slide is stained.
public struct StainVectors: Sendable, Hashable, Codable {
  /// Optical density (red, green, blue) of haematoxylin, length 1.
  public let hematoxylin: SIMD3<Float>
  /// Optical density (red, green, blue) of eosin, length 1.
  public let eosin: SIMD3<Float>
  /// 99th percentile of the haematoxylin concentration in tissue, in density (natural logarithm). Concentrations are
  /// divided by it, so that slides of different staining strength compare.
  public let hematoxylinMaximum: Float
  /// 99th percentile of the eosin concentration in tissue, in density (natural logarithm).
  public let eosinMaximum: Float

  /// Vectors of any length, which are brought to length 1, and maxima above zero.
  public init(
    hematoxylin: SIMD3<Float>, eosin: SIMD3<Float>, hematoxylinMaximum: Float, eosinMaximum: Float
  ) {
    self.hematoxylin = hematoxylin.normalized
    self.eosin = eosin.normalized
    self.hematoxylinMaximum = hematoxylinMaximum
    self.eosinMaximum = eosinMaximum
  }

  /// Ruifrok and Johnston 2001, table 1, with the maxima of a well-stained slide (Macenko et al. 2009).
  public static let ruifrok = StainVectors(
    hematoxylin: SIMD3(0.650, 0.704, 0.286), eosin: SIMD3(0.072, 0.990, 0.105), hematoxylinMaximum: 1.9705,
    eosinMaximum: 1.0308)

  /// The reference slide of Macenko et al. 2009: what estimated vectors look like, eosin less pure than Ruifrok's.
  public static let macenkoReference = StainVectors(
    hematoxylin: SIMD3(0.5626, 0.7201, 0.4062), eosin: SIMD3(0.2159, 0.8012, 0.5581), hematoxylinMaximum: 1.9705,
    eosinMaximum: 1.0308)

  /// The angle between both stains, degrees: small where they cannot be told apart.
  public var separation: Double { hematoxylin.degrees(to: eosin) }

  /// The same colours at other maxima.
  func withMaxima(hematoxylin maximumH: Float, eosin maximumE: Float) -> StainVectors {
    StainVectors(hematoxylin: hematoxylin, eosin: eosin, hematoxylinMaximum: maximumH, eosinMaximum: maximumE)
  }
}
