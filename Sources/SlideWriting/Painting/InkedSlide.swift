import Basics
import Microscopy

/// A slide with a stroke of a felt pen across it, over glass and tissue alike: what finding ink is measured on.
///
/// ```swift
/// let marked = InkedSlide(slide, ink: .purple, opacity: 0.7, microns: 300)
/// ```
public final class InkedSlide<Slide: SlideSource>: SlideSource {
  private let slide: Slide
  private let ink: MarkerInk
  private let opacity: Float
  private let halfWidth: Float
  private let size: SIMD2<Float>

  /// A slide that shows `slide` under a stroke in one wave from its left to its right edge.
  ///
  /// - Parameters:
  ///   - opacity: 1 is a pen's full strength, 0 none.
  ///   - microns: width of the stroke, um; a slide without a physical size is taken to have 0.5 um/px.
  public init(_ slide: Slide, ink: MarkerInk, opacity: Double, microns: Double) {
    self.slide = slide
    self.ink = ink
    self.opacity = Float(opacity)
    halfWidth = Float(microns / (slide.description.mpp?.mean ?? 0.5) / 2)
    size = SIMD2(Float(slide.description.size.width), Float(slide.description.size.height))
  }

  /// The description of the slide beneath the ink.
  public var description: SlideDescription { slide.description }

  /// The failed reads of the slide beneath the ink.
  public var failedReads: Int { slide.failedReads }

  /// Whether ink covers a level-0 px.
  public func isInked(x: Double, y: Double) -> Bool { inside(Float(x), Float(y)) > 0 }

  /// Reads, and draws the stroke upon it; see ``SlideSource/read(level:x:y:size:into:deadline:)``.
  ///
  /// - Throws: as ``SlideSource/read(level:x:y:size:into:deadline:)`` says.
  public func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure) {
    let pixels = try requireReadable(level: level, size: size, into: buffer)
    try slide.read(level: level, x: x, y: y, size: size, into: pixels, deadline: deadline)
    let downsample = Float(slide.description.levels[level].downsample)
    for row in 0..<size.height {
      for column in 0..<size.width {
        let place = SIMD2(Float(x), Float(y)) + SIMD2(Float(column), Float(row)) * downsample
        let strength = strength(place.x, place.y)
        guard strength > 0 else { continue }
        let offset = (row * size.width + column) * 4
        for channel in 0..<3 {
          let light = Float(pixels[offset + channel]) * Self.transmission(ink.density[channel] * strength)
          pixels[offset + channel] = UInt8(light + 0.5)
        }
      }
    }
  }

  /// The slide's own.
  ///
  /// - Throws: as ``SlideSource/associatedImage(_:)`` says.
  public func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage {
    try slide.associatedImage(name)
  }

  /// How far inside the stroke a place lies, level-0 px; below zero outside.
  private func inside(_ x: Float, _ y: Float) -> Float {
    let angle = Int(x / size.x * 200)
    let rest = x / size.x * 200 - Float(angle)
    let (one, next) = (Directions.table[angle & 255], Directions.table[(angle + 1) & 255])
    let middle = size.y * (0.5 + 0.28 * (one.y + (next.y - one.y) * rest))
    let slope = size.y / size.x * 0.28 * 200 * (next.y - one.y)
    return halfWidth - abs(y - middle) / (1 + slope * slope).squareRoot()
  }

  /// Ink dries darker at the border of a stroke, and streaks.
  private func strength(_ x: Float, _ y: Float) -> Float {
    let inside = inside(x, y)
    guard inside > 0 else { return 0 }
    let (row, column) = (Int(y) >> 2 & Textures.mask, Int(x) >> 2 & Textures.mask)
    let wave = Textures.shared.waves.at(row * Textures.side + column)
    return opacity * min(1, inside / 9) * (0.8 + max(0, 1 - inside / 20) * 0.3 + 0.1 * wave)
  }

  /// exp(-density) by squaring exp(-density / 1024), whose series ends early: the same bits on every machine.
  private static func transmission(_ density: Float) -> Float {
    let small = max(0, density) / 1024
    var value = 1 - small * (1 - small / 2 * (1 - small / 3))
    for _ in 0..<10 { value *= value }
    return value
  }
}

/// Inks of felt pens, by their colour.
public enum MarkerInk: String, Sendable, CaseIterable {
  case purple, pink, orange, yellow, brown, green, blue, red, black

  /// Optical density (natural logarithm) of red, green, blue at full strength.
  var density: SIMD3<Float> {
    switch self {
    case .purple: SIMD3(0.9, 1.5, 0.5)
    case .pink: SIMD3(0.08, 1.3, 0.45)
    case .orange: SIMD3(0.03, 0.75, 1.5)
    case .yellow: SIMD3(0.02, 0.12, 1.3)
    case .brown: SIMD3(0.55, 0.95, 1.4)
    case .green: SIMD3(1.9, 0.45, 0.95)
    case .blue: SIMD3(2.1, 1.5, 0.35)
    case .red: SIMD3(0.1, 1.6, 1.4)
    case .black: SIMD3(1.9, 1.85, 1.8)
    }
  }
}
