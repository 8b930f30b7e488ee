import Tensors

/// What a number that is not finite is.
public enum NotFinite: String, Hashable, Sendable {
  /// A value is not a number.
  case nan = "NaN"
  /// Positive or negative infinity.
  case infinite = "infinite"

  /// The fault of a value that is not finite.
  public init(_ value: Float) { self = value.isNaN ? .nan : .infinite }
}

extension Parameter {
  /// The first element that is not a finite number, or `nil`.
  ///
  /// All weights are looked at, a billion of them in the largest networks: sixteen exponents at a time, all ones in
  /// what is not finite.
  var firstNotFinite: Int? {
    let exponent = SIMD16<UInt32>(repeating: 0x7F80_0000)
    let raw = UnsafeRawBufferPointer(elements)
    let whole = elements.count / 16 * 16
    for start in stride(from: 0, to: whole, by: 16) {
      let bits = raw.loadUnaligned(fromByteOffset: start * 4, as: SIMD16<UInt32>.self) & exponent
      if any(bits .== exponent) { return (start..<start + 16).first { !elements[$0].isFinite } }
    }
    return (whole..<elements.count).first { !elements[$0].isFinite }
  }
}
