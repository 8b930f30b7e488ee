import Synchronization

/// The product of a linear layer, y = x W' + b, in bf16 with single-precision sums.
///
/// W is rounded and laid out once, as oneDNN likes it best; the code for a number of rows is made when that number
/// comes for the first time and then kept. Any number of threads may use one product, each with its own workspace; each
/// product runs on the thread that asks for it.
///
///     let product = try BrainFloatProduct(weight: weight, bias: bias)
///     try product.multiply(x, into: y, BrainFloatWorkspace())
public final class BrainFloatProduct: Sendable {
  /// What is done with the product before it is rounded.
  public enum Activation: Sendable {
    /// No function.
    case none
    /// The exact GELU, x (1 + erf(x / sqrt 2)) / 2.
    case gelu
  }

  /// The number of columns of x.
  public let inputs: Int
  /// The number of columns of y.
  public let outputs: Int
  private let weight: OneDNN.Memory
  private let bias: OneDNN.Memory
  private let prepared = Mutex<[Shape: OneDNN.Primitive]>([:])

  private struct Shape: Hashable {
    let rows: Int
    let element: OneDNN.Layout.Element
    let ending: OneDNN.Ending
  }

  /// The product by W [outputs, inputs], row-major, and b [outputs]; both are copied. Traps where a count disagrees or
  /// is 0.
  ///
  /// - Throws: ``BrainFloatFailure``: `unavailable` where the processor does not multiply brain floats, `refused` where
  ///   oneDNN cannot lay out the weights.
  public init(weight: [Float], bias: [Float]) throws(BrainFloatFailure) {
    precondition(!bias.isEmpty && !weight.isEmpty && weight.count % bias.count == 0, "weight and bias disagree")
    (inputs, outputs) = (weight.count / bias.count, bias.count)
    self.bias = OneDNN.Memory(try OneDNN.Layout(.single, rows: 1, columns: outputs))
    self.bias.bytes.copyMemory(from: bias, byteCount: outputs * MemoryLayout<Float>.stride)
    self.weight = try Self.packed(weight, inputs: inputs, outputs: outputs)
  }

  /// y = round(activation(x W' + b)): x [rows, inputs], y [rows, outputs].
  ///
  /// - Throws: ``BrainFloatFailure/refused(function:status:)`` where oneDNN cannot make or carry out the product of
  ///   this many rows.
  public func multiply(
    _ x: UnsafePointer<BrainFloat>, rows: Int, then activation: Activation = .none,
    into y: UnsafeMutablePointer<BrainFloat>, _ workspace: BrainFloatWorkspace
  ) throws(BrainFloatFailure) {
    let ending: OneDNN.Ending = activation == .gelu ? .gelu : .none
    try execute(Shape(rows: rows, element: .brainFloat, ending: ending), x, y, workspace)
  }

  /// y = x W' + b in single precision; shapes as above.
  ///
  /// - Throws: ``BrainFloatFailure/refused(function:status:)`` where oneDNN cannot make or carry out the product of
  ///   this many rows.
  public func multiply(
    _ x: UnsafePointer<BrainFloat>, rows: Int, into y: UnsafeMutablePointer<Float>, _ workspace: BrainFloatWorkspace
  ) throws(BrainFloatFailure) {
    try execute(Shape(rows: rows, element: .single, ending: .none), x, y, workspace)
  }

  /// y += x W' + b in single precision; shapes as above.
  ///
  /// - Throws: ``BrainFloatFailure/refused(function:status:)`` where oneDNN cannot make or carry out the product of
  ///   this many rows.
  public func multiply(
    _ x: UnsafePointer<BrainFloat>, rows: Int, addingTo y: UnsafeMutablePointer<Float>,
    _ workspace: BrainFloatWorkspace
  ) throws(BrainFloatFailure) {
    try execute(Shape(rows: rows, element: .single, ending: .sum), x, y, workspace)
  }

  private func execute(
    _ shape: Shape, _ x: UnsafeRawPointer, _ y: UnsafeRawPointer, _ workspace: BrainFloatWorkspace
  ) throws(BrainFloatFailure) {
    guard shape.rows > 0 else { return }
    try primitive(shape).execute([x, weight.start, bias.start, y], on: workspace.stream)
  }

  /// Kept for each shape. Made outside the lock: of two threads that make one at the same time, one's is dropped.
  private func primitive(_ shape: Shape) throws(BrainFloatFailure) -> OneDNN.Primitive {
    if let known = prepared.withLock({ $0[shape] }) { return known }
    let made = try Self.primitive(shape, inputs: inputs, outputs: outputs, weight: weight.layout)
    prepared.withLock { $0[shape] = made }
    return made
  }

  private static func primitive(
    _ shape: Shape, inputs: Int, outputs: Int, weight: OneDNN.Layout
  ) throws(BrainFloatFailure) -> OneDNN.Primitive {
    try OneDNN.Primitive(
      product: OneDNN.Layout(.brainFloat, rows: shape.rows, columns: inputs), weight,
      bias: OneDNN.Layout(.single, rows: 1, columns: outputs),
      into: OneDNN.Layout(shape.element, rows: shape.rows, columns: outputs), ending: shape.ending)
  }

  /// W, seen as its transpose [inputs, outputs], in the layout that oneDNN chooses for the rows of a tile. Later
  /// numbers of rows keep it.
  private static func packed(
    _ weight: [Float], inputs: Int, outputs: Int
  ) throws(BrainFloatFailure) -> OneDNN.Memory {
    let free = try OneDNN.Layout(free: .brainFloat, rows: inputs, columns: outputs)
    let usual = Shape(rows: 197, element: .brainFloat, ending: .none)
    let chosen = try primitive(usual, inputs: inputs, outputs: outputs, weight: free).weight
    let memory = OneDNN.Memory(chosen)
    let given = try OneDNN.Layout(.single, sizes: [inputs, outputs], strides: [1, inputs])
    let reorder = try OneDNN.Primitive(reordering: given, into: chosen)
    try reorder.execute([raw(weight), memory.start], on: OneDNN.Stream())
    return memory
  }
}
