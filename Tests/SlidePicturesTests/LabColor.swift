import Foundation
import TerminalKit

/// A colour of CIELAB 1976 under D65.
struct LabColor {
  let lightness: Double
  let a: Double
  let b: Double

  init(_ lightness: Double, _ a: Double, _ b: Double) { (self.lightness, self.a, self.b) = (lightness, a, b) }

  /// What `color` of sRGB (IEC 61966-2-1) is.
  init(_ color: RGB) {
    let linear = [color.red, color.green, color.blue].map { channel -> Double in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let (red, green, blue) = (linear[0], linear[1], linear[2])
    let x = Self.root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    let y = Self.root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    let z = Self.root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    self.init(116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  private static func root(_ value: Double) -> Double {
    value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
  }

  /// CIEDE2000 with all weights 1: G. Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 2005, 30, 21-30.
  func distance(to other: LabColor) -> Double {
    let meanChroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let stretch = 1 + 0.5 * (1 - Self.saturation(meanChroma))
    let (own, its) = (Self.polar(a * stretch, b), Self.polar(other.a * stretch, other.b))
    let (lightness, chroma) = ((self.lightness + other.lightness) / 2, (own.chroma + its.chroma) / 2)
    let isGrey = own.chroma * its.chroma == 0
    var turn = isGrey ? 0 : its.hue - own.hue
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    var hue = own.hue + its.hue
    if !isGrey { hue = abs(own.hue - its.hue) <= 180 ? hue / 2 : hue < 360 ? hue / 2 + 180 : hue / 2 - 180 }
    let weight =
      1 - 0.17 * Self.cosine(hue - 30) + 0.24 * Self.cosine(2 * hue) + 0.32 * Self.cosine(3 * hue + 6)
      - 0.2 * Self.cosine(4 * hue - 63)
    let square = (lightness - 50) * (lightness - 50)
    let byLightness = (other.lightness - self.lightness) / (1 + 0.015 * square / (20 + square).squareRoot())
    let byChroma = (its.chroma - own.chroma) / (1 + 0.045 * chroma)
    let byHue =
      2 * (own.chroma * its.chroma).squareRoot() * sin(turn / 2 * .pi / 180) / (1 + 0.015 * chroma * weight)
    let rotation = 60 * exp(-((hue - 275) / 25) * ((hue - 275) / 25))
    let cross = -2 * Self.saturation(chroma) * sin(rotation * .pi / 180)
    return (byLightness * byLightness + byChroma * byChroma + byHue * byHue + cross * byChroma * byHue).squareRoot()
  }

  private static func saturation(_ chroma: Double) -> Double {
    (pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))).squareRoot()
  }

  private static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }

  private static func polar(_ a: Double, _ b: Double) -> (chroma: Double, hue: Double) {
    let hue = atan2(b, a) * 180 / .pi
    return (hypot(a, b), hue < 0 ? hue + 360 : hue)
  }
}
