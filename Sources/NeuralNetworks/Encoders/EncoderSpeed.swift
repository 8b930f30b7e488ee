import Basics
import Microscopy
import Tensors

/// How fast this machine runs the published sizes of encoder: measured on a few blocks of made-up weights, because no
/// weights ship and the numbers in them do not change the speed.
public struct EncoderSpeed: Sendable {
  /// A published size.
  public struct Size: Hashable, Sendable {
    /// The name of the size, `ViT-B/16`.
    public let name: String
    /// Presets of this size.
    public let examples: String
    let patch, width, depth, heads, registers: Int
    let feedForward: VisionTransformer.MadeUpFeedForward

    /// The published sizes, from the small to the giant ones, as their presets have them.
    public static let published: [Size] = [
      Size(
        name: "ViT-S/16", examples: "kaiko-vits16, lunit-vits16", patch: 16, width: 384, depth: 12, heads: 6,
        registers: 0, feedForward: .gelu(hidden: 1536)),
      Size(
        name: "ViT-B/16", examples: "phikon, kaiko-vitb16", patch: 16, width: 768, depth: 12, heads: 12, registers: 0,
        feedForward: .gelu(hidden: 3072)),
      Size(
        name: "ViT-L/16", examples: "uni, phikon-v2", patch: 16, width: 1024, depth: 24, heads: 16, registers: 0,
        feedForward: .gelu(hidden: 4096)),
      Size(
        name: "ViT-H/14", examples: "virchow, virchow2", patch: 14, width: 1280, depth: 32, heads: 16, registers: 4,
        feedForward: .swiglu(hidden: 3416)),
      Size(
        name: "ViT-g/14", examples: "h-optimus-0, midnight", patch: 14, width: 1536, depth: 40, heads: 24, registers: 4,
        feedForward: .swiglu(hidden: 4096)),
    ]

    /// Bytes of the weights in single precision.
    public var weightBytes: Int {
      let hidden =
        switch feedForward {
        case .gelu(let hidden): 2 * hidden
        case .swiglu(let hidden): 3 * hidden
        }
      return 4 * depth * width * (4 * width + hidden)
    }

    /// Multiply-adds of one block's four products on one tile, which its time follows.
    var productsPerBlock: Double {
      let tokens = Double((224 / patch) * (224 / patch) + 1 + registers)
      let weights = Double(weightBytes / 4 / depth)
      return tokens * weights + 2 * tokens * tokens * Double(width)
    }

    func network(depth: Int) -> VisionTransformer {
      let architecture = VisionTransformer.Architecture(
        side: 224, patch: patch, width: width, heads: heads, epsilon: 1e-6, registers: registers, feature: .classToken)
      return VisionTransformer(
        madeUp: architecture, depth: depth, feedForward: feedForward, layerScale: true, seed: 1)
    }
  }

  /// Tiles of 224 px a second, all workers together.
  public let tilesPerSecond: Double

  /// Measures `size`: the time of three blocks less that of one, for the other blocks; `workers` at once, two tiles
  /// each.
  ///
  /// - Throws: ``WeightsFailure``: `noBrainFloats` or `brainFloats` where the machine does not multiply in `precision`.
  public static func measure(_ size: Size, precision: Precision, workers: Int) throws(WeightsFailure) -> EncoderSpeed {
    let one = try seconds(size.network(depth: 1), precision, workers)
    let three = try seconds(size.network(depth: 3), precision, workers)
    let total = one + Double(size.depth - 1) * max(0, three - one) / 2
    return EncoderSpeed(tilesPerSecond: Double(workers * tilesEach) / total)
  }

  /// What `size` would do where this is what `measured` does: as fast, product by product.
  public func scaled(from measured: Size, to size: Size) -> EncoderSpeed {
    let work = { (size: Size) in size.productsPerBlock * Double(size.depth) }
    return EncoderSpeed(tilesPerSecond: tilesPerSecond * work(measured) / work(size))
  }

  private static let tilesEach = 2

  /// Seconds of the faster of two passes; the one before them wakes the memory.
  private static func seconds(
    _ network: VisionTransformer, _ precision: Precision, _ workers: Int
  ) throws(WeightsFailure) -> Double {
    let run = try EncoderNetwork.Network.transformer(network).forward(precision)
    let side = network.architecture.side
    let gray = RGBAImage(size: PixelSize(width: side, height: side), filledWith: (200, 150, 180, 255))
    let tiles = [RGBAImage](repeating: gray, count: tilesEach)
    BLAS.useOneThread()
    let passes = (0..<3).map { _ in
      let clock = ContinuousClock()
      return clock.measure { WorkQueue.run(workers: workers) { _ in _ = run(tiles) } }
    }
    return passes.dropFirst().min().map { Double($0.components.attoseconds) * 1e-18 + Double($0.components.seconds) }
      ?? 0
  }
}
