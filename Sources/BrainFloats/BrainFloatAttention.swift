/// Attention within one tile in bf16 with single-precision sums and softmax: for every head
/// softmax(Q K' / sqrt(d)) V, d = width / heads (Vaswani et al., NeurIPS 2017, equation 1).
///
/// Any number of threads may use one, each with its own workspace.
public final class BrainFloatAttention: Sendable {
  /// Tokens that ask.
  public let queries: Int
  /// Tokens that are asked.
  public let tokens: Int
  /// Width of a token.
  public let width: Int
  /// Columns of a head.
  private let depth: Int
  private let scores: OneDNN.Primitive
  private let mixture: OneDNN.Primitive
  /// Heads at a time, so that their scores stay in the processor's own cache (0.9 MB of 197 tokens).
  private let group: Int

  /// Traps where `heads` does not divide `width`.
  ///
  /// - Throws: ``BrainFloatFailure``: `unavailable` where the processor does not multiply brain floats, `refused` where
  ///   oneDNN cannot make the products.
  public init(queries: Int, tokens: Int, heads: Int, width: Int) throws(BrainFloatFailure) {
    precondition(queries > 0 && tokens > 0 && heads > 0 && width % heads == 0, "heads divide the width")
    (self.queries, self.tokens, self.width, depth) = (queries, tokens, width, width / heads)
    group = (1...4).last { heads % $0 == 0 } ?? 1
    let query = try Self.heads(group, depth, rows: queries, apart: width)
    let key = try OneDNN.Layout(.brainFloat, sizes: [group, depth, tokens], strides: [depth, 1, 2 * width])
    let value = try Self.heads(group, depth, rows: tokens, apart: 2 * width)
    let (sizes, strides) = ([group, queries, tokens], [queries * tokens, tokens, 1])
    scores = try OneDNN.Primitive(
      product: query, key, bias: nil, into: OneDNN.Layout(.single, sizes: sizes, strides: strides))
    mixture = try OneDNN.Primitive(
      product: OneDNN.Layout(.brainFloat, sizes: sizes, strides: strides), value, bias: nil, into: query)
  }

  /// Some heads, side by side in rows that start `apart` elements from each other.
  private static func heads(
    _ count: Int, _ depth: Int, rows: Int, apart: Int
  ) throws(BrainFloatFailure) -> OneDNN.Layout {
    try OneDNN.Layout(.brainFloat, sizes: [count, rows, depth], strides: [depth, apart, 1])
  }

  /// `query` and `result` [queries, width], head after head in a row; `keyValue` [tokens, 2 width], the key and then
  /// the value of a token. The result may not overlap the others.
  ///
  /// - Throws: ``BrainFloatFailure/refused(function:status:)`` where oneDNN cannot carry out a product.
  public func attend(
    _ query: UnsafePointer<BrainFloat>, _ keyValue: UnsafePointer<BrainFloat>,
    into result: UnsafeMutablePointer<BrainFloat>, _ workspace: BrainFloatWorkspace
  ) throws(BrainFloatFailure) {
    for first in stride(from: 0, to: width, by: group * depth) {
      try attendGroup(query + first, keyValue + first, into: result + first, workspace)
    }
  }

  /// One group of heads, whose columns start at the pointers.
  private func attendGroup(
    _ query: UnsafePointer<BrainFloat>, _ keyValue: UnsafePointer<BrainFloat>,
    into result: UnsafeMutablePointer<BrainFloat>, _ workspace: BrainFloatWorkspace
  ) throws(BrainFloatFailure) {
    let (square, weights) = workspace.scores(group * queries * tokens)
    try scores.execute([raw(query), raw(keyValue), raw(square)], on: workspace.stream)
    BrainFloatLoops.softmax(
      square, rows: group * queries, columns: tokens, scale: 1 / Float(depth).squareRoot(), into: weights)
    try mixture.execute([raw(weights), raw(keyValue + width), raw(result)], on: workspace.stream)
  }
}
