import Tensors

/// Networks that have learnt nothing, for measuring how fast a machine runs one of their size, and for tests.
extension VisionTransformer {
  /// The feed-forward half of a made-up network.
  public enum MadeUpFeedForward: Hashable, Sendable {
    /// GELU between products of `hidden` values.
    case gelu(hidden: Int)
    /// SwiGLU between products of `hidden` values.
    case swiglu(hidden: Int)
  }

  /// A network of random weights, the same ones for the same seed, scaled so that activations keep their size; with
  /// LayerScale where `layerScale`, channels normalised by 0.5 and 0.5.
  public init(
    madeUp architecture: Architecture, depth: Int, feedForward: MadeUpFeedForward, layerScale: Bool = false,
    seed: UInt64
  ) {
    var random = RandomWeights(seed: seed)
    let width = architecture.width
    self.init(
      architecture: architecture,
      patchEmbedding: random.linear(3 * architecture.patch * architecture.patch, width),
      prefix: random.parameter(1 + architecture.registers, width),
      positions: random.parameter(architecture.patches, width),
      blocks: (0..<depth).map { _ in random.block(width, feedForward, layerScale: layerScale) },
      norm: random.norm(width),
      normalisation: ChannelNormalisation(mean: .init(repeating: 0.5), deviation: .init(repeating: 0.5)))
  }

  /// Floating-point operations that the matrix products of one tile take, two for a multiplication and its addition;
  /// what the last block leaves out is not counted.
  public var productOperations: Int {
    let (t, width, read) = (architecture.tokens, architecture.width, tokensRead)
    let embedding = architecture.patches * patchEmbedding.weight.elements.count
    let perBlock = blocks.enumerated().map { index, block in
      let queries = index == blocks.count - 1 ? read : t
      let attention = 2 * t * width * width + 2 * queries * width * width + 2 * queries * t * width
      return attention + queries * block.feedForward.weights
    }
    return 2 * (embedding + perBlock.reduce(0, +))
  }
}

/// Random numbers as the layers of a network.
struct RandomWeights {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  /// Between -1 and 1, evenly (xorshift64*, Vigna 2016).
  mutating func value() -> Float {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Float((state &* 2_685_821_657_736_338_717) >> 40) / Float(1 << 23) - 1
  }

  mutating func parameter(_ rows: Int, _ columns: Int, scale: Float = 1, around center: Float = 0) -> Parameter {
    let values = [Float](unsafeUninitializedCapacity: rows * columns) { values, count in
      for i in 0..<rows * columns { values.initializeElement(at: i, to: center + scale * value()) }
      count = rows * columns
    }
    return Parameter(rows: rows, columns: columns, values: values)
  }

  /// Weights of variance 1 / inputs.
  mutating func linear(_ inputs: Int, _ outputs: Int) -> Linear {
    let scale = (3 / Float(inputs)).squareRoot()
    return Linear(weight: parameter(outputs, inputs, scale: scale), bias: parameter(1, outputs, scale: 0.1))
  }

  mutating func norm(_ width: Int) -> LayerNorm {
    LayerNorm(weight: parameter(1, width, scale: 0.5, around: 1), bias: parameter(1, width, scale: 0.2))
  }

  mutating func block(
    _ width: Int, _ feedForward: VisionTransformer.MadeUpFeedForward, layerScale: Bool
  ) -> VisionTransformer.Block {
    VisionTransformer.Block(
      norm1: norm(width), query: linear(width, width), key: linear(width, width), value: linear(width, width),
      projection: linear(width, width),
      scale1: layerScale ? parameter(1, width) : nil, norm2: norm(width), feedForward: half(width, feedForward),
      scale2: layerScale ? parameter(1, width) : nil)
  }

  private mutating func half(
    _ width: Int, _ kind: VisionTransformer.MadeUpFeedForward
  ) -> VisionTransformer.FeedForward {
    switch kind {
    case .gelu(let hidden): .gelu(up: linear(width, hidden), down: linear(hidden, width))
    case .swiglu(let hidden):
      .swiglu(gate: linear(width, hidden), up: linear(width, hidden), down: linear(hidden, width))
    }
  }
}
