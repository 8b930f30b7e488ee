/// A brain float (bf16): the upper half of a single-precision float, 8 bits of exponent and 7 of fraction. Range as
/// single precision, relative rounding error at most 2^-8.
///
/// The obvious conversions, one number at a time; ``BrainFloatLoops`` converts arrays.
public struct BrainFloat: Hashable, Sendable {
  /// Sign, exponent, fraction: the upper 16 bits of the single-precision float.
  public var bits: UInt16

  /// A number by its bits.
  public init(bits: UInt16) { self.bits = bits }

  /// The brain float nearest to `value`, ties to the even one; beyond the largest one infinity, and a not-a-number
  /// stays one, quiet.
  public init(_ value: Float) {
    let raw = value.bitPattern
    guard !value.isNaN else {
      bits = UInt16(raw >> 16) | 0x40
      return
    }
    let (kept, dropped) = (UInt16(raw >> 16), raw & 0xffff)
    let up = dropped > 0x8000 || (dropped == 0x8000 && kept & 1 == 1)
    bits = kept + (up ? 1 : 0)
  }

  /// This number in single precision, exactly.
  public var single: Float { Float(bitPattern: UInt32(bits) << 16) }

  /// Whether this processor multiplies brain floats (AVX512_BF16 or AMX) and oneDNN is allowed to use it (its
  /// environment variable `ONEDNN_MAX_CPU_ISA`).
  public static var isAvailable: Bool { OneDNN.multipliesBrainFloats }
}
