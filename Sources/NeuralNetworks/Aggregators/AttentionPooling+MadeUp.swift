import Tensors

/// Networks that have learnt nothing, for measuring how fast a machine runs one of their size.
public enum MadeUpAggregator {
  /// A network of the shape of CLAM-SB with two classes and random weights, the same ones for the same seed.
  public static func clam(width: Int, hidden: Int, gates: Int, seed: UInt64) -> any Aggregator {
    var random = RandomWeights(seed: seed)
    let scorer = GatedAttention(
      value: random.biased(hidden, gates), gate: random.biased(hidden, gates), attention: random.biased(gates, 1))
    let pool = AttentionPool(
      embedding: TileEmbedding(layer: random.biased(width, hidden), isRectified: true), scorer: scorer, inputs: width)
    let head = Perceptron(layers: [random.linear(hidden, 2)], activation: .relu)
    return AttentionPooling(name: "CLAM-SB, made up", pool: pool, heads: [head], rule: .difference)
  }
}

extension RandomWeights {
  fileprivate mutating func biased(_ inputs: Int, _ outputs: Int) -> BiasedLinear {
    let scale = (3 / Float(inputs)).squareRoot()
    return BiasedLinear(
      weight: parameter(outputs, inputs, scale: scale), bias: parameter(1, outputs, scale: 0.1))
  }
}
