import Basics
import Microscopy

/// All that a simulated slide is drawn from: the same recipe gives the same pixels.
public struct SlideRecipe: Hashable, Sendable, Codable {
  /// Physical size of the pixels drawn, um.
  public static let micronsPerPixel = 0.5

  /// What all randomness follows from.
  public var seed: UInt64
  /// The slide's size in level-0 px.
  public var size: PixelSize
  /// Share of the tissue area that is invasive tumour with its stroma, 0...1.
  public var tumourFraction: Double
  /// Share of the **tumour** area that is grade 3, 0...1.
  public var highGradeFraction: Double
  /// Share of the remaining tumour area that is grade 2, 0...1; what is left is grade 1.
  public var moderateGradeFraction: Double
  /// Share of the tissue outside the tumour that is fat, 0...1.
  public var fatFraction: Double
  /// Share of the tissue outside the tumour and the fat that is lobules, 0...1.
  public var lobuleFraction: Double
  /// Share of the tissue that lymphocyte aggregates cover, 0...1.
  public var lymphocyteFraction: Double
  /// Share of the half side that the section reaches from the centre, 0...1.
  public var tissueExtent: Double
  /// How irregular the outline of the section is, 0...1.
  public var outlineIrregularity: Double
  /// How the slide is stained and scanned.
  public var stain: StainRecipe
  /// A felt-pen stroke on the glass, or none.
  public var pen: PenInk?
  /// The part of the slide that is out of focus.
  public var focus: Focus
  /// Whether the section has a fold.
  public var fold: Bool
  /// Whether the file says how large its pixels are.
  public var declaresResolution: Bool

  /// An H&E slide of `size` px; the stain follows from the seed.
  public init(
    seed: UInt64, size: PixelSize, tumourFraction: Double = 0.5, highGradeFraction: Double = 0,
    moderateGradeFraction: Double = 0.6, fatFraction: Double = 0.12, lobuleFraction: Double = 0.2,
    lymphocyteFraction: Double = 0.03, tissueExtent: Double = 0.9, outlineIrregularity: Double = 0.5,
    stain: StainRecipe? = nil, pen: PenInk? = nil, focus: Focus = .sharp, fold: Bool = false,
    declaresResolution: Bool = true
  ) {
    self.seed = seed
    self.size = size
    self.tumourFraction = tumourFraction
    self.highGradeFraction = highGradeFraction
    self.moderateGradeFraction = moderateGradeFraction
    self.fatFraction = fatFraction
    self.lobuleFraction = lobuleFraction
    self.lymphocyteFraction = lymphocyteFraction
    self.tissueExtent = tissueExtent
    self.outlineIrregularity = outlineIrregularity
    self.stain = stain ?? StainRecipe(seed: seed)
    self.pen = pen
    self.focus = focus
    self.fold = fold
    self.declaresResolution = declaresResolution
  }
}

/// A felt pen on the glass.
public enum PenInk: String, Hashable, Sendable, Codable, CaseIterable {
  case green, blue, black
}

/// The part of a slide at which the scanner lost the focus.
public enum Focus: Hashable, Sendable, Codable {
  case sharp
  /// A round area of `radius` px about (`x`, `y`), level-0 px.
  case softArea(x: Double, y: Double, radius: Double)
  /// The whole slide is out of focus.
  case soft
}

/// How the laboratory stained and the scanner saw: in optical density, where stains add (Beer-Lambert).
public struct StainRecipe: Hashable, Sendable, Codable {
  /// Unit vector of haematoxylin in optical density, red, green, blue.
  public var haematoxylin: SIMD3<Float>
  /// Unit vector of eosin.
  public var eosin: SIMD3<Float>
  /// Strength of haematoxylin, about 1.
  public var haematoxylinStrength: Float
  /// Strength of eosin, about 1.
  public var eosinStrength: Float
  /// Standard deviation of the scanner's noise, 8-bit steps.
  public var noise: Float
  /// Colour of the empty glass, 0...255.
  public var glass: SIMD3<Float>

  /// The variation from laboratory to laboratory, about the vectors of Ruifrok and Johnston 2001 (Anal Quant Cytol
  /// Histol 23:291) for haematoxylin and of Macenko 2009 (ISBI) for eosin.
  public init(seed: UInt64) {
    var generator = SeededDraws(seed: seed, salt: 0x5354)
    let vary = { (amount: Float) in amount * generator.bell() }
    haematoxylin = Self.unit(SIMD3(0.63 + vary(0.02), 0.70 + vary(0.02), 0.30 + vary(0.025)))
    eosin = Self.unit(SIMD3(0.12 + vary(0.025), 0.88 + vary(0.02), 0.40 + vary(0.04)))
    haematoxylinStrength = 1 + vary(0.08)
    eosinStrength = 1 + vary(0.09)
    noise = 1.6 + 0.6 * generator.float()
    glass = SIMD3(243, 242.5, 243.5) + SIMD3(vary(0.8), vary(0.8), vary(0.8))
  }

  private static func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> { vector / (vector * vector).sum().squareRoot() }
}
