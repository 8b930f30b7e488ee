import Tensors

/// The memory in which one thread runs a ``VisionTransformer``, allocated once: at most the bytes asked for, or what
/// one tile needs where that is more. Not to be used by two threads at once.
public final class VisionWorkspace {
  /// How many tiles fit at once.
  public let capacity: Int
  /// X [tiles * tokens, width].
  let stream: UnsafeMutablePointer<Float>
  /// LN X, then the heads' outputs, then the output of the feed-forward half; the shape of X.
  let normal: UnsafeMutablePointer<Float>
  /// Q, K and V, each of the shape of X, one behind the other.
  let queries, keys, values: UnsafeMutablePointer<Float>
  /// The scores of one head, [tokens, tokens].
  let scores: UnsafeMutablePointer<Float>
  /// Rows that the feed-forward half takes at once.
  let feedForwardRows: Int
  private let memory: UnsafeMutableRawPointer

  /// Patches, or what stands between the products of the feed-forward half: the room of Q, K and V.
  var wide: UnsafeMutablePointer<Float> { queries }

  /// Room for as many tiles of `network` as fit into `bytes`, at least one.
  public init(for network: VisionTransformer, bytes: Int = 48 << 20) {
    let size = Size(network)
    capacity = max(1, (bytes / MemoryLayout<Float>.stride - size.scores) / size.tile)
    feedForwardRows = max(1, capacity * size.wide / max(1, size.feedForward))
    let count = capacity * size.tile + size.scores
    memory = .allocate(byteCount: count * MemoryLayout<Float>.stride, alignment: 64)
    stream = memory.bindMemory(to: Float.self, capacity: count)
    normal = stream + capacity * size.stream
    queries = normal + capacity * size.stream
    keys = queries + capacity * size.stream
    values = keys + capacity * size.stream
    scores = queries + capacity * size.wide
  }

  deinit { memory.deallocate() }

  /// 0..<count cut into batches of nearly the same size.
  func batches(of count: Int) -> [Range<Int>] { count.chunks(ofAtMost: capacity) }

  /// Counts of floats.
  private struct Size {
    /// X of a tile.
    let stream: Int
    /// Q, K and V of a tile, or its patches, or one row of the feed-forward half, whichever is more.
    let wide: Int
    /// A row between the products of the feed-forward half.
    let feedForward: Int
    /// Scores of one head.
    let scores: Int

    /// All that grows with the tiles.
    var tile: Int { 2 * stream + wide }

    init(_ network: VisionTransformer) {
      let architecture = network.architecture
      stream = architecture.tokens * architecture.width
      feedForward = network.blocks.map(\.feedForward.scratchWidth).max() ?? 0
      wide = max(3 * stream, architecture.patches * network.patchEmbedding.weight.columns, feedForward)
      scores = architecture.tokens * architecture.tokens
    }
  }
}

extension Int {
  /// 0..<self cut into as few ranges of at most `limit` as possible, of nearly the same length.
  func chunks(ofAtMost limit: Int) -> [Range<Int>] {
    let count = (self + limit - 1) / limit
    return (0..<count).map { ($0 * self / count)..<(($0 + 1) * self / count) }
  }
}
