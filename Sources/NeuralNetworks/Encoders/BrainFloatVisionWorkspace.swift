import BrainFloats

/// The memory in which one thread runs a ``BrainFloatTransformer``, allocated once: at most the bytes asked for, or
/// what one tile needs where that is more. Not to be used by two threads at once.
public final class BrainFloatVisionWorkspace {
  /// How many tiles fit at once.
  public let capacity: Int
  /// X [tiles * tokens, width], in single precision.
  let stream: UnsafeMutablePointer<Float>
  /// The patches of one tile before they are rounded; at the end its LN X.
  let patches: UnsafeMutablePointer<Float>
  /// LN X, then the heads' outputs; the shape of X.
  let normal: UnsafeMutablePointer<BrainFloat>
  /// Q, of the shape of X.
  let queries: UnsafeMutablePointer<BrainFloat>
  /// K and V side by side, or what stands between the products of the feed-forward half, or a tile's patches, rounded.
  let wide: UnsafeMutablePointer<BrainFloat>
  /// silu(gate) * up where a network has it.
  let gated: UnsafeMutablePointer<BrainFloat>
  let products: BrainFloatWorkspace

  /// Room for as many tiles of `network` as fit into `bytes`, at least one. 12 MB, two threads' worth beside a block's
  /// weights, stay in a large shared cache.
  ///
  /// - Throws: ``BrainFloatFailure``: `unavailable` where the processor does not multiply brain floats, `refused` where
  ///   oneDNN cannot make a stream.
  public init(for network: BrainFloatTransformer, bytes: Int = 12 << 20) throws(BrainFloatFailure) {
    let size = Size(network)
    capacity = max(1, bytes / size.bytes)
    products = try BrainFloatWorkspace()
    stream = .allocate(capacity: capacity * size.stream)
    patches = .allocate(capacity: size.patches)
    normal = .allocate(capacity: capacity * size.stream)
    queries = .allocate(capacity: capacity * size.stream)
    wide = .allocate(capacity: max(capacity * size.wide, size.patches))
    gated = .allocate(capacity: capacity * size.gated)
  }

  deinit {
    stream.deallocate()
    patches.deallocate()
    for array in [normal, queries, wide, gated] { array.deallocate() }
  }

  /// 0..<count cut into batches of nearly the same size.
  func batches(of count: Int) -> [Range<Int>] { count.chunks(ofAtMost: capacity) }

  /// Counts of elements, of a tile.
  private struct Size {
    let stream, patches, wide, gated: Int

    var bytes: Int { stream * 8 + (wide + gated) * 2 }

    init(_ network: BrainFloatTransformer) {
      let architecture = network.network.architecture
      stream = architecture.tokens * architecture.width
      patches = max(stream, architecture.patches * network.patchEmbedding.inputs)
      let up = network.blocks.map(\.up.outputs).max() ?? 0
      wide = architecture.tokens * max(2 * architecture.width, up)
      gated = network.blocks.contains(where: \.isGated) ? architecture.tokens * up / 2 : 0
    }
  }
}
