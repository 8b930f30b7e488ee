import CVectors

/// The loops between bf16 products: single-precision arithmetic, results rounded to brain floats. Matrices are
/// row-major and contiguous. What is written may not overlap what is read.
public enum BrainFloatLoops {
  /// y = x, rounded as ``BrainFloat/init(_:)`` does.
  public static func round(_ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<BrainFloat>) {
    withBits(y, count) { brainfloat_round(count, x, $0) }
  }

  /// y = x, exactly.
  public static func widen(_ x: UnsafePointer<BrainFloat>, count: Int, into y: UnsafeMutablePointer<Float>) {
    withBits(x, count) { brainfloat_widen(count, $0, y) }
  }

  /// y = (x - mean) / sqrt(variance + epsilon) * weight + bias for every row of x [rows, width].
  public static func layerNorm(
    _ x: UnsafePointer<Float>, rows: Int, width: Int, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    epsilon: Float, into y: UnsafeMutablePointer<BrainFloat>
  ) {
    withBits(y, rows * width) { brainfloat_layer_norm(rows, width, epsilon, x, weight, bias, $0) }
  }

  /// p = softmax(scale * s) for every row of s [rows, columns], scale above 0; what s holds afterwards is spent.
  public static func softmax(
    _ s: UnsafeMutablePointer<Float>, rows: Int, columns: Int, scale: Float, into p: UnsafeMutablePointer<BrainFloat>
  ) {
    withBits(p, rows * columns) { brainfloat_softmax(rows, columns, scale, s, $0) }
  }

  /// y = silu(gate) * up, silu(x) = x / (1 + exp(-x)), for every row [gate, up] of x [rows, 2 width]; y [rows, width].
  public static func swiglu(
    _ x: UnsafePointer<BrainFloat>, rows: Int, width: Int, into y: UnsafeMutablePointer<BrainFloat>
  ) {
    withBits(x, 2 * rows * width) { x in withBits(y, rows * width) { brainfloat_swiglu(rows, width, x, $0) } }
  }

  private static func withBits(
    _ array: UnsafePointer<BrainFloat>, _ count: Int, _ body: (UnsafePointer<UInt16>) -> Void
  ) {
    array.withMemoryRebound(to: UInt16.self, capacity: count, body)
  }

  private static func withBits(
    _ array: UnsafeMutablePointer<BrainFloat>, _ count: Int, _ body: (UnsafeMutablePointer<UInt16>) -> Void
  ) {
    array.withMemoryRebound(to: UInt16.self, capacity: count, body)
  }
}
