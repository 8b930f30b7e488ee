import Basics
import Microscopy

/// Why the vectors of a slide could not be estimated, with the figures.
public enum StainFallback: Sendable, Hashable {
  /// There were fewer stained pixels than ``StainEstimate/pixelsNeeded``.
  case tooFewTissuePixels(Int)
  /// Both extremes lie so close together (degrees) that there is one stain only.
  case oneStain(separation: Double)
  /// The extremes are not the colours of haematoxylin and eosin: degrees from the nearest published vector.
  case implausible(hematoxylin: Double, eosin: Double)
}

/// The stain vectors of a slide and how they were come by.
public struct StainEstimate: Sendable, Hashable {
  /// Where the vectors come from.
  public enum Method: String, Sendable, Hashable, Codable {
    /// Estimated from the slide, Macenko et al. 2009.
    case macenko
    /// The published vectors of Ruifrok and Johnston 2001, at the slide's own strength where it is known.
    case ruifrok
  }

  /// What to separate the slide with.
  public let vectors: StainVectors
  /// Where ``vectors`` come from.
  public let method: Method
  /// Why the published vectors are used; `nil` where the slide's own are.
  public let reason: StainFallback?
  /// What the slide itself showed, plausible or not; `nil` where there was too little to see.
  public let measured: StainVectors?
  /// How many stained pixels were looked at.
  public let tissuePixels: Int

  /// An estimate from 2000 pixels on (1 % extremes are then 20 pixels).
  public static let pixelsNeeded = 2000
  /// The least angle between two stains, degrees; a single stain spreads by noise over less.
  public static let leastSeparation = 9.0
  /// Degrees that haematoxylin may lie from the nearest published vector.
  public static let hematoxylinTolerance = 20.0
  /// Degrees that eosin may lie from the nearest published vector.
  public static let eosinTolerance = 20.0

  /// Macenko et al. 2009 on the stained pixels of sample tiles; at most 200 000 evenly chosen pixels are used.
  ///
  /// The first two principal directions of optical density span the plane of both stains; the 1st and the 99th
  /// percentile of the angle within it are the stains. Published vectors answer where that fails, and say why.
  public static func estimate(from tiles: [RGBAImage]) -> StainEstimate {
    let densities = TissueDensities(tiles: tiles, atMost: 200_000)
    guard densities.values.count >= pixelsNeeded else {
      return fallback(.tooFewTissuePixels(densities.values.count), measured: nil, densities)
    }
    let measured = densities.scaled(densities.macenkoVectors())
    if let reason = objection(to: measured) { return fallback(reason, measured: measured, densities) }
    return StainEstimate(
      vectors: measured, method: .macenko, reason: nil, measured: measured, tissuePixels: densities.values.count)
  }

  private static func fallback(
    _ reason: StainFallback, measured: StainVectors?, _ densities: TissueDensities
  ) -> StainEstimate {
    let enough = densities.values.count >= pixelsNeeded
    return StainEstimate(
      vectors: enough ? densities.scaled(.ruifrok) : .ruifrok, method: .ruifrok, reason: reason, measured: measured,
      tissuePixels: densities.values.count)
  }

  private static func objection(to vectors: StainVectors) -> StainFallback? {
    guard vectors.separation >= leastSeparation else { return .oneStain(separation: vectors.separation) }
    let hematoxylin = deviation(vectors, \.hematoxylin)
    let eosin = deviation(vectors, \.eosin)
    let plausible =
      hematoxylin <= hematoxylinTolerance && eosin <= eosinTolerance && isEosinHue(vectors.eosin)
    return plausible ? nil : .implausible(hematoxylin: hematoxylin, eosin: eosin)
  }

  /// Eosin takes green before blue; diaminobenzidine, the brown of immunohistochemistry, blue before green.
  private static func isEosinHue(_ vector: SIMD3<Float>) -> Bool { vector.y > vector.z }

  private static func deviation(_ vectors: StainVectors, _ stain: KeyPath<StainVectors, SIMD3<Float>>) -> Double {
    let published = [StainVectors.ruifrok, .macenkoReference]
    return published.map { vectors[keyPath: stain].degrees(to: $0[keyPath: stain]) }.min() ?? 180
  }

  /// Degrees between the slide's own haematoxylin and the nearest published vector; `nil` where nothing was measured.
  public var hematoxylinDeviation: Double? { measured.map { Self.deviation($0, \.hematoxylin) } }

  /// Degrees between the slide's own eosin and the nearest published vector; `nil` where nothing was measured.
  public var eosinDeviation: Double? { measured.map { Self.deviation($0, \.eosin) } }

  /// Whether the slide shows the colours of haematoxylin and eosin: false is the finding *out-of-range stain*.
  /// `nil` where there was too little tissue to tell.
  public var isPlausibleHE: Bool? { measured.map { Self.objection(to: $0) == nil } }
}
