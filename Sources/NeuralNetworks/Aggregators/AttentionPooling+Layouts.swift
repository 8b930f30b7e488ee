import Tensors

/// The key maps of the networks that pool by attention. All return a head that is linear in what is pooled, but Owkin's
/// ABMIL and MCAT.
extension AttentionPooling {
  /// CLAM with one branch (Lu et al., Nature BME 2021): softmax of one attention row, all classes from what it pools.
  static let clamSingle: Load = { (weights, _) throws(WeightsFailure) in
    let pool = try clamPool(&weights, branches: 1)
    return network(&weights, pool, [try weights.perceptron(["classifiers"], inputs: pool.width)])
  }

  /// CLAM with a branch a class: class c has its own attention row and its own classifier.
  static let clamMulti: Load = { (weights, _) throws(WeightsFailure) in
    let classes = weights.count { "classifiers.\($0).weight" }
    let pool = try clamPool(&weights, branches: classes)
    var heads: [Perceptron] = []
    for index in 0..<classes {
      heads.append(try weights.perceptron(["classifiers.\(index)"], inputs: pool.width, outputs: 1))
    }
    return network(&weights, pool, heads)
  }

  /// MCAT's attention network without genomics (Chen et al., ICCV 2021; also Patch-GCN's): rho, then the hazards of the
  /// bins.
  static let mcat: Load = { (weights, _) throws(WeightsFailure) in
    let pool = try clamPool(&weights, branches: 1)
    let head = try weights.perceptron(["rho.0", "classifier"], inputs: pool.width)
    return network(&weights, pool, [head], rule: .survival)
  }

  /// Owkin's ABMIL: a linear embedding without activation, gates as wide as it, three layers on top.
  static let owkin: Load = { (weights, configuration) throws(WeightsFailure) in
    try configuration.requireNoTemperature()
    let layer = try weights.biased("tiles_emb.hidden_layers.0")
    let hidden = layer.weight.rows
    let scorer = try gates(
      &weights, value: "attention_layer.att", gate: "attention_layer.gate", last: "attention_layer.w", hidden, 1)
    let layers = weights.layers(of: "mlp")
    let activation = layers.count > 1 ? try configuration.activation(or: .relu) : .relu
    let head = try weights.perceptron(layers, inputs: hidden, activation: activation)
    var owkin = network(&weights, pool(TileEmbedding(layer: layer, isRectified: false), scorer), [head])
    owkin.assumptions = configuration.assumptions
    return owkin
  }

  /// Ilse, Tomczak, Welling, ICML 2018, eq. 9. The authors' image layers before it are left aside: the bag holds what
  /// they give.
  static let ilseGated: Load = { (weights, _) throws(WeightsFailure) in
    let last = weights.has("attention_w.weight") ? "attention_w" : "attention_weights"
    return try ilse(&weights, value: "attention_V.0", gate: "attention_U.0", last: last)
  }

  /// Ilse, Tomczak, Welling, ICML 2018, eq. 8.
  static let ilsePlain: Load = { (weights, _) throws(WeightsFailure) in
    try ilse(&weights, value: "attention.0", gate: nil, last: "attention.2")
  }

  /// MIL-Lab's ABMIL (its FEATHER weights), with a classifier.
  static let milLab: Load = { (weights, _) throws(WeightsFailure) in
    let layer = try weights.biased("patch_embed.0")
    let scorer = try attention(&weights, "global_attn", layer.weight.rows, 1)
    let head = try weights.perceptron(["classifier"], inputs: layer.weight.rows)
    return network(&weights, pool(TileEmbedding(layer: layer, isRectified: true), scorer), [head])
  }

  /// Owkin's mean pool: one layer on the mean tile.
  static let mean: Load = { (weights, _) throws(WeightsFailure) in
    let head = try weights.perceptron(["mlp.0"])
    let pool = AttentionPool(embedding: nil, scorer: EvenAttention(), inputs: head.inputs)
    return network(&weights, pool, [head], showsAttention: false)
  }

  typealias Load = @Sendable (inout WeightFile, inout AggregatorConfiguration) throws(WeightsFailure) -> any Aggregator

