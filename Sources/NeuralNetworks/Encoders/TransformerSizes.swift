/// What the shapes of a vision transformer's weights tell.
struct TransformerSizes: Hashable, Sendable {
  /// Width of a token.
  let width: Int
  /// Blocks.
  let depth: Int
  /// Side of a patch, px.
  let patch: Int
  /// Register tokens.
  let registers: Int
  /// Rows of the position embedding.
  let positions: Int
  /// Whether the blocks' two halves are scaled.
  let hasLayerScale: Bool
  /// Whether query, key and value have biases.
  let hasAttentionBias: Bool
  /// Whether the feed-forward half is a SwiGLU.
  let isGated: Bool
  /// Values that the second layer of a feed-forward half takes; 0 where the first block has none.
  let hidden: Int

  /// What a block is made of: `GELU`, `SwiGLU, LayerScale` ...
  var block: String {
    let parts = [
      isGated ? "SwiGLU" : "GELU", hasLayerScale ? "LayerScale" : nil,
      hasAttentionBias ? nil : "no query, key and value bias",
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  init(_ weights: WeightFile, _ keys: TransformerKeys) throws(WeightsFailure) {
    let patches = try Self.shape("\(keys.patches).weight", [-1, 3, -1, -1], weights)
    let positions = try Self.shape(keys.positions, [1, -1, patches[0]], weights)
    let registers = weights.has(keys.registers) ? try Self.shape(keys.registers, [1, -1, patches[0]], weights)[1] : 0
    guard patches[2] == patches[3] else {
      throw .shape(
        file: weights.name, tensor: "\(keys.patches).weight", expected: [patches[0], 3, patches[2], patches[2]],
        found: patches)
    }
    width = patches[0]
    patch = patches[2]
    self.positions = positions[1]
    self.registers = registers
    // Any tensor of a block shows the block, so that one that is missing is missed by its name.
    depth = (0...).first { !weights.holds(prefix: "\(keys.blocks)\($0).") } ?? 0
    let blocks = (0..<depth).map { "\(keys.blocks)\($0)." }
    hasLayerScale = blocks.contains { weights.has($0 + keys.scale1) || weights.has($0 + keys.scale2) }
    hasAttentionBias = blocks.contains { block in keys.attention.layers.contains { weights.has("\(block)\($0).bias") } }
    hidden = keys.hidden { weights.shape("\(keys.blocks)0.\($0).weight") }
    isGated = keys.isGated { weights.shape("\(keys.blocks)0.\($0).weight") }
  }

  private static func shape(_ key: String, _ expected: [Int], _ weights: WeightFile) throws(WeightsFailure) -> [Int] {
    guard let found = weights.shape(key) else {
      throw .missing(file: weights.name, layout: weights.layout, tensor: key)
    }
    guard found.count == expected.count, zip(found, expected).allSatisfy({ $0 > 0 && ($1 == -1 || $0 == $1) }) else {
      throw .shape(file: weights.name, tensor: key, expected: expected, found: found)
    }
    return found
  }
}
