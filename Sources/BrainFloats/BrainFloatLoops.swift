import CVectors

/// The loops between bf16 products: single-precision arithmetic, results rounded to brain floats. Traps where counts
/// disagree. What is written may not overlap what is read.
public enum BrainFloatLoops {
  /// y = x, rounded as ``BrainFloat/init(_:)`` does.
  public static func round(_ x: UnsafeBufferPointer<Float>, into y: UnsafeMutableBufferPointer<BrainFloat>) {
    precondition(x.count == y.count, "counts disagree")
    withBits(y) { brainfloat_round(x.count, x.baseAddress, $0) }
  }

  /// y = x, exactly.
  public static func widen(_ x: UnsafeBufferPointer<BrainFloat>, into y: UnsafeMutableBufferPointer<Float>) {
    precondition(x.count == y.count, "counts disagree")
    withBits(x) { brainfloat_widen(x.count, $0, y.baseAddress) }
  }

  /// y = (x - mean) / sqrt(variance + epsilon) * weight + bias for every row of x [rows, weight.count].
  public static func layerNorm(
    _ x: UnsafeBufferPointer<Float>, weight: UnsafeBufferPointer<Float>, bias: UnsafeBufferPointer<Float>,
    epsilon: Float, into y: UnsafeMutableBufferPointer<BrainFloat>
  ) {
    let width = weight.count
    precondition(width > 0 && bias.count == width && x.count % width == 0 && x.count == y.count, "counts disagree")
    withBits(y) {
      brainfloat_layer_norm(
        x.count / width, width, epsilon, x.baseAddress, weight.baseAddress, bias.baseAddress, $0)
    }
  }

  /// p = softmax(scale * s) for every row of s [rows, columns], scale above 0; what s holds afterwards is spent.
  public static func softmax(
    _ s: UnsafeMutableBufferPointer<Float>, columns: Int, scale: Float, into p: UnsafeMutableBufferPointer<BrainFloat>
  ) {
    precondition(columns > 0 && s.count % columns == 0 && s.count <= p.count, "counts disagree")
    withBits(p) { brainfloat_softmax(s.count / columns, columns, scale, s.baseAddress, $0) }
  }

  /// y = silu(gate) * up, silu(x) = x / (1 + exp(-x)), for every row [gate, up] of x [rows, 2 width]; y [rows, width].
  public static func swiglu(
    _ x: UnsafeBufferPointer<BrainFloat>, width: Int, into y: UnsafeMutableBufferPointer<BrainFloat>
  ) {
    precondition(width > 0 && y.count % width == 0 && x.count == 2 * y.count, "counts disagree")
    withBits(x) { x in withBits(y) { brainfloat_swiglu(y.count / width, width, x, $0) } }
  }

  private static func withBits(_ array: UnsafeBufferPointer<BrainFloat>, _ body: (UnsafePointer<UInt16>?) -> Void) {
    array.withMemoryRebound(to: UInt16.self) { body($0.baseAddress) }
  }

  private static func withBits(
    _ array: UnsafeMutableBufferPointer<BrainFloat>, _ body: (UnsafeMutablePointer<UInt16>?) -> Void
  ) {
    array.withMemoryRebound(to: UInt16.self) { body($0.baseAddress) }
  }
}
