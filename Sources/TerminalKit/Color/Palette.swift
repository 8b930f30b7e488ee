/// The colours of terminals that have but 256 or 16.
public enum Palette {
  /// What xterm shows for the colours 0 to 15; other terminals differ, and people set them.
  public static let sixteen: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205),
    RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255),
    RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// Number, 16 to 255, of the nearest colour among the fixed ones of a 256-colour terminal: the 6 x 6 x 6 cube and 24
  /// greys. The first 16 are left out, for nobody knows what they are set to.
  ///
  /// Nearest in sRGB: on pictures of tissue OKLab did no better.
  public static func nearest256(_ color: RGB) -> Int {
    let cube = (cubeLevel(color.red), cubeLevel(color.green), cubeLevel(color.blue))
    let inCube = RGB(cubeValues[cube.0], cubeValues[cube.1], cubeValues[cube.2])
    let mean = (Int(color.red) + Int(color.green) + Int(color.blue)) / 3
    let step = min(23, max(0, (mean - 3) / 10))
    let level = UInt8(8 + 10 * step)
    let inGreys = RGB(level, level, level)
    if color.squaredDistance(to: inGreys) < color.squaredDistance(to: inCube) { return 232 + step }
    return 16 + 36 * cube.0 + 6 * cube.1 + cube.2
  }

  /// What the colour `number`, 0 to 255, looks like; 0 to 15 as in ``sixteen``.
  public static func color256(_ number: Int) -> RGB {
    if number < 16 { return sixteen[max(0, number)] }
    if number >= 232 {
      let level = UInt8(8 + 10 * (min(255, number) - 232))
      return RGB(level, level, level)
    }
    let index = number - 16
    return RGB(cubeValues[index / 36], cubeValues[index / 6 % 6], cubeValues[index % 6])
  }

  /// Number, 0 to 15, of the nearest colour of ``sixteen``.
  public static func nearest16(_ color: RGB) -> Int {
    sixteen.indices.min { sixteen[$0].squaredDistance(to: color) < sixteen[$1].squaredDistance(to: color) } ?? 0
  }

  private static let cubeValues: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static func cubeLevel(_ value: UInt8) -> Int {
    value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40
  }
}
