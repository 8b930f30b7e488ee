import Tensors

/// STAMP's vision transformer over tiles (El Nahhas et al., Nature Protocols 2024; `vision_tranformer.py`), without
/// position:
///
///     X = [class token; gelu(P x + p)]
///     X += MHSA(LN X);  X += W2 gelu(W1 LN X + w1) + w2       per layer
///     logits = H LN(X[0]) + h
///
/// Its variant with attention biased by distance (ALiBi) needs the tiles' places and is refused.
struct STAMPTransformer: RuledAggregator {
  /// Attention and feed-forward of one layer.
  struct Layer: Sendable {
    let norm1, norm2: LayerNorm
    /// Q over K over V, [3 * width, width].
    let projection: Linear
    let output, up, down: Linear
  }

  let name = "STAMP vit"
  let embedding: Linear
  /// [1, width of a token].
  let classToken: Parameter
  let layers: [Layer]
  let norm: LayerNorm
  let head: Linear
  let heads: Int
  var assumptions: [AggregatorAssumption] = []

  var width: Int { embedding.weight.columns }
  var rule: SlideScoreRule
  var logitCount: Int { head.weight.rows }
  /// Of every layer norm, PyTorch's default.
  private static let epsilon: Float = 1e-5

  func evaluate(_ bag: Bag) throws(AggregatorFailure) -> AggregatorOutput {
    try check(bag)
    let (logits, attention) = pass(bag)
    return try AggregatorOutput(
      logits: logits, rule: rule,
      attention: TileAttention(kind: .rollout, shares: Matrix(shares: Array(attention.dropFirst())), logits: nil),
      contributions: LeaveOneOut.contributions(bag, rule: rule) { pass($0).logits }
    ).checked()
  }

  private func pass(_ bag: Bag) -> (logits: [Float], rollout: [Float]) {
    var (tokens, attentions) = (tokens(bag), [SelfAttention]())
    for (index, layer) in layers.enumerated() {
      // Of the last layer only the class token is read.
      let queries = index == layers.count - 1 ? 1 : tokens.rows
      let projected = tokens.normalised(layer.norm1, epsilon: Self.epsilon).through(layer.projection)
      let attention = SelfAttention(projected: projected, heads: heads)
      let mixed = tokens.first(queries).adding(attention.values(queries: queries).through(layer.output))
      tokens = mixed.adding(feedForward(mixed, layer))
      attentions.append(attention)
    }
    let token = tokens.first(1).normalised(norm, epsilon: Self.epsilon)
    return (token.withView { head.applied(to: $0).values }, SelfAttention.rollout(attentions))
  }

  private func feedForward(_ tokens: Matrix, _ layer: Layer) -> Matrix {
    tokens.normalised(layer.norm2, epsilon: Self.epsilon).through(layer.up, activation: Kernels.gelu)
      .through(layer.down)
  }

  private func tokens(_ bag: Bag) -> Matrix {
    let size = embedding.weight.rows
    let embedded = RowBlocks.matrix(rows: bag.count, columns: size) { range, target in
      bag.withView(range) { embedding.apply(to: $0, into: target) }
      Kernels.gelu(target, count: range.count * size)
    }
    return Matrix(rows: bag.count + 1, columns: size, values: Array(classToken.elements) + embedded.values) ?? embedded
  }
}

extension STAMPTransformer {
  /// Heads that STAMP builds it with.
  private static let publishedHeads = 8

  static let load: AttentionPooling.Load = { (weights, configuration) throws(WeightsFailure) in
    guard !weights.has("transformer.layers.0.0.mhsa.query_encoders.0.weight") else {
      throw .variant(file: weights.name, layout: weights.layout, variant: "attention by distance (ALiBi)")
    }
    let embedding = try weights.linear("project_features.0")
    let size = embedding.weight.rows
    var layers: [Layer] = []
    for index in 0..<weights.count({ "transformer.layers.\($0).0.norm.weight" }) {
      layers.append(try Layer(&weights, "transformer.layers.\(index)", size))
    }
    let heads = try configuration.heads(width: size, or: publishedHeads)
    let head = try weights.linear("mlp_head.0", inputs: size)
    return STAMPTransformer(
      embedding: embedding, classToken: try weights.parameter("class_token", shape: [size]), layers: layers,
      norm: try weights.norm("transformer.norm", width: size),
      head: head, heads: heads, assumptions: configuration.assumptions, rule: SlideScoreRule(classes: head.weight.rows))
  }
}

extension STAMPTransformer.Layer {
  init(_ weights: inout WeightFile, _ key: String, _ width: Int) throws(WeightsFailure) {
    norm1 = try weights.norm("\(key).0.norm", width: width)
    projection = Linear(
      weight: try weights.parameter("\(key).0.mhsa.in_proj_weight", shape: [3 * width, width]),
      bias: try weights.parameter("\(key).0.mhsa.in_proj_bias", shape: [3 * width]))
    output = try weights.linear("\(key).0.mhsa.out_proj", inputs: width, outputs: width)
    norm2 = try weights.norm("\(key).1.0", width: width)
    up = try weights.linear("\(key).1.1", inputs: width)
    down = try weights.linear("\(key).1.4", inputs: up.weight.rows, outputs: width)
  }
}
