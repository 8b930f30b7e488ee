import Tensors

/// Takes a vision transformer's tensors under the names of its library.
struct TransformerReader {
  private var weights: WeightFile
  let keys: TransformerKeys
  let sizes: TransformerSizes

  /// `nil` where the keys are of no library that is known.
  init?(_ weights: WeightFile) throws(WeightsFailure) {
    guard let keys = TransformerKeys(recognisedIn: weights) else { return nil }
    self.weights = weights
    self.keys = keys
    self.weights.layout = keys.library.rawValue
    sizes = try TransformerSizes(self.weights, keys)
  }

  /// The network, of which every tensor was taken and none is left.
  mutating func network(
    _ settings: EncoderSettings, heads: Int, feature: VisionTransformer.Feature
  ) throws(WeightsFailure) -> VisionTransformer {
    let architecture = VisionTransformer.Architecture(
      side: settings.tilePixels, patch: sizes.patch, width: sizes.width, heads: heads, epsilon: settings.epsilon,
      registers: sizes.registers, feature: feature)
    let patches = try linear(keys.patches, [sizes.width, 3, sizes.patch, sizes.patch])
    let (prefix, positions) = try tokens(architecture)
    var blocks: [VisionTransformer.Block] = []
    for number in 0..<sizes.depth { blocks.append(try block("\(keys.blocks)\(number).")) }
    let norm = try layerNorm(keys.norm)
    let head = try head()
    let keys = keys
    weights.ignore(where: keys.isIgnorable)
    try weights.finish()
    return VisionTransformer(
      architecture: architecture, patchEmbedding: patches, prefix: prefix, positions: positions, blocks: blocks,
      norm: norm, head: head, normalisation: settings.normalisation)
  }

  private mutating func block(_ name: String) throws(WeightsFailure) -> VisionTransformer.Block {
    let norm1 = try layerNorm(name + keys.norm1)
    let (query, key, value) = try attention(name)
    let projection = try linear(name + keys.projection, [sizes.width, sizes.width])
    let scale1 = try scale(name + keys.scale1)
    return VisionTransformer.Block(
      norm1: norm1, query: query, key: key, value: value, projection: projection, scale1: scale1,
      norm2: try layerNorm(name + keys.norm2), feedForward: try feedForward(name), scale2: try scale(name + keys.scale2)
    )
  }

  private mutating func attention(_ name: String) throws(WeightsFailure) -> (Linear, Linear, Linear) {
    let width = sizes.width
    switch keys.attention {
    case .packed(let packed):
      let all = try linear(name + packed, [3 * width, width], hasBias: sizes.hasAttentionBias)
      return (all.rows(0..<width), all.rows(width..<2 * width), all.rows(2 * width..<3 * width))
    case .split(let query, let key, let value):
      let hasBias = sizes.hasAttentionBias
      return (
        try linear(name + query, [width, width], hasBias: hasBias),
        try linear(name + key, [width, width], hasBias: hasBias),
        try linear(name + value, [width, width], hasBias: hasBias)
      )
    }
  }

  private mutating func feedForward(_ name: String) throws(WeightsFailure) -> VisionTransformer.FeedForward {
    switch keys.feedForward {
    case .two(let up, let down):
      let second = try linear(name + down, [sizes.width, -1])
      let hidden = second.weight.columns
      guard sizes.isGated else {
        return .gelu(up: try linear(name + up, [hidden, sizes.width]), down: second)
      }
      let first = try linear(name + up, [2 * hidden, sizes.width])
      return .swiglu(gate: first.rows(0..<hidden), up: first.rows(hidden..<2 * hidden), down: second)
    case .three(let gate, let up, let down):
      let first = try linear(name + gate, [-1, sizes.width])
      let hidden = first.weight.rows
      return .swiglu(
        gate: first, up: try linear(name + up, [hidden, sizes.width]),
        down: try linear(name + down, [sizes.width, hidden]))
    }
  }

  /// Every layer has a bias but those of the attention, which have one all or none (`qkv_bias=False`).
  private mutating func linear(
    _ name: String, _ shape: [Int], hasBias: Bool = true
  ) throws(WeightsFailure) -> Linear {
    let weight = try weights.parameter("\(name).weight", shape: shape)
    let bias = hasBias ? try weights.parameter("\(name).bias", shape: [weight.rows]) : nil
    return Linear(weight: weight, bias: bias)
  }

  private mutating func layerNorm(_ name: String, width: Int? = nil) throws(WeightsFailure) -> LayerNorm {
    LayerNorm(
      weight: try weights.parameter("\(name).weight", shape: [width ?? sizes.width]),
      bias: try weights.parameter("\(name).bias", shape: [width ?? sizes.width]))
  }

  private mutating func scale(_ name: String) throws(WeightsFailure) -> Parameter? {
    sizes.hasLayerScale ? try weights.parameter(name, shape: [sizes.width]) : nil
  }
}

