extension RGB {
  /// A colour from `0xRRGGBB`.
  public init(hex: UInt32) {
    self.init(UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
  }

  /// Sum of the squared differences of the channels.
  public func squaredDistance(to other: RGB) -> Int {
    let red = Int(red) - Int(other.red)
    let green = Int(green) - Int(other.green)
    let blue = Int(blue) - Int(other.blue)
    return red * red + green * green + blue * blue
  }

  /// This colour with `opacity` (0 to 1) of `other` over it, mixed in sRGB.
  public func mixed(with other: RGB, opacity: Double) -> RGB {
    let share = min(1, max(0, opacity))
    let mix = { (under: UInt8, over: UInt8) in
      UInt8((Double(under) + share * (Double(over) - Double(under))).rounded())
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// Relative luminance, 0 for black to 1 for white (WCAG 2.2, definition of the term).
  public var relativeLuminance: Double { (SIMD3(0.2126, 0.7152, 0.0722) * linear).sum() }

  /// Contrast ratio against `other`, 1 to 21 (WCAG 2.2, definition of the term).
  public func contrast(with other: RGB) -> Double {
    let pair = [relativeLuminance, other.relativeLuminance].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  /// Black or white, whichever stands out more from this colour: always by more than 4.5 : 1.
  public var contrasting: RGB { relativeLuminance > 0.179 ? RGB(0, 0, 0) : RGB(255, 255, 255) }
}
