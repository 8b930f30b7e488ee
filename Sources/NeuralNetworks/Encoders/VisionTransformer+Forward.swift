import Basics
import Microscopy
import Tensors

/// The forward pass in single precision: every array's shape stands beside it, n tiles at once, t tokens a tile.
extension VisionTransformer {
  /// The features of `tiles`, [tiles, featureCount] row-major, in batches of as many as `workspace` has room for.
  ///
  /// Tiles must have `side` x `side` px (traps); alpha is not looked at. Many threads may share the network, each with
  /// its own workspace and BLAS at one thread (``BLAS/useOneThread()``), which is faster than threads within a product:
  /// the functions between the products then run on all processors as well.
  public func features(of tiles: [RGBAImage], workspace: VisionWorkspace) -> [Float] {
    [Float](unsafeUninitializedCapacity: tiles.count * featureCount) { target, count in
      for batch in workspace.batches(of: tiles.count) {
        forward(tiles[batch], workspace)
        readOut(tiles: batch.count, workspace, into: &target[batch.lowerBound * featureCount])
      }
      count = tiles.count * featureCount
    }
  }

  /// Tokens of a tile that leave the last block: the feature asks for no more. All others only serve as keys and values
  /// there, which saves most of that block.
  var tokensRead: Int { architecture.feature == .classToken && !blocks.isEmpty ? 1 : architecture.tokens }

  private func forward(_ tiles: ArraySlice<RGBAImage>, _ room: VisionWorkspace) {
    for (index, tile) in tiles.enumerated() { embed(tile, room, into: room.stream + index * tileSize) }
    for (index, block) in blocks.enumerated() {
      let queries = index == blocks.count - 1 ? tokensRead : architecture.tokens
      attend(block, tiles: tiles.count, queries: queries, room)
      feedForward(block, rows: tiles.count * queries, room)
    }
  }

  /// X of a tile [t, width] = [prefix; patches W' + b + positions].
  private func embed(_ tile: RGBAImage, _ room: VisionWorkspace, into x: UnsafeMutablePointer<Float>) {
    precondition(tile.width == architecture.side && tile.height == architecture.side, "a tile of another size")
    let (gain, offset) = normalisation.affine
    tile.pixels.withUnsafeBufferPointer {
      Kernels.gatherPatches(
        $0, side: architecture.side, patch: architecture.patch, gain: gain, offset: offset, into: room.wide)
    }
    _ = UnsafeMutableBufferPointer(start: x, count: prefix.elements.count).update(fromContentsOf: prefix.elements)
    let patches = x + prefix.elements.count
    patchEmbedding.apply(to: room.wide, rows: architecture.patches, into: patches)
    Kernels.add(positions, to: patches)
  }

  /// X += s1 * Proj(Attention(LN1 X)). Where `queries` is below t, only the first `queries` tokens of a tile stay in X.
  private func attend(_ block: Block, tiles: Int, queries: Int, _ room: VisionWorkspace) {
    let (all, kept) = (tiles * architecture.tokens, tiles * queries)
    block.norm1.apply(to: room.stream, rows: all, epsilon: architecture.epsilon, into: room.normal)
    block.key.apply(to: room.normal, rows: all, into: room.keys)
    block.value.apply(to: room.normal, rows: all, into: room.values)
    keepFirst(queries, ofTiles: tiles, in: room.stream)
    keepFirst(queries, ofTiles: tiles, in: room.normal)
    block.query.apply(to: room.normal, rows: kept, into: room.queries)
    for tile in 0..<tiles {
      for head in 0..<architecture.heads { attend(head: head, tile: tile, queries: queries, room) }
    }
    block.projection.apply(to: room.normal, rows: kept, into: room.queries)
    Kernels.add(room.queries, scaledBy: block.scale1, rows: kept, width: architecture.width, to: room.stream)
  }

  /// softmax(Q K' / sqrt(d)) V of one head, d columns of the rows of a tile: S [queries, t], the result [queries, d].
  private func attend(head: Int, tile: Int, queries: Int, _ room: VisionWorkspace) {
    let (t, width, d) = (architecture.tokens, architecture.width, architecture.width / architecture.heads)
    let (first, start) = (tile * queries * width + head * d, tile * tileSize + head * d)
    let q = MatrixView(room.queries + first, rows: queries, columns: d, stride: width)
    let k = MatrixView(room.keys + start, rows: t, columns: d, stride: width)
    let v = MatrixView(room.values + start, rows: t, columns: d, stride: width)
    let scores = MatrixView(room.scores, rows: queries, columns: t)
    BLAS.multiply(q, k, transposing: .right, into: room.scores)
    Kernels.softmax(room.scores, rows: queries, columns: t, stride: t, scale: 1 / Float(d).squareRoot())
    BLAS.multiply(scores, v, into: room.normal + first, stride: width)
  }

  /// X += s2 * MLP(LN2 X), some rows at a time: what is wide then finds room where Q, K and V were.
  private func feedForward(_ block: Block, rows: Int, _ room: VisionWorkspace) {
    let width = architecture.width
    block.norm2.apply(to: room.stream, rows: rows, epsilon: architecture.epsilon, into: room.normal)
    for chunk in rows.chunks(ofAtMost: room.feedForwardRows) {
      let y = room.normal + chunk.lowerBound * width
      block.feedForward.apply(to: y, rows: chunk.count, scratch: room.wide)
      Kernels.add(
        y, scaledBy: block.scale2, rows: chunk.count, width: width, to: room.stream + chunk.lowerBound * width)
    }
  }

  /// LN X, of which the feature: X[0], or [X[0], mean of the patch rows], or what the head makes of it.
  private func readOut(tiles: Int, _ room: VisionWorkspace, into target: UnsafeMutablePointer<Float>) {
    let (width, tokens) = (architecture.width, tokensRead)
    norm.apply(to: room.stream, rows: tiles * tokens, epsilon: architecture.epsilon, into: room.normal)
    for tile in 0..<tiles {
      let (x, feature) = (room.normal + tile * tokens * width, target + tile * featureCount)
      head.apply(to: x, tokens: tokens, width: width, scratch: room.queries, into: feature)
      guard architecture.feature == .classTokenAndMeanPatch else { continue }
      let patches = MatrixView(x + prefix.elements.count, rows: architecture.patches, columns: width)
      Kernels.mean(of: patches, into: feature + width)
    }
  }

  /// Elements of X a tile.
  private var tileSize: Int { architecture.tokens * architecture.width }

  /// Moves the first `queries` rows of every tile together.
  private func keepFirst(_ queries: Int, ofTiles tiles: Int, in x: UnsafeMutablePointer<Float>) {
    let size = queries * architecture.width
    guard size < tileSize else { return }
    for tile in 1..<max(1, tiles) { (x + tile * size).update(from: x + tile * tileSize, count: size) }
  }
}