extension TransformerReader {
  /// Class token and registers with their positions, and the positions of the patches.
  private mutating func tokens(
    _ architecture: VisionTransformer.Architecture
  ) throws(WeightsFailure) -> (prefix: Parameter, positions: Parameter) {
    let (width, side) = (sizes.width, architecture.side / architecture.patch)
    var prefix = try weights.parameter(keys.classToken, shape: [1, 1, width]).values
    if sizes.registers > 0 {
      prefix += try weights.parameter(keys.registers, shape: [1, sizes.registers, width]).values
    }
    let stored = try weights.parameter(keys.positions, shape: [1, sizes.positions, width])
    let table = stored.reshaped(rows: sizes.positions, columns: width)
    let (before, old) = try grid(side)
    for (i, position) in table[0..<before].values.enumerated() { prefix[i] += position }
    let places = table[before..<sizes.positions]
    return (
      Parameter(rows: 1 + sizes.registers, columns: width, values: prefix),
      resampled(places, from: old, to: side)
    )
  }

  private func resampled(_ places: Parameter, from old: Int, to side: Int) -> Parameter {
    let built = keys.library.builtSide ?? old
    let places = built == old ? places : PositionGrid.resampled(places, from: old, to: built, as: .bilinear)
    let resampling = keys.library.resampling(hasRegisters: sizes.registers > 0)
    return built == side ? places : PositionGrid.resampled(places, from: built, to: side, as: resampling)
  }

  /// How many rows of the position embedding belong to the prefix (none, the class token, or it and the registers), and
  /// the side of the square that the others make; `side`, that of the tile, is preferred.
  private func grid(_ side: Int) throws(WeightsFailure) -> (before: Int, side: Int) {
    let found = keys.library.positionsBefore(registers: sizes.registers).filter { $0 < sizes.positions }.compactMap {
      before in
      let root = Int(Double(sizes.positions - before).squareRoot().rounded())
      return root * root == sizes.positions - before ? (before: before, side: root) : nil
    }
    guard let grid = found.first(where: { $0.side == side }) ?? found.first else {
      throw .shape(
        file: weights.name, tensor: keys.positions, expected: [1, side * side + 1, sizes.width],
        found: [1, sizes.positions, sizes.width])
    }
    return grid
  }
}

extension TransformerReader {
  /// What stands behind the tokens, by the library.
  private mutating func head() throws(WeightsFailure) -> VisionHead {
    switch keys.library {
    case .timm, .vitModel, .dinov2, .dinov2WithRegisters, .facebook: return .none
    case .keep:
      let up = try linear("visual_head.0", [-1, sizes.width])
      return .projection(up: up, down: try linear("visual_head.2", [-1, up.weight.rows]))
    case .conch: return .pooler(try pooler("attn_pool_contrast"))
    }
  }

  private mutating func pooler(_ name: String) throws(WeightsFailure) -> AttentionalPooler {
    let query = try weights.parameter("\(name).query", shape: [-1, -1])
    let (width, heads) = (sizes.width, AttentionalPooler.publishedHeads)
    let ask = try linear("\(name).to_q", [-1, query.columns], hasBias: false)
    let inner = ask.weight.rows
    let both = try linear("\(name).to_kv", [2 * inner, width], hasBias: false)
    guard inner % heads == 0, inner <= width else {
      throw .shape(
        file: weights.name, tensor: "\(name).to_q.weight", expected: [width, query.columns],
        found: [inner, query.columns])
    }
    let out = try linear("\(name).to_out", [-1, inner], hasBias: false)
    let queryNorm = try layerNorm("\(name).ln_q", width: query.columns)
    return AttentionalPooler(
      keyNorm: try layerNorm("\(name).ln_k", width: width),
      query: Self.scaled(ask, query, queryNorm, columns: inner / heads),
      key: both.rows(0..<inner), value: both.rows(inner..<2 * inner), out: out,
      norm: try layerNorm("ln_contrast", width: out.weight.rows), heads: heads)
  }

  /// to_q(LN q) / sqrt(columns of a head), of the first query: the others give other tokens, which nobody reads.
  private static func scaled(_ ask: Linear, _ query: Parameter, _ norm: LayerNorm, columns: Int) -> Parameter {
    var normal = [Float](repeating: 0, count: query.columns)
    var asked = [Float](repeating: 0, count: ask.weight.rows)
    query[0..<1].withView { view in
      Kernels.layerNorm(
        view, weight: norm.weight, bias: norm.bias, epsilon: AttentionalPooler.epsilon, into: &normal)
    }
    ask.apply(to: normal, rows: 1, into: &asked)
    return Parameter(rows: 1, columns: asked.count, values: asked.map { $0 / Float(columns).squareRoot() })
  }
}

extension Linear {
  /// The layer of some of the outputs, in the same memory.
  fileprivate func rows(_ range: Range<Int>) -> Linear {
    let part = bias?.reshaped(rows: weight.rows, columns: 1)[range].reshaped(rows: 1, columns: range.count)
    return Linear(weight: weight[range], bias: part)
  }
}
