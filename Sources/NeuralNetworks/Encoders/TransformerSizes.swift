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

  init(_ weights: WeightFile, _ keys: TransformerKeys) throws(WeightsFailure) {
    let patches = try Self.shape("\(keys.patches).weight", [-1, 3, -1, -1], weights)
    let positions = try Self.shape(keys.positions, [1, -1, patches[0]], weights)
    let registers = weights.has(keys.registers) ? try Self.shape(keys.registers, [1, -1, patches[0]], weights)[1] : 0
    width = patches[0]
    patch = patches[2]
    self.positions = positions[1]
    self.registers = registers
    depth = (0...).first { !weights.has("\(keys.blocks)\($0).\(keys.norm1).weight") } ?? 0
    hasLayerScale = weights.has("\(keys.blocks)0.\(keys.scale1)")
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
