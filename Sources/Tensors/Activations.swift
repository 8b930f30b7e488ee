/// The functions between the layers, eight elements at a time.
///
/// exp is ours and not the C library's: its bits then do not depend on the version of libm, and the loops vectorise.
public enum Activations {
  /// 1 / (1 + exp(-x)) in place; absolute error below 2e-7.
  public static func sigmoid(_ x: UnsafeMutableBufferPointer<Float>) {
    apply(x) { 1 / (1 + exponential(-$0)) }
  }

  /// tanh in place, as 1 - 2 / (exp(2 x) + 1); absolute error below 3e-7, which is what a gate needs (near 0 the
  /// relative error is larger).
  public static func tanh(_ x: UnsafeMutableBufferPointer<Float>) {
    apply(x) { 1 - 2 / (exponential($0 + $0) + 1) }
  }

  /// max(0, x) in place; not-a-number becomes 0.
  public static func rectify(_ x: UnsafeMutableBufferPointer<Float>) {
    apply(x) { SIMD8<Float>.zero.replacing(with: $0, where: $0 .> SIMD8<Float>.zero) }
  }

  /// exp(x_i - max x) / sum, in place: shifted, so that it neither overflows nor divides by 0. Summed in Double, so
  /// that the result sums to 1 within 1e-6 for 100,000 elements. Empty stays empty.
  public static func softmax(_ x: UnsafeMutableBufferPointer<Float>) {
    guard let peak = x.max() else { return }
    apply(x) { exponential($0 - peak) }
    let total = x.reduce(0.0) { $0 + Double($1) }
    let scale = Float(1 / total)
    for i in x.indices { x[i] *= scale }
  }

  /// e^x for every lane; relative error below 2e-7, clamped to -87...88 so that it stays finite and above 0.
  ///
  /// x = n ln 2 + r with |r| <= ln(2) / 2; e^r by its Taylor polynomial of degree 7 (the next term is below 6e-9); ln 2
  /// in two parts, the first exact in 9 bits so that n * part is exact (Cody and Waite 1980); 2^n by the exponent's
  /// bits.
  static func exponential(_ input: SIMD8<Float>) -> SIMD8<Float> {
    let low = SIMD8<Float>(repeating: -87)
    let high = SIMD8<Float>(repeating: 88)
    var x = input.replacing(with: low, where: input .< low)
    x.replace(with: high, where: x .> high)
    let shifted = x * 1.442_695_04 + whole
    let n = shifted - whole
    let r = x - n * 0.693_359_375 + n * 2.121_944_4e-4
    var y = SIMD8<Float>(repeating: 1 / 5040)
    for coefficient: Float in [1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1, 1] { y = y * r + coefficient }
    let power = (unsafeBitCast(shifted, to: SIMD8<Int32>.self) &+ 127) &<< 23
    return y * unsafeBitCast(power, to: SIMD8<Float>.self)
  }

  /// 1.5 * 2^23: added to a float of size below 2^22 it leaves the nearest whole number (ties to even) in the low bits,
  /// which spares the conversion to an integer; the bits of this constant itself are shifted out with the exponent's.
  private static let whole: Float = 12_582_912

  /// Eight lanes at a time; the last ones padded with 0.
  @inline(__always)
  private static func apply(
    _ x: UnsafeMutableBufferPointer<Float>, _ function: (SIMD8<Float>) -> SIMD8<Float>
  ) {
    guard let base = x.baseAddress else { return }
    let raw = UnsafeMutableRawPointer(base)
    let whole = x.count / 8 * 8
    for start in stride(from: 0, to: whole, by: 8) {
      let lanes = raw.loadUnaligned(fromByteOffset: start * 4, as: SIMD8<Float>.self)
      raw.storeBytes(of: function(lanes), toByteOffset: start * 4, as: SIMD8<Float>.self)
    }
    var rest = SIMD8<Float>.zero
    for i in whole..<x.count { rest[i - whole] = x[i] }
    rest = function(rest)
    for i in whole..<x.count { x[i] = rest[i - whole] }
  }
}