  /// Layers that CLAM trains beside the network, and does not ask.
  static func clamPool(_ weights: inout WeightFile, branches: Int) throws(WeightsFailure) -> AttentionPool {
    weights.ignore { $0.hasPrefix("instance_classifiers.") || $0.hasPrefix("instance_loss_fn.") }
    let layer = try weights.biased("attention_net.0")
    // The index counts the dropout layer, which older networks do not have.
    let hasDropout = weights.keys.contains { $0.hasPrefix("attention_net.3.") }
    let scorer = try attention(
      &weights, hasDropout ? "attention_net.3" : "attention_net.2", layer.weight.rows, branches)
    return pool(TileEmbedding(layer: layer, isRectified: true), scorer)
  }

  /// CLAM's attention module: three layers by name with gates, two by number without.
  static func attention(
    _ weights: inout WeightFile, _ key: String, _ hidden: Int, _ branches: Int
  ) throws(WeightsFailure) -> GatedAttention {
    // Under Attn_Net's dropout its last layer is the fourth; the loader of weights takes `.module` for a wrapper's
    // name.
    for (value, last) in [("\(key).0", "\(key).2"), ("\(key).0", "\(key).3")]
    where weights.has("\(value).weight") && weights.has("\(last).weight") {
      return try gates(&weights, value: value, gate: nil, last: last, hidden, branches)
    }
    guard !weights.has("\(key).0.weight") else {
      return try gates(&weights, value: "\(key).0", gate: nil, last: "\(key).2", hidden, branches)
    }
    return try gates(
      &weights, value: "\(key).attention_a.0", gate: "\(key).attention_b.0", last: "\(key).attention_c", hidden,
      branches)
  }

  private static func gates(
    _ weights: inout WeightFile, value: String, gate: String?, last: String, _ hidden: Int, _ branches: Int
  ) throws(WeightsFailure) -> GatedAttention {
    let first = try weights.biased(value, inputs: hidden)
    let second: BiasedLinear? =
      if let gate { try weights.biased(gate, inputs: hidden, outputs: first.weight.rows) } else { nil }
    let attention = try weights.biased(last, inputs: first.weight.rows, outputs: branches)
    return GatedAttention(value: first, gate: second, attention: attention)
  }

  private static func ilse(
    _ weights: inout WeightFile, value: String, gate: String?, last: String
  ) throws(WeightsFailure) -> any Aggregator {
    weights.ignore { $0.hasPrefix("feature_extractor_part") }
    let head = try weights.perceptron(["classifier.0"])
    let scorer = try gates(&weights, value: value, gate: gate, last: last, head.inputs, 1)
    return network(&weights, AttentionPool(embedding: nil, scorer: scorer, inputs: head.inputs), [head])
  }

  static func pool(_ embedding: TileEmbedding, _ scorer: GatedAttention) -> AttentionPool {
    AttentionPool(embedding: embedding, scorer: scorer, inputs: embedding.layer.weight.columns)
  }

  private static func network(
    _ weights: inout WeightFile, _ pool: AttentionPool, _ heads: [Perceptron], rule: SlideScoreRule? = nil,
    showsAttention: Bool = true
  ) -> AttentionPooling {
    let rule = rule ?? SlideScoreRule(classes: heads.reduce(0) { $0 + $1.outputs })
    return AttentionPooling(
      name: weights.layout, pool: pool, heads: heads, rule: rule, showsAttention: showsAttention)
  }
}

extension WeightFile {
  /// How many tensors there are of the names that `name` makes of 0, 1, 2 ...
  func count(_ name: (Int) -> String) -> Int {
    var result = 0
    while has(name(result)) { result += 1 }
    return result
  }

  /// The layers of Owkin's multilayer perceptron: `key.0.0`, `key.1.0` ... with an activation each, then `key.N` alone.
  func layers(of key: String) -> [String] {
    let active = count { "\(key).\($0).0.weight" }
    return (0..<active).map { "\(key).\($0).0" } + ["\(key).\(active)"]
  }
}
