import Basics
import Foundation
import Microscopy
import NeuralNetworks
import Tensors

/// Vision transformers of random weights, pixels to features, against what OpenBLAS makes of products of 2048^3.
enum EncoderBenchmark {
  static let workers = 2

  static func run(_ folder: String) throws {
    measure("ViT-S/16", width: 384, heads: 6, tiles: 96)
    measure("ViT-B/16", width: 768, heads: 12, tiles: 32)
  }

  /// Product and forward take turns, so that whatever else the machine does meets both.
  private static func measure(_ name: String, width: Int, heads: Int, tiles count: Int) {
    let before = resident("VmRSS")
    let network = network(width: width, heads: heads)
    let loaded = resident("VmRSS")
    let tiles = Self.tiles(count)
    let ready = resident("VmRSS")
    forgetPeak()
    let workspaces = (0..<workers).map { _ in Held(VisionWorkspace(for: network)) }
    encode(tiles, network, workspaces)
    let peak = resident("VmHWM")
    var (products, forwards): ([Timing], [Timing]) = ([], [])
    for _ in 0..<5 {
      forwards.append(Timing.of { encode(tiles, network, workspaces) })
      products.append(Timing.of { multiply() })
    }
    let (product, forward) = (median(products), median(forwards))
    let work = Double(network.productOperations * count) / 1e9
    print("  \(name), \(workspaces[0].value.capacity) tiles a batch")
    report("  sgemm 2048^3, \(workers) threads", productWork / product.wall, "GFLOP/s", 0)
    report("  pixels to features, \(workers) workers", Double(count) / forward.wall, "tiles/s")
    report("  its products", work / forward.wall, "GFLOP/s", 0)
    report("  ratio (wanted 0.85)", work / forward.wall / (productWork / product.wall), "")
    report("  ratio by processor time", work / forward.processor / (productWork / product.processor), "")
    report("  weights", loaded - before, "MB", 0)
    report("  a worker (wanted below 64)", (peak - ready) / Double(workers), "MB", 0)
  }

  private static func network(width: Int, heads: Int) -> VisionTransformer {
    let architecture = VisionTransformer.Architecture(
      side: 224, patch: 16, width: width, heads: heads, epsilon: 1e-6, registers: 0, feature: .classToken)
    return VisionTransformer(madeUp: architecture, depth: 12, feedForward: .gelu(hidden: 4 * width), seed: 1)
  }

  /// Each worker its part of the tiles, products on one thread.
  private static func encode(_ tiles: [RGBAImage], _ network: VisionTransformer, _ workspaces: [Held<VisionWorkspace>])
  {
    BLAS.useOneThread()
    WorkQueue.run(workers: workers) { worker in
      let part = tiles[worker * tiles.count / workers..<(worker + 1) * tiles.count / workers]
      _ = network.features(of: Array(part), workspace: workspaces[worker].value)
    }
  }

  /// GFLOP of ``multiply()``.
  private static let productWork = 2 * 2048 * 2048 * 2048 * Double(repeats) / 1e9
  private static let repeats = 24

  private static func multiply() {
    BLAS.use(threads: workers)
    var result = Matrix(rows: 2048, columns: 2048)
    let (a, b) = (Matrix(rows: 2048, columns: 2048, repeating: 0.5), Matrix(rows: 2048, columns: 2048, repeating: 2))
    for _ in 0..<repeats { BLAS.multiply(a, b, into: &result) }
  }

  private static func tiles(_ count: Int) -> [RGBAImage] {
    (0..<count).map { index in
      let pixels = (0..<224 * 224 * 4).map { UInt8(truncatingIfNeeded: ($0 &* 7919 &+ index &* 104_729) >> 5) }
      return RGBAImage(size: PixelSize(width: 224, height: 224), pixels: pixels)
    }
  }

  private static func median(_ runs: [Timing]) -> Timing { runs.sorted { $0.wall < $1.wall }[runs.count / 2] }

  /// Resident memory of this process, MB: `VmRSS` now, `VmHWM` the peak since ``forgetPeak()``.
  private static func resident(_ key: String) -> Double {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
    return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
  }

  /// proc(5): 5 in `clear_refs` resets the peak.
  private static func forgetPeak() { try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs")) }

  /// A workspace that one thread at a time uses: each worker has its own.
  private struct Held<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }
}
