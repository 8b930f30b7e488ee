/// What one pixel of about 8 um tells by its colour alone.
///
/// Colours are judged in HSV: hue in degrees, saturation and value 0 to 255. The limits were set on real slides (skin,
/// carcinoma at 40x, frozen section, immunohistochemistry, one with pen marks) so that ink is caught and haematoxylin
/// (hue 240 to 300, saturation below 180), eosin (hue 300 to 350) and erythrocytes (hue 345 to 15, saturation below
/// 165) are not.
struct PixelColor {
  /// Saturation, 0 to 255.
  let saturation: UInt8
  /// Green, blue or red ink, or black.
  let isInk: Bool
  /// Black or nearly: felt pen, the background of a fluorescence scan.
  let isDark: Bool

  init(red: UInt8, green: UInt8, blue: UInt8) {
    let value = Int32(max(red, green, blue))
    let chroma = value - Int32(min(red, green, blue))
    let saturation = value == 0 ? 0 : (chroma * 255 + value / 2) / value
    self.saturation = UInt8(saturation)
    isDark = value < 60 || value < 90 && saturation < 80
    guard !isDark, saturation >= 40 else {
      isInk = isDark
      return
    }
    isInk = Self.isColoredInk(
      hue: Self.hue(Int32(red), Int32(green), Int32(blue), value: value, chroma: chroma), saturation: saturation,
      value: value)
  }

  /// Degrees, 0 to 359; `chroma` is above zero.
  private static func hue(_ red: Int32, _ green: Int32, _ blue: Int32, value: Int32, chroma: Int32) -> Int32 {
    if value == red { return (60 * (green - blue) / chroma + 360) % 360 }
    if value == green { return 60 * (blue - red) / chroma + 120 }
    return 60 * (red - green) / chroma + 240
  }

  private static func isColoredInk(hue: Int32, saturation: Int32, value: Int32) -> Bool {
    switch hue {
    case 70..<190: true
    case 190..<252: saturation >= 140
    case 350..., ..<20: saturation >= 170 && value >= 110
    default: false
    }
  }
}
