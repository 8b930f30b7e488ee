import Basics
import Microscopy

/// The colour of the empty glass of a scan: what the lamp, the glass, the mounting medium and the camera make of no
/// tissue.
///
/// Everything else on the slide takes light away from it. Dividing by it therefore shows the tissue as on white glass,
/// and an optical density is one of the tissue alone (Beer and Lambert).
public struct Glass: Sendable, Hashable {
  /// Red, green and blue, 0 to 255, for each of ``GlassSurface``'s terms; one term where the glass is even.
  private let terms: [SIMD3<Float>]
  /// The lowest and the highest colour that was seen; the surface is held between them, so that it cannot run away
  /// where there is no glass.
  private let range: (low: SIMD3<Float>, high: SIMD3<Float>)
  /// Size of the slide, level-0 px.
  private let slide: PixelSize
  /// Whether the scan is taken as it is.
  public let isWhite: Bool

  /// What glass is divided by to become: the glass of a usual scanner, for which every limit of this module was set.
  static let usual: Float = 243
  /// Glass this close to ``usual`` in every channel is left alone. A step of 4 is 0.016 of optical density, a tenth of
  /// the least that counts as stained (``TissueDensities/leastDensity``); a usual scan keeps its pixels to the last
  /// bit.
  static let tolerance: Float = 4

  /// White glass: where none was found, nothing is divided by.
  static let white = Glass(color: SIMD3(repeating: usual))

  /// Glass of one colour.
  init(color: SIMD3<Float>) {
    self.init(terms: [color], low: color, high: color, slide: PixelSize(width: 1, height: 1))
  }

  /// Glass whose colour changes over a slide of the given size.
  init(terms: [SIMD3<Float>], low: SIMD3<Float>, high: SIMD3<Float>, slide: PixelSize) {
    self.terms = terms
    self.slide = slide
    range = (low, high)
    isWhite = [low, high].allSatisfy { color in
      pointwiseMax(color - Self.usual, Self.usual - color).max() <= Self.tolerance
    }
  }

  /// Whether it is one colour all over.
  var isEven: Bool { terms.count == 1 }

  /// The colour at a level-0 px.
  func color(x: Double, y: Double) -> SIMD3<Float> {
    guard !isEven else { return terms[0] }
    let value = GlassSurface.value(terms, x: x / Double(slide.width), y: y / Double(slide.height))
    return value.clamped(lowerBound: range.low, upperBound: range.high)
  }

  /// The colour on average over the slide.
  var mean: SIMD3<Float> {
    guard !isEven else { return terms[0] }
    var sum = SIMD3<Float>.zero
    for x in [0, 0.5, 1] {
      for y in [0, 0.5, 1] { sum += color(x: x * Double(slide.width), y: y * Double(slide.height)) }
    }
    return sum / 9
  }

  /// HSV saturation of the least white part, 0 to 255.
  var saturation: Double {
    let colors = isEven ? [terms[0]] : [range.low, range.high, mean]
    return Double(colors.map(\.saturation).max() ?? 0)
  }

  /// The channel with least light left, 0 to 255.
  var leastLight: Double { Double(range.low.min()) }

  /// What makes white of the glass at a level-0 px.
  func balance(x: Double, y: Double) -> GlassBalance { GlassBalance(glass: isWhite ? nil : color(x: x, y: y)) }

  /// Whether both glasses divide alike.
  public static func == (one: Glass, other: Glass) -> Bool {
    one.terms == other.terms && one.range == other.range && one.slide == other.slide
  }

  /// Hashes what both sides of an equality share.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(terms)
    hasher.combine(slide)
  }
}

extension SIMD3<Float> {
  /// HSV saturation, 0 to 255.
  var saturation: Float { self.max() > 0 ? (self.max() - self.min()) / self.max() * 255 : 0 }
}

/// Divides 8-bit colours by that of the glass.
struct GlassBalance {
  /// `nil` leaves the colours alone.
  private let gain: SIMD3<Float>?

  init(glass: SIMD3<Float>?) {
    gain = glass.map { Glass.usual / pointwiseMax($0, .one) }
  }

  /// The colour as on usual glass; what would be brighter than white is white.
  @inline(__always)
  func callAsFunction(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> (red: UInt8, green: UInt8, blue: UInt8) {
    guard let gain else { return (red, green, blue) }
    let value = pointwiseMin(SIMD3(Float(red), Float(green), Float(blue)) * gain + 0.5, SIMD3(repeating: 255))
    return (UInt8(value.x), UInt8(value.y), UInt8(value.z))
  }

  /// The same for a run of straight RGBA.
  func apply(to pixels: UnsafeMutableBufferPointer<UInt8>) {
    guard gain != nil else { return }
    for offset in stride(from: 0, to: pixels.count, by: 4) {
      (pixels[offset], pixels[offset + 1], pixels[offset + 2]) =
        self(pixels[offset], pixels[offset + 1], pixels[offset + 2])
    }
  }
}
