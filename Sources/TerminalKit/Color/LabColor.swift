import Foundation

/// A colour by how it is seen: CIE 1976 L*a*b* under D65.
public struct LabColor: Hashable, Sendable {
  /// Lightness, 0 to 100.
  public var lightness: Double
  /// From green (negative) to red.
  public var a: Double
  /// From blue (negative) to yellow.
  public var b: Double

  /// A colour by its coordinates.
  public init(_ lightness: Double, _ a: Double, _ b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// What `color`, sRGB, is seen as (IEC 61966-2-1, CIE 15:2004).
  public init(_ color: RGB) {
    let linear = color.linear
    let x = (SIMD3(0.4124564, 0.3575761, 0.1804375) * linear).sum() / 0.95047
    let y = (SIMD3(0.2126729, 0.7151522, 0.0721750) * linear).sum()
    let z = (SIMD3(0.0193339, 0.1191920, 0.9503041) * linear).sum() / 1.08883
    let curve = { (value: Double) in
      value > 216 / 24389.0 ? cbrt(value) : (24389 / 27.0 * value + 16) / 116
    }
    self.init(116 * curve(y) - 16, 500 * (curve(x) - curve(y)), 200 * (curve(y) - curve(z)))
  }

  /// How far `other` is from this colour: CIEDE2000, of which 1 is about what an eye can just tell apart.
  ///
  /// G. Sharma, W. Wu, E. N. Dalal, The CIEDE2000 color-difference formula, Color Research and Application 30 (2005)
  /// 21-30; equations 2 to 22.
  public func difference(from other: LabColor) -> Double {
    let mean7 = pow((hypot(a, b) + hypot(other.a, other.b)) / 2, 7)
    let stretch = 1.5 - 0.5 * sqrt(mean7 / (mean7 + Self.power25))
    let (first, second) = (Polar(a * stretch, b), Polar(other.a * stretch, other.b))
    let isGrey = first.chroma * second.chroma == 0
    let turn = isGrey ? 0 : remainder(second.hue - first.hue, 360)
    let hueStep = 2 * sqrt(first.chroma * second.chroma) * sin(turn / 2 * .pi / 180)
    let chroma = (first.chroma + second.chroma) / 2
    let hue = isGrey ? first.hue + second.hue : first.hue + turn / 2
    let offset = pow((lightness + other.lightness) / 2 - 50, 2)
    let lightnessTerm = (other.lightness - lightness) / (1 + 0.015 * offset / sqrt(20 + offset))
    let chromaTerm = (second.chroma - first.chroma) / (1 + 0.045 * chroma)
    let hueTerm = hueStep / (1 + 0.015 * chroma * Self.hueWeight(hue))
    let squares = lightnessTerm * lightnessTerm + chromaTerm * chromaTerm + hueTerm * hueTerm
    return sqrt(squares + Self.rotation(hue, chroma) * chromaTerm * hueTerm)
  }

  /// 25 to the power of 7.
  private static let power25 = 6_103_515_625.0

  /// Equation 15; `hue` in degrees.
  private static func hueWeight(_ hue: Double) -> Double {
    let wave = { (times: Double, shift: Double) in cos((times * hue + shift) * .pi / 180) }
    return 1 - 0.17 * wave(1, -30) + 0.24 * wave(2, 0) + 0.32 * wave(3, 6) - 0.2 * wave(4, -63)
  }

  /// Equations 16, 17 and 21: in the blues chroma and hue are seen together; `hue` in degrees.
  private static func rotation(_ hue: Double, _ chroma: Double) -> Double {
    let turned = hue.truncatingRemainder(dividingBy: 360)
    let positive = turned < 0 ? turned + 360 : turned
    let angle = 60 * exp(-pow((positive - 275) / 25, 2))
    let chroma7 = pow(chroma, 7)
    return -2 * sqrt(chroma7 / (chroma7 + power25)) * sin(angle * .pi / 180)
  }

  /// Chroma, and hue in degrees from 0 to 360; the hue of grey is 0.
  private struct Polar {
    let chroma: Double
    let hue: Double

    init(_ a: Double, _ b: Double) {
      chroma = hypot(a, b)
      let angle = chroma == 0 ? 0 : atan2(b, a) * 180 / .pi
      hue = angle < 0 ? angle + 360 : angle
    }
  }
}
