import Tensors

/// Attention pooling with a head: Ilse's network, CLAM, Owkin's ABMIL and mean pool, MCAT's survival head, MIL-Lab's
/// ABMIL, and DSMIL's bag stream. They differ in the embedding, the scorer and the head only.
struct AttentionPooling: RuledAggregator {
  let name: String
  let pool: AttentionPool
  /// One that takes what all branches pooled, side by side, or one per branch; their outputs together are the logits.
  let heads: [Perceptron]
  var rule: SlideScoreRule
  /// Whether the authors' code shows its attention; mean pooling has none.
  var showsAttention = true
  var assumptions: [AggregatorAssumption] = []

  var width: Int { pool.inputs }
  var logitCount: Int { heads.reduce(0) { $0 + $1.outputs } }

  func evaluate(_ bag: Bag) throws(AggregatorFailure) -> AggregatorOutput {
    try check(bag)
    let path = PathIntegral(heads: heads, rule: rule)
    let pooled = pool(bag, directions: path.isLinear ? directions(path, nil) : nil)
    let inputs = headInputs(pooled.sums)
    let logits = heads.enumerated().flatMap { index, head in
      inputs.withView(index..<index + 1) { head($0).values }
    }
    return try AggregatorOutput(
      logits: logits, rule: rule,
      attention: showsAttention ? TileAttention(kind: .pooling, shares: pooled.shares, logits: pooled.logits) : nil,
      contributions: contributions(bag, pooled, path)
    ).checked()
  }

  private func contributions(_ bag: Bag, _ pooled: AttentionPool.Pooled, _ path: PathIntegral) -> TileContributions {
    guard rule != .none else { return .unavailable(.noSlideScore) }
    let worth = path.isLinear ? pooled.projections : pool.projections(bag, on: directions(path, pooled.sums))
    var parts = [Float](repeating: 0, count: bag.count)
    for branch in 0..<worth.rows {
      for tile in parts.indices { parts[tile] += pooled.shares[branch, tile] * worth[branch, tile] }
    }
    return .parts(
      parts, method: path.isLinear ? .linear : .integratedGradients, baseline: path.baseline)
  }

  /// What a unit of each pooled value is worth, [branches, width]; for a linear path, whatever is pooled.
  private func directions(_ path: PathIntegral, _ sums: Matrix?) -> Matrix {
    let sums = sums ?? Matrix(rows: pool.scorer.branches, columns: pool.width)
    return path.directions(headInputs(sums)).reshaped(rows: sums.rows)
  }

  private func headInputs(_ sums: Matrix) -> Matrix { sums.reshaped(rows: heads.count) }
}

extension Matrix {
  /// The same values in other rows, whose number divides theirs.
  fileprivate func reshaped(rows: Int) -> Matrix {
    Matrix(rows: rows, columns: values.count / rows, values: values) ?? self
  }
}
