import Basics
import Microscopy
import Tensors

/// The forward pass, one tile at a time.
extension SwinTransformer {
  /// The features of `tiles`, [tiles, featureCount] row-major. Tiles must have `side` x `side` px (traps); alpha is not
  /// looked at.
  func features(of tiles: [RGBAImage]) -> [Float] {
    guard !tiles.isEmpty else { return [] }
    let room = SwinWorkspace(for: self)
    var features: [Float] = []
    features.reserveCapacity(tiles.count * featureCount)
    for tile in tiles { features += feature(of: tile, room) }
    return features
  }

  private func feature(of tile: RGBAImage, _ room: SwinWorkspace) -> [Float] {
    var grid = embed(tile, room)
    for stage in stages {
      for (index, block) in stage.blocks.enumerated() {
        let windows = SwinWindows(side: grid, window: block.window, isShifted: index % 2 == 1)
        attend(block, windows, rows: grid * grid, room)
        feedForward(block, rows: grid * grid, room)
      }
      guard let merging = stage.merging else { continue }
      merge(merging, side: grid, room)
      grid /= 2
    }
    norm.apply(to: room.stream, rows: grid * grid, epsilon: epsilon, into: room.normal)
    var feature = [Float](repeating: 0, count: featureCount)
    Kernels.mean(of: MatrixView(room.normal, rows: grid * grid, columns: featureCount), into: &feature)
    return feature
  }

  /// The side of the grid of tokens that it makes.
  private func embed(_ tile: RGBAImage, _ room: SwinWorkspace) -> Int {
    precondition(tile.width == side && tile.height == side, "a tile of another size")
    var x = Planes(values: room.stream, side: side)
    tile.pixels.withUnsafeBufferPointer {
      PlaneKernels.planes($0, gain: normalisation.affine.gain, offset: normalisation.affine.offset, into: x.values)
    }
    for convolution in stem {
      let target = x.values == room.stream ? room.normal : room.stream
      x = convolution.apply(to: x, into: target, scratch: room.wide)
    }
    if let bias = embedding.bias { Kernels.repeat(bias, rows: x.places, stride: bias.columns, into: room.wide) }
    let planes = MatrixView(x.values, rows: embedding.weight.columns, columns: x.places)
    embedding.weight.withView { weight in
      BLAS.multiply(
        planes, weight, transposing: [.left, .right], keep: embedding.bias == nil ? 0 : 1, into: room.wide)
    }
    embeddingNorm.apply(to: room.wide, rows: x.places, epsilon: epsilon, into: room.stream)
    return x.side
  }

  /// X += Proj(windowed attention(LN1 X)).
  private func attend(_ block: Block, _ windows: SwinWindows, rows: Int, _ room: SwinWorkspace) {
    let width = block.norm1.weight.columns
    block.norm1.apply(to: room.stream, rows: rows, epsilon: epsilon, into: room.normal)
    for (place, token) in windows.tokens.enumerated() {
      (room.gathered + place * width).update(from: room.normal + token * width, count: width)
    }
    block.queryKeyValue.apply(to: room.gathered, rows: rows, into: room.wide)
    let size = windows.window * windows.window
    for head in 0..<block.heads {
      let bias = block.scores(of: head)
      for start in stride(from: 0, to: rows, by: size) { look(block, head, start, windows, bias, room) }
    }
    block.projection.apply(to: room.normal, rows: rows, into: room.gathered)
    for (place, token) in windows.tokens.enumerated() {
      let (source, target) = (room.gathered + place * width, room.stream + token * width)
      for i in 0..<width { target[i] += source[i] }
    }
  }

  /// softmax(Q K' / sqrt(d) + bias) V of one head in the window that starts at place `start`.
  private func look(
    _ block: Block, _ head: Int, _ start: Int, _ windows: SwinWindows, _ bias: [Float], _ room: SwinWorkspace
  ) {
    let (width, size) = (block.norm1.weight.columns, windows.window * windows.window)
    let d = width / block.heads
    let first = room.wide + start * 3 * width + head * d
    let view = { (part: Int) in MatrixView(first + part * width, rows: size, columns: d, stride: 3 * width) }
    BLAS.multiply(view(0), view(1), transposing: .right, scale: 1 / Float(d).squareRoot(), into: room.scores)
    for i in 0..<size * size { room.scores[i] += bias[i] }
    if !windows.parts.isEmpty {
      for i in 0..<size {
        for j in 0..<size where windows.parts[start + i] != windows.parts[start + j] {
          room.scores[i * size + j] -= Self.apart
        }
      }
    }
    Kernels.softmax(room.scores, rows: size, columns: size, stride: size, scale: 1)
    let scores = MatrixView(room.scores, rows: size, columns: size)
    BLAS.multiply(scores, view(2), into: room.normal + start * width + head * d, stride: width)
  }

