/// Self-attention of one tile in bf16 with single-precision sums and softmax: for every head
/// softmax(Q K' / sqrt(d)) V, d = width / heads (Vaswani et al., NeurIPS 2017, equation 1).
///
/// Any number of threads may use one, each with its own workspace.
public final class BrainFloatAttention: Sendable {
  /// Tokens of a tile.
  public let tokens: Int
  /// Heads; divides ``width``.
  public let heads: Int
  /// Width of a token.
  public let width: Int
  private let scores: OneDNN.Primitive
  private let mixture: OneDNN.Primitive
  /// Heads at a time: their scores then stay in a processor's own cache (4 x 197 x 197 x 6 bytes are 0.9 MB).
  private let group: Int

  /// Traps where `heads` does not divide `width`. Throws ``BrainFloatFailure/unavailable`` where the processor does not
  /// multiply brain floats.
  public init(tokens: Int, heads: Int, width: Int) throws(BrainFloatFailure) {
    precondition(tokens > 0 && heads > 0 && width % heads == 0, "heads divide the width")
    (self.tokens, self.heads, self.width) = (tokens, heads, width)
    group = (1...4).last { heads % $0 == 0 } ?? 1
    let depth = width / heads
    let rows = [group, tokens, depth]
    let given = try OneDNN.Layout(.brainFloat, sizes: rows, strides: [depth, 3 * width, 1])
    let turned = try OneDNN.Layout(.brainFloat, sizes: [group, depth, tokens], strides: [depth, 1, 3 * width])
    let square = ([group, tokens, tokens], [tokens * tokens, tokens, 1])
    scores = try OneDNN.Primitive(
      product: given, turned, bias: nil, into: OneDNN.Layout(.single, sizes: square.0, strides: square.1))
    mixture = try OneDNN.Primitive(
      product: OneDNN.Layout(.brainFloat, sizes: square.0, strides: square.1), given, bias: nil,
      into: OneDNN.Layout(.brainFloat, sizes: rows, strides: [depth, width, 1]))
  }

  /// `input` [tokens, 3 width] holds query, key and value of a token side by side, each head after head; `result`
  /// [tokens, width]. Traps where the counts disagree.
  public func attend(
    _ input: UnsafeBufferPointer<BrainFloat>, into result: UnsafeMutableBufferPointer<BrainFloat>,
    _ workspace: BrainFloatWorkspace
  ) throws(BrainFloatFailure) {
    precondition(input.count == 3 * tokens * width && result.count == tokens * width, "shapes of attention disagree")
    guard let input = input.baseAddress, let result = result.baseAddress else { return }
    workspace.reserveScores(group * tokens * tokens)
    for first in stride(from: 0, to: width, by: group * width / heads) {
      try attend(input + first, into: result + first, workspace)
    }
  }

  /// One group of heads, whose columns start at the pointers.
  private func attend(
    _ query: UnsafePointer<BrainFloat>, into result: UnsafeMutablePointer<BrainFloat>, _ workspace: BrainFloatWorkspace
  ) throws(BrainFloatFailure) {
    guard let square = workspace.scores.baseAddress, let weights = workspace.weights.baseAddress else { return }
    let (query, result) = (UnsafeRawPointer(query), UnsafeRawPointer(result))
    let step = width * MemoryLayout<BrainFloat>.stride
    try scores.execute([query, query + step, UnsafeRawPointer(square)], on: workspace.stream)
    BrainFloatLoops.softmax(
      UnsafeMutableBufferPointer(start: square, count: group * tokens * tokens), columns: tokens,
      scale: 1 / (Float(width) / Float(heads)).squareRoot(), into: workspace.weights)
    try mixture.execute([UnsafeRawPointer(weights), query + 2 * step, result], on: workspace.stream)
  }
}
