import Foundation
import Tensors

/// What is made of a vision transformer's tokens after its last layer norm.
enum VisionHead: Sendable {
  /// There is no head.
  case none
  /// KEEP's: down(gelu(up x)) of the class token, scaled to the length 1 (`torch.nn.functional.normalize`).
  case projection(up: Linear, down: Linear)
  /// CONCH's attentional pooler.
  case pooler(AttentionalPooler)
}

/// One learnt query that looks at all tokens (CoCa, Yu et al., TMLR 2022; CONCH, Lu et al., Nature Medicine 2024), n
/// tokens of a tile X [n, width]:
///
///     K, V = W_k LN_k X, W_v LN_k X                 [n, inner]
///     z = sum_i softmax_i(q . K_i) V_i, by heads    [inner]
///     feature = LN(W_o z)                           [out]
///
/// q is the projected query over the square root of a head's columns, computed once.
struct AttentionalPooler: Sendable {
  let keyNorm: LayerNorm
  /// q [1, inner].
  let query: Parameter
  /// [inner, width], without bias.
  let key, value: Linear
  /// [out, inner], without bias.
  let out: Linear
  /// The last layer norm.
  let norm: LayerNorm
  let heads: Int

  /// What PyTorch's layer norms add to the variance; those of the tokens add another number.
  static let epsilon: Float = 1e-5
  /// CONCH's, which its weights do not show.
  static let publishedHeads = 8

  /// The feature of the `tokens` rows of `x`; `scratch` has room for three arrays of the shape of x, of which `x` is
  /// none.
  func pool(
    _ x: UnsafePointer<Float>, tokens: Int, scratch: UnsafeMutablePointer<Float>,
    into feature: UnsafeMutablePointer<Float>
  ) {
    let (width, inner) = (keyNorm.weight.columns, query.columns)
    let (keys, values) = (scratch + tokens * width, scratch + tokens * (width + inner))
    keyNorm.apply(to: x, rows: tokens, epsilon: Self.epsilon, into: scratch)
    key.apply(to: scratch, rows: tokens, into: keys)
    value.apply(to: scratch, rows: tokens, into: values)
    let shares = shares(of: keys, tokens: tokens)
    var pooled = [Float](repeating: 0, count: inner)
    for column in 0..<inner {
      let share = column * heads / inner * tokens
      pooled[column] = Float((0..<tokens).reduce(0.0) { $0 + Double(shares[share + $1] * values[$1 * inner + column]) })
    }
    var raw = [Float](repeating: 0, count: out.weight.rows)
    out.apply(to: pooled, rows: 1, into: &raw)
    norm.apply(to: raw, rows: 1, epsilon: Self.epsilon, into: feature)
  }

  /// The attention over the tokens, [heads, tokens].
  private func shares(of keys: UnsafePointer<Float>, tokens: Int) -> [Float] {
    let (inner, columns) = (query.columns, query.columns / heads)
    var scores = [Float](repeating: 0, count: heads * tokens)
    for head in 0..<heads {
      for token in 0..<tokens {
        let row = keys + token * inner + head * columns
        scores[head * tokens + token] = (0..<columns).reduce(0) { $0 + query.elements[head * columns + $1] * row[$1] }
      }
    }
    scores.withUnsafeMutableBufferPointer { scores in
      guard let base = scores.baseAddress else { return }
      Kernels.softmax(base, rows: heads, columns: tokens, stride: tokens, scale: 1)
    }
    return scores
  }
}

extension VisionHead {
  /// Makes the feature of a tile whose `tokens` rows `x` has; `scratch` as
  /// ``AttentionalPooler/pool(_:tokens:scratch:into:)``.
  func apply(
    to x: UnsafePointer<Float>, tokens: Int, width: Int, scratch: UnsafeMutablePointer<Float>,
    into feature: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .none: feature.update(from: x, count: width)
    case .projection(let up, let down):
      var hidden = [Float](repeating: 0, count: up.weight.rows)
      up.apply(to: x, rows: 1, into: &hidden)
      Kernels.gelu(&hidden, count: hidden.count)
      down.apply(to: hidden, rows: 1, into: feature)
      Self.normalise(feature, count: down.weight.rows)
    case .pooler(let pooler): pooler.pool(x, tokens: tokens, scratch: scratch, into: feature)
    }
  }

  /// x / max(|x|, 1e-12) in place.
  private static func normalise(_ x: UnsafeMutablePointer<Float>, count: Int) {
    let squares = (0..<count).reduce(0.0) { $0 + Double(x[$1]) * Double(x[$1]) }
    let length = max(squares.squareRoot(), 1e-12)
    for i in 0..<count { x[i] = Float(Double(x[i]) / length) }
  }
}
