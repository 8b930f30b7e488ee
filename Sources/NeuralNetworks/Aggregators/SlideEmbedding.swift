import Tensors

/// An embedding of the slide by attention over its tiles, for whoever fits something on it: no logits and no score.
///
///     a = softmax of the gated attention over relu(W x_i + b)
///     embedding = sum_i a_i x_i, or sum_i a_i relu(W x_i + b)
struct SlideEmbedding: Aggregator {
  /// What is summed.
  enum Summed: Sendable {
    /// The tiles' features as they came: CHIEF's `WSI_feature` (Wang et al., Nature 2024; hms-dbmi/CHIEF,
    /// models/CHIEF.py).
    case features
    /// The hidden layer: FEATHER (MIL-Lab, Shao et al., ICML 2025).
    case hidden
  }

  let name: String
  let pool: AttentionPool
  let summed: Summed
  let rule = SlideScoreRule.none

  var width: Int { pool.inputs }

  /// CHIEF's pretrained network. What it has of classes, organs and text takes no part in the embedding.
  static let chief: AttentionPooling.Load = { (weights, _) throws(WeightsFailure) in
    weights.ignore { key in
      ["att_head.", "text_to_vision.", "classifiers."].contains(where: key.hasPrefix) || key == "organ_embedding"
    }
    return SlideEmbedding(
      name: weights.layout, pool: try AttentionPooling.clamPool(&weights, branches: 1), summed: .features)
  }

  /// MIL-Lab's ABMIL without a classifier.
  static let feather: AttentionPooling.Load = { (weights, _) throws(WeightsFailure) in
    let layer = try weights.biased("patch_embed.0")
    let scorer = try AttentionPooling.attention(&weights, "global_attn", layer.weight.rows, 1)
    let pool = AttentionPooling.pool(TileEmbedding(layer: layer, isRectified: true), scorer)
    return SlideEmbedding(name: weights.layout, pool: pool, summed: .hidden)
  }

  func evaluate(_ bag: Bag) throws(AggregatorFailure) -> AggregatorOutput {
    try check(bag)
    let pooled = pool(bag)
    var output = AggregatorOutput(
      logits: [], rule: rule, attention: TileAttention(kind: .pooling, shares: pooled.shares, logits: pooled.logits),
      contributions: .unavailable(.noSlideScore))
    switch summed {
    case .features: output.embedding = Self.sum(bag, pooled.shares.row(0))
    case .hidden: output.embedding = Array(pooled.sums.row(0))
    }
    return try output.checked()
  }

  /// sum_i a_i x_i, in Double.
  private static func sum(_ bag: Bag, _ shares: ArraySlice<Float>) -> [Float] {
    var sums = [Double](repeating: 0, count: bag.width)
    for (tile, share) in shares.enumerated() {
      for feature in sums.indices { sums[feature] += Double(share) * Double(bag.features[tile * bag.width + feature]) }
    }
    return sums.map { Float($0) }
  }
}
