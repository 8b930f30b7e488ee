/// Published aggregators, recognised from the names of their tensors.
public enum AggregatorFile {
  /// Loads the safetensors file at `path`; entries that the weights cannot tell come from `config.json` beside it.
  ///
  /// Recognised are Ilse's gated and plain attention, CLAM-SB and CLAM-MB (with and without gates), Owkin's ABMIL,
  /// Chowder and mean pool, MCAT's attention network with discrete hazards, DSMIL, TransMIL, STAMP's vision transformer
  /// and MIL-Lab's ABMIL, behind the usual prefixes; CHIEF and FEATHER as embeddings of a slide.
  ///
  /// - Throws: ``WeightsFailure``: `file`, `pickle` or `pointer` where a file cannot be read; `unknownLayout` or
  ///   `variant` where the network is not run here; `ambiguous`, `missing`, `unused`, `shape` or `notFinite` where its
  ///   tensors are not those of the network that was recognised; `aggregatorConfiguration` where the configuration is
  ///   not possible or contradicts them.
  public static func load(_ path: String) throws(WeightsFailure) -> any Aggregator {
    try load(WeightFile(path: path), AggregatorConfiguration(weights: path))
  }

  /// Takes all tensors of `weights`; entries that they cannot tell come from `configuration` and from nowhere else.
  static func load(
    _ weights: WeightFile, _ configuration: AggregatorConfiguration
  ) throws(WeightsFailure) -> any Aggregator {
    var (weights, configuration) = (weights, configuration)
    guard let layout = layouts.first(where: { layout in layout.probes.allSatisfy(weights.has) }) else {
      throw .unknownLayout(file: weights.name, keys: Array(weights.keys.prefix(8)), known: layouts.map(\.name))
    }
    weights.layout = layout.name
    let isClassifier = weights.holds(prefix: "instance_classifiers.")
    let aggregator = try layout.make(&weights, &configuration)
    try weights.finish()
    guard let ruled = aggregator as? any RuledAggregator else { return aggregator }
    return try Self.ruled(ruled, configuration, isClassifier: isClassifier)
  }

  /// With the rule that the configuration tells. Two logits may be those of a classifier or of a survival head, which
  /// is assumed to be a classifier's and said, unless the classifiers of instances beside it show that it is one.
  private static func ruled(
    _ aggregator: any RuledAggregator, _ configuration: AggregatorConfiguration, isClassifier: Bool
  ) throws(WeightsFailure) -> any Aggregator {
    var aggregator = aggregator
    if let rule = try configuration.rule(logits: aggregator.logitCount) {
      aggregator.rule = rule
    } else if aggregator.rule == .difference, !isClassifier {
      aggregator.assumptions.append(.score(.difference))
    }
    if !configuration.unread.isEmpty { aggregator.assumptions.append(.unread(configuration.unread)) }
    return aggregator
  }

  /// A network by the tensors that only it has.
  struct Layout: Sendable {
    let name: String
    let probes: [String]
    let make: AttentionPooling.Load
  }

  /// The first whose probes are all there; those with fewer probes stand below those that share them.
  static let layouts: [Layout] = [
    Layout(
      name: "CHIEF slide encoder", probes: ["attention_net.0.weight", "text_to_vision.0.weight"],
      make: SlideEmbedding.chief),
    Layout(
      name: "MCAT attention MIL", probes: ["attention_net.0.weight", "rho.0.weight"], make: AttentionPooling.mcat),
    Layout(
      name: "CLAM-SB", probes: ["attention_net.0.weight", "classifiers.weight"], make: AttentionPooling.clamSingle),
    Layout(
      name: "CLAM-MB", probes: ["attention_net.0.weight", "classifiers.0.weight"], make: AttentionPooling.clamMulti),
    Layout(name: "Owkin ABMIL", probes: ["attention_layer.gate.weight"], make: AttentionPooling.owkin),
    Layout(name: "Chowder", probes: ["score_model.hidden_layers.0.weight"], make: Chowder.load),
    Layout(name: "TransMIL", probes: ["layer1.attn.to_qkv.weight"], make: TransMIL.load),
    Layout(name: "STAMP vit", probes: ["class_token", "project_features.0.weight"], make: STAMPTransformer.load),
    Layout(name: "DSMIL", probes: ["b_classifier.fcc.weight"], make: DSMIL.load),
    Layout(name: "gated attention MIL", probes: ["attention_V.0.weight"], make: AttentionPooling.ilseGated),
    Layout(
      name: "attention MIL", probes: ["attention.0.weight", "attention.2.weight"], make: AttentionPooling.ilsePlain),
    Layout(
      name: "MIL-Lab ABMIL", probes: ["patch_embed.0.weight", "classifier.weight"], make: AttentionPooling.milLab),
    Layout(name: "FEATHER slide encoder", probes: ["patch_embed.0.weight"], make: SlideEmbedding.feather),
    Layout(name: "mean pool", probes: ["mlp.0.weight"], make: AttentionPooling.mean),
  ]
}

extension WeightFile {
  /// Takes the weight and bias of a linear layer; -1 stands for any number.
  mutating func biased(_ key: String, inputs: Int = -1, outputs: Int = -1) throws(WeightsFailure) -> BiasedLinear {
    let weight = try parameter("\(key).weight", shape: [outputs, inputs])
    return BiasedLinear(weight: weight, bias: try parameter("\(key).bias", shape: [weight.rows]))
  }

  /// The same as a layer whose bias is optional.
  mutating func linear(_ key: String, inputs: Int = -1, outputs: Int = -1) throws(WeightsFailure) -> Linear {
    try biased(key, inputs: inputs, outputs: outputs).linear
  }

  /// Takes linear layers one behind the other.
  mutating func perceptron(
    _ keys: [String], inputs: Int = -1, outputs: Int = -1, activation: Perceptron.Activation = .relu
  ) throws(WeightsFailure) -> Perceptron {
    var (layers, width) = ([Linear](), inputs)
    for key in keys {
      layers.append(try linear(key, inputs: width, outputs: key == keys.last ? outputs : -1))
      width = layers[layers.count - 1].weight.rows
    }
    return Perceptron(layers: layers, activation: activation)
  }

  /// Takes a layer norm of `width`.
  mutating func norm(_ key: String, width: Int) throws(WeightsFailure) -> LayerNorm {
    let weight = try parameter("\(key).weight", shape: [width])
    return LayerNorm(weight: weight, bias: try parameter("\(key).bias", shape: [width]))
  }
}
