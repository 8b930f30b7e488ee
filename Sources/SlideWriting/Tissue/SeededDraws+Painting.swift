import Basics

extension SeededDraws {
  /// Uniform in [low, high), 24 bits.
  mutating func float(_ low: Float = 0, _ high: Float = 1) -> Float { low + (high - low) * unitFloat() }

  /// Nearly standard normal: the sum of four 16-bit uniforms, scaled to variance 1; never beyond 3.46. It needs no
  /// logarithm, whose last bit differs between C libraries.
  mutating func bell() -> Float {
    let bits = next()
    let sum = Int(bits & 0xFFFF) + Int(bits >> 16 & 0xFFFF) + Int(bits >> 32 & 0xFFFF) + Int(bits >> 48)
    return (Float(sum) * 0x1p-16 - 2) * 1.7320508
  }
}
