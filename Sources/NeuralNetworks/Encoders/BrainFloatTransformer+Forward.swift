import Basics
import BrainFloats
import Microscopy
import Tensors

/// The forward pass of ``VisionTransformer`` with its products in bf16: n tiles at once, t tokens a tile. What a
/// product reads is rounded where it is made; X, norms and softmax stay in single precision.
extension BrainFloatTransformer {
  /// The features of `tiles`, [tiles, featureCount] row-major, in batches of as many as `workspace` has room for.
  ///
  /// Tiles must have `side` x `side` px (traps); alpha is not looked at. Many threads may share the network, each with
  /// its own workspace; each runs on itself alone, which is faster than threads within a product.
  ///
  /// - Throws: ``BrainFloatFailure/refused(function:status:)`` where oneDNN cannot make or carry out a product.
  public func features(
    of tiles: [RGBAImage], workspace: BrainFloatVisionWorkspace
  ) throws(BrainFloatFailure) -> [Float] {
    var features = [Float](repeating: 0, count: tiles.count * network.featureCount)
    for batch in workspace.batches(of: tiles.count) {
      try forward(tiles[batch], workspace)
      readOut(batch.count, workspace, into: &features[batch.lowerBound * network.featureCount])
    }
    return features
  }

  private func forward(_ tiles: ArraySlice<RGBAImage>, _ room: BrainFloatVisionWorkspace) throws(BrainFloatFailure) {
    let size = network.architecture.tokens * network.architecture.width
    for (index, tile) in tiles.enumerated() { try embed(tile, room, into: room.stream + index * size) }
    for block in blocks {
      try attend(block, tiles: tiles.count, room)
      try feedForward(block, rows: tiles.count * block.attention.queries, room)
    }
  }

  /// X of a tile [t, width] = [prefix; patches W' + b + positions].
  private func embed(
    _ tile: RGBAImage, _ room: BrainFloatVisionWorkspace, into x: UnsafeMutablePointer<Float>
  ) throws(BrainFloatFailure) {
    gather(tile, into: room.patches)
    let rows = network.architecture.patches
    BrainFloatLoops.round(room.patches, count: rows * patchEmbedding.inputs, into: room.wide)
    copy(network.prefix, to: x)
    let patches = x + network.prefix.elements.count
    copy(network.positions, to: patches)
    try patchEmbedding.multiply(room.wide, rows: rows, addingTo: patches, room.products)
  }

  private func gather(_ tile: RGBAImage, into patches: UnsafeMutablePointer<Float>) {
    let (side, patch) = (network.architecture.side, network.architecture.patch)
    precondition(tile.width == side && tile.height == side, "a tile of another size")
    let (gain, offset) = network.normalisation.affine
    tile.pixels.withUnsafeBufferPointer {
      Kernels.gatherPatches($0, side: side, patch: patch, gain: gain, offset: offset, into: patches)
    }
  }

  private func copy(_ parameter: Parameter, to target: UnsafeMutablePointer<Float>) {
    let elements = parameter.elements
    _ = UnsafeMutableBufferPointer(start: target, count: elements.count).update(fromContentsOf: elements)
    withExtendedLifetime(parameter) {}
  }

  /// X += s1 * Proj(Attention(LN1 X)). Of a tile only the tokens that ask stay in X.
  private func attend(_ block: Block, tiles: Int, _ room: BrainFloatVisionWorkspace) throws(BrainFloatFailure) {
    let (tokens, width, asking) = (block.attention.tokens, block.attention.width, block.attention.queries)
    normalise(room.stream, rows: tiles * tokens, block.norm1, into: room.normal)
    try block.keyValue.multiply(room.normal, rows: tiles * tokens, into: room.wide, room.products)
    keepFirst(asking * width, of: tokens * width, tiles: tiles, in: room.stream)
    keepFirst(asking * width, of: tokens * width, tiles: tiles, in: room.normal)
    try block.query.multiply(room.normal, rows: tiles * asking, into: room.queries, room.products)
    for tile in 0..<tiles {
      let (first, start) = (tile * asking * width, tile * 2 * tokens * width)
      try block.attention.attend(
        room.queries + first, room.wide + start, into: room.normal + first, room.products)
    }
    try block.projection.multiply(room.normal, rows: tiles * asking, addingTo: room.stream, room.products)
  }

  /// X += s2 * MLP(LN2 X).
  private func feedForward(_ block: Block, rows: Int, _ room: BrainFloatVisionWorkspace) throws(BrainFloatFailure) {
    normalise(room.stream, rows: rows, block.norm2, into: room.normal)
    let activation: BrainFloatProduct.Activation = block.isGated ? .none : .gelu
    try block.up.multiply(room.normal, rows: rows, then: activation, into: room.wide, room.products)
    if block.isGated { BrainFloatLoops.swiglu(room.wide, rows: rows, width: block.down.inputs, into: room.gated) }
    let hidden = block.isGated ? room.gated : room.wide
    try block.down.multiply(hidden, rows: rows, addingTo: room.stream, room.products)
  }

  /// Moves the first `kept` elements of every tile's `size` together.
  private func keepFirst<Element>(_ kept: Int, of size: Int, tiles: Int, in x: UnsafeMutablePointer<Element>) {
    guard kept < size else { return }
    for tile in 1..<max(1, tiles) { (x + tile * kept).update(from: x + tile * size, count: kept) }
  }

  /// LN X of each tile, of which the feature: X[0], or [X[0], mean of the patch rows].
  private func readOut(_ tiles: Int, _ room: BrainFloatVisionWorkspace, into target: UnsafeMutablePointer<Float>) {
    let (width, tokens) = (network.architecture.width, network.tokensRead)
    for tile in 0..<tiles {
      let feature = target + tile * network.featureCount
      let x = MatrixView(room.stream + tile * tokens * width, rows: tokens, columns: width)
      Kernels.layerNorm(
        x, weight: network.norm.weight, bias: network.norm.bias, epsilon: network.architecture.epsilon,
        into: room.patches)
      feature.update(from: room.patches, count: width)
      guard network.architecture.feature == .classTokenAndMeanPatch else { continue }
      let patches = room.patches + network.prefix.elements.count
      Kernels.mean(
        of: MatrixView(patches, rows: network.architecture.patches, columns: width), into: feature + width)
    }
  }

  private func normalise(
    _ x: UnsafePointer<Float>, rows: Int, _ norm: LayerNorm, into y: UnsafeMutablePointer<BrainFloat>
  ) {
    guard let weight = norm.weight.elements.baseAddress, let bias = norm.bias.elements.baseAddress else { return }
    BrainFloatLoops.layerNorm(
      x, rows: rows, width: norm.weight.columns, weight: weight, bias: bias, epsilon: network.architecture.epsilon,
      into: y)
    withExtendedLifetime(norm) {}
  }
}