  /// What is taken from the score of tokens that are no neighbours, as the authors' mask has it.
  private static let apart: Float = 100

  /// X += W2 gelu(W1 LN2 X).
  private func feedForward(_ block: Block, rows: Int, _ room: SwinWorkspace) {
    let width = block.norm2.weight.columns
    block.norm2.apply(to: room.stream, rows: rows, epsilon: epsilon, into: room.normal)
    block.up.apply(to: room.normal, rows: rows, into: room.wide)
    Kernels.gelu(room.wide, count: rows * block.up.weight.rows)
    block.down.apply(to: room.wide, rows: rows, into: room.normal)
    Kernels.add(room.normal, rows: rows, width: width, to: room.stream)
  }

  /// Tokens (0, 0), (1, 0), (0, 1), (1, 1) of each square, as (row, column), side by side.
  private func merge(_ merging: Merging, side: Int, _ room: SwinWorkspace) {
    let (width, half) = (merging.norm.weight.columns / 4, side / 2)
    for place in 0..<half * half {
      for (part, (row, column)) in [(0, 0), (1, 0), (0, 1), (1, 1)].enumerated() {
        let token = (place / half * 2 + row) * side + place % half * 2 + column
        (room.wide + (place * 4 + part) * width).update(from: room.stream + token * width, count: width)
      }
    }
    merging.norm.apply(to: room.wide, rows: half * half, epsilon: epsilon, into: room.normal)
    merging.reduction.apply(to: room.normal, rows: half * half, into: room.stream)
  }
}

extension SwinTransformer.Block {
  /// The head's summands of the scores, [window^2 queries, window^2 keys].
  fileprivate func scores(of head: Int) -> [Float] {
    let (window, row) = (window, 2 * window - 1)
    return (0..<window * window).flatMap { query in
      (0..<window * window).map { key in
        let (down, right) = (query / window - key / window, query % window - key % window)
        return positions.elements[((down + window - 1) * row + right + window - 1) * heads + head]
      }
    }
  }
}

/// The memory in which one thread runs a ``SwinTransformer``: 12 MB for CTransPath.
final class SwinWorkspace {
  /// X, and planes of pixels before it.
  let stream: UnsafeMutablePointer<Float>
  /// LN X, then the heads' outputs.
  let normal: UnsafeMutablePointer<Float>
  /// Rows of LN X by windows, then what is added to X.
  let gathered: UnsafeMutablePointer<Float>
  /// Q, K and V side by side; what stands between the products of the feed-forward half; columns of convolutions.
  let wide: UnsafeMutablePointer<Float>
  /// The scores of one head in one window.
  let scores: UnsafeMutablePointer<Float>
  private let memory: UnsafeMutablePointer<Float>

  init(for network: SwinTransformer) {
    var (side, planes, columns) = (network.side, 3 * network.side * network.side, 0)
    for convolution in network.stem {
      side = convolution.outputSide(side)
      planes = max(planes, convolution.outputs * side * side)
      columns = max(columns, convolution.weight.columns * side * side)
    }
    var (stream, wide) = (planes, columns)
    for stage in network.stages {
      guard let block = stage.blocks.first else { continue }
      let width = block.norm1.weight.columns
      stream = max(stream, side * side * width)
      wide = max(wide, side * side * max(4 * width, block.up.weight.rows))
      if stage.merging != nil { side /= 2 }
    }
    let window = network.stages.flatMap(\.blocks).map { $0.window * $0.window }.max() ?? 0
    memory = .allocate(capacity: 3 * stream + wide + window * window)
    self.stream = memory
    normal = memory + stream
    gathered = normal + stream
    self.wide = gathered + stream
    scores = self.wide + wide
  }

  deinit { memory.deallocate() }
}
