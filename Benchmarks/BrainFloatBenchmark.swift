import Basics
import BrainFloats
import Foundation
import Microscopy
import NeuralNetworks
import Tensors

/// bf16 against single precision: ViT-B/16 and ViT-S/16 with random weights, by turns, on both processors; and the
/// products alone.
enum BrainFloatBenchmark {
  static func run(_ folder: String) throws {
    guard BrainFloat.isAvailable else { return print("  left out: this processor does not multiply brain floats") }
    BLAS.useOneThread()
    for shape in shapes { try products(shape) }
    try compare("ViT-S/16", width: 384, heads: 6, tiles: 64)
    try compare("ViT-B/16", width: 768, heads: 12, tiles: 32)
  }

  /// Of ViT-B/16: inputs and outputs of its layers.
  private static let shapes = [(768, 768), (768, 1536), (768, 3072), (3072, 768)]

  /// Tiles and features of both precisions, three times by turns; what is reported is the middle of each.
  private static func compare(_ name: String, width: Int, heads: Int, tiles count: Int) throws {
    let network = VisionTransformer(
      madeUp: VisionTransformer.Architecture(
        side: 224, patch: 16, width: width, heads: heads, epsilon: 1e-6, registers: 0, feature: .classToken),
      depth: 12, feedForward: .gelu(hidden: 4 * width), seed: 1)
    let (single, rounded) = (Runs.single(network), try Runs.brainFloat(network))
    let tiles = MorphometryBenchmark.tiles(count)
    let likeness = cosine(single.features(tiles), rounded.features(tiles), width: network.featureCount)
    var times: (single: [Timing], rounded: [Timing]) = ([], [])
    for _ in 0..<3 {
      times.single.append(Timing.of { _ = single.features(tiles) })
      times.rounded.append(Timing.of { _ = rounded.features(tiles) })
    }
    let (slow, fast) = (middle(times.single), middle(times.rounded))
    report("\(name), f32", Double(count) / slow.wall, "tiles/s")
    report("\(name), bf16", Double(count) / fast.wall, "tiles/s")
    report(
      "\(name), bf16, products and all", Double(count * network.productOperations) / fast.wall * 1e-9, "GFLOP/s", 0)
    report("\(name), ratio (wanted 1.7)", slow.wall / fast.wall, "")
    report("\(name), ratio of processor time", slow.processor / fast.processor, "")
    report("\(name), least cosine of a tile's features (wanted 0.9995)", likeness, "", 6)
  }

  /// Rates on one processor, of four tiles' tokens.
  private static func products(_ shape: (inputs: Int, outputs: Int)) throws {
    let rows = 4 * 197
    let weight = (0..<shape.inputs * shape.outputs).map { Float($0 % 17) - 8 }
    let product = try BrainFloatProduct(weight: weight, bias: [Float](repeating: 0, count: shape.outputs))
    let x = (0..<rows * shape.inputs).map { BrainFloat(Float($0 % 13) - 6) }
    var y = [BrainFloat](repeating: BrainFloat(0), count: rows * shape.outputs)
    let workspace = try BrainFloatWorkspace()
    try product.multiply(x, rows: rows, into: &y, workspace)
    let timing = try Timing.median(of: 9) { try product.multiply(x, rows: rows, into: &y, workspace) }
    let operations = Double(2 * rows * shape.inputs * shape.outputs)
    report(
      "product \(rows) x \(shape.inputs) x \(shape.outputs), one processor", operations / timing.processor * 1e-9,
      "GFLOP/s", 0)
  }

  private static func middle(_ timings: [Timing]) -> Timing {
    timings.sorted { $0.wall < $1.wall }[timings.count / 2]
  }

  private static func cosine(_ a: [Float], _ b: [Float], width: Int) -> Double {
    stride(from: 0, to: a.count, by: width).map { start in
      let (a, b) = (a[start..<start + width].map(Double.init), b[start..<start + width].map(Double.init))
      func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
      return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }.min() ?? 1
  }

  /// A network on as many threads as there are processors, each with a share of the tiles.
  private struct Runs: @unchecked Sendable {
    let run: (Int, ArraySlice<RGBAImage>) -> [Float]
    private static let threads = ProcessInfo.processInfo.activeProcessorCount

    static func single(_ network: VisionTransformer) -> Runs {
      let rooms = (0..<threads).map { _ in VisionWorkspace(for: network) }
      return Runs { network.features(of: Array($1), workspace: rooms[$0]) }
    }

    static func brainFloat(_ network: VisionTransformer) throws -> Runs {
      let rounded = try BrainFloatTransformer(network)
      let rooms = try (0..<threads).map { _ in try BrainFloatVisionWorkspace(for: rounded) }
      return Runs { (try? rounded.features(of: Array($1), workspace: rooms[$0])) ?? [] }
    }

    func features(_ tiles: [RGBAImage]) -> [Float] {
      let parts = Parts(count: Self.threads)
      WorkQueue.run(workers: Self.threads) { thread in
        let share = tiles.count * thread / Self.threads..<tiles.count * (thread + 1) / Self.threads
        parts.set(thread, run(thread, tiles[share]))
      }
      return parts.all
    }
  }

  private final class Parts: @unchecked Sendable {
    private let lock = NSLock()
    private var parts: [[Float]]

    init(count: Int) { parts = Array(repeating: [], count: count) }

    func set(_ index: Int, _ part: [Float]) { lock.withLock { parts[index] = part } }

    var all: [Float] { parts.flatMap { $0 } }
  }
}
