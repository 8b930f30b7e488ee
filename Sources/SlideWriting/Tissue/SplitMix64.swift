/// A small generator with a known sequence: SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
/// generators", OOPSLA). Every drawing and every cohort follows from its seed alone, on any machine.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The sequence of `seed`.
  public init(seed: UInt64) { state = seed }

  /// A sequence of its own for the place (`x`, `y`) of the layer `salt`: neighbours are unrelated.
  init(seed: UInt64, salt: UInt64, x: Int = 0, y: Int = 0) {
    var mixed = Self.mix(seed ^ (salt &* 0xD6E8_FEB8_6659_FD93))
    mixed = Self.mix(mixed ^ (UInt64(bitPattern: Int64(x)) &* 0x9E37_79B9_7F4A_7C15))
    mixed = Self.mix(mixed ^ (UInt64(bitPattern: Int64(y)) &* 0xC2B2_AE3D_27D4_EB4F))
    state = mixed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Uniform in [0, 1), 53 bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in [low, high), 24 bits.
  mutating func float(_ low: Float = 0, _ high: Float = 1) -> Float {
    low + (high - low) * (Float(next() >> 40) * 0x1p-24)
  }

  /// Nearly standard normal: the sum of four 16-bit uniforms, scaled to variance 1; never beyond 3.46. It needs no
  /// logarithm, whose last bit differs between C libraries.
  mutating func bell() -> Float {
    let bits = next()
    let sum = Int(bits & 0xFFFF) + Int(bits >> 16 & 0xFFFF) + Int(bits >> 32 & 0xFFFF) + Int(bits >> 48)
    return (Float(sum) * 0x1p-16 - 2) * 1.7320508
  }
}
