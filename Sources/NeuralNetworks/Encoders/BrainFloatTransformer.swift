import BrainFloats
import Tensors

/// A ``VisionTransformer`` whose matrix products run in bf16: the weights rounded and laid out once, in memory of half
/// the size; the network itself stays where it is, in its file.
///
/// Measured on ViT-B/16 with random weights and on the reference networks: cosine to the features of single precision
/// above 0.9999. LayerScale is taken into the weights before they are rounded.
public struct BrainFloatTransformer: Sendable {
  /// The network in single precision; norms, positions and the stream of residuals stay so.
  public let network: VisionTransformer
  let patchEmbedding: BrainFloatProduct
  let blocks: [Block]

  struct Block: Sendable {
    let norm1: LayerNorm
    let query, keyValue, projection: BrainFloatProduct
    let attention: BrainFloatAttention
    let norm2: LayerNorm
    /// GELU follows it, or, where it holds gate and up side by side, silu(gate) * up.
    let up: BrainFloatProduct
    let isGated: Bool
    let down: BrainFloatProduct
  }

  /// Lays out the weights: about a second for a gigabyte of them.
  ///
  /// - Throws: ``BrainFloatFailure``: `unavailable` where the processor does not multiply brain floats
  ///   (``BrainFloat/isAvailable``), `refused` where oneDNN cannot lay out the weights.
  public init(_ network: VisionTransformer) throws(BrainFloatFailure) {
    self.network = network
    patchEmbedding = try BrainFloatProduct(network.patchEmbedding)
    let (all, last) = (
      try Self.attention(network, network.architecture.tokens), try Self.attention(network, network.tokensRead)
    )
    var blocks: [Block] = []
    for (index, block) in network.blocks.enumerated() {
      blocks.append(try Block(block, index == network.blocks.count - 1 ? last : all))
    }
    self.blocks = blocks
  }

  private static func attention(_ network: VisionTransformer, _ queries: Int) throws(BrainFloatFailure)
    -> BrainFloatAttention
  {
    try BrainFloatAttention(
      queries: queries, tokens: network.architecture.tokens, heads: network.architecture.heads,
      width: network.architecture.width)
  }
}

extension BrainFloatTransformer.Block {
  fileprivate init(_ block: VisionTransformer.Block, _ attention: BrainFloatAttention) throws(BrainFloatFailure) {
    (norm1, norm2, self.attention) = (block.norm1, block.norm2, attention)
    query = try BrainFloatProduct(block.query)
    keyValue = try BrainFloatProduct(block.key, block.value)
    projection = try BrainFloatProduct(block.projection, scaledBy: block.scale1)
    switch block.feedForward {
    case .gelu(let up, let down):
      (self.up, isGated) = (try BrainFloatProduct(up), false)
      self.down = try BrainFloatProduct(down, scaledBy: block.scale2)
    case .swiglu(let gate, let up, let down):
      (self.up, isGated) = (try BrainFloatProduct(gate, up), true)
      self.down = try BrainFloatProduct(down, scaledBy: block.scale2)
    }
  }
}

extension BrainFloatProduct {
  /// The layers' products side by side, each column times its `scale`: s (x W' + b) = x (s W)' + s b.
  fileprivate convenience init(_ layers: Linear..., scaledBy scale: Parameter? = nil) throws(BrainFloatFailure) {
    var weight: [Float] = []
    var bias: [Float] = []
    for layer in layers {
      weight += layer.weight.elements
      bias += layer.bias.map { Array($0.elements) } ?? [Float](repeating: 0, count: layer.weight.rows)
    }
    if let scale { Self.scale(&weight, &bias, by: scale) }
    try self.init(weight: weight, bias: bias)
  }

  private static func scale(_ weight: inout [Float], _ bias: inout [Float], by scale: Parameter) {
    let inputs = weight.count / bias.count
    for (row, factor) in scale.elements.enumerated() {
      bias[row] *= factor
      for index in row * inputs..<(row + 1) * inputs { weight[index] *= factor }
    }
  }
}
