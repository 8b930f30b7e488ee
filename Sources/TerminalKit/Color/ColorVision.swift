import Foundation

/// Colours as they are seen without one of the three kinds of cones.
public enum ColorVision: String, Sendable, CaseIterable {
  /// Without the cones of long waves: red is dark.
  case protanopia
  /// Without those of middle waves: red and green fall together.
  case deuteranopia
  /// Without those of short waves: blue and green fall together, and yellow and white.
  case tritanopia

  /// What `color` looks like to somebody who sees this way.
  ///
  /// G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A physiologically-based model for simulation of color vision
  /// deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (2009) 1291-1298: the matrices of severity
  /// 1, on linear RGB.
  public func seen(_ color: RGB) -> RGB {
    let linear = color.linear
    let channels = matrix.map { UInt8((RGB.encoded(($0 * linear).sum()) * 255).rounded()) }
    return RGB(channels[0], channels[1], channels[2])
  }

  private var matrix: [SIMD3<Double>] {
    switch self {
    case .protanopia:
      [
        SIMD3(0.152286, 1.052583, -0.204868), SIMD3(0.114503, 0.786281, 0.099216),
        SIMD3(-0.003882, -0.048116, 1.051998),
      ]
    case .deuteranopia:
      [
        SIMD3(0.367322, 0.860646, -0.227968), SIMD3(0.280085, 0.672501, 0.047413),
        SIMD3(-0.011820, 0.042940, 0.968881),
      ]
    case .tritanopia:
      [
        SIMD3(1.255528, -0.076749, -0.178779), SIMD3(-0.078411, 0.930809, 0.147602),
        SIMD3(0.004733, 0.691367, 0.303900),
      ]
    }
  }
}

extension RGB {
  /// The channels without the curve of sRGB (IEC 61966-2-1), 0 to 1.
  var linear: SIMD3<Double> {
    SIMD3(Self.decoded(red), Self.decoded(green), Self.decoded(blue))
  }

  private static func decoded(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// `value`, linear, with the curve of sRGB; what no screen shows is the nearest that one does.
  static func encoded(_ value: Double) -> Double {
    let held = min(1, max(0, value))
    return held <= 0.0031308 ? 12.92 * held : 1.055 * pow(held, 1 / 2.4) - 0.055
  }
}
