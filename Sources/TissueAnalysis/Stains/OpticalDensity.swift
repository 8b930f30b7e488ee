import Foundation

/// Light absorbed, by the law of Beer and Lambert: `ln(white / intensity)`, per channel.
enum OpticalDensity {
  /// The 8-bit value of unstained glass, as Macenko et al. 2009 take it; brighter pixels have no density.
  static let white = 240.0

  /// Density of each 8-bit value, at least 0.
  static let table: [Float] = (0..<256).map { Float(max(0, log(white / Double(max($0, 1))))) }

  /// Density of one pixel.
  static func of(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> SIMD3<Float> {
    SIMD3(table[Int(red)], table[Int(green)], table[Int(blue)])
  }
}

extension SIMD3<Float> {
  /// The same direction at length 1; the zero vector stays.
  var normalized: SIMD3<Float> {
    let length = (self * self).sum().squareRoot()
    return length > 0 ? self / length : self
  }

  /// The angle between two directions, degrees.
  func degrees(to other: SIMD3<Float>) -> Double {
    let cosine = (normalized * other.normalized).sum()
    return Double(acos(Swift.min(1, Swift.max(-1, cosine)))) * 180 / .pi
  }
}
