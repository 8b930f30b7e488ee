import Foundation
import NeuralNetworks
import Tensors

/// Gated attention of CLAM's size over a large bag, against what OpenBLAS alone needs for its two products.
enum AggregatorBenchmark {
  private static let (tiles, width, hidden, gates) = (100_000, 768, 512, 256)

  static func run(_ folder: String) throws {
    let network = MadeUpAggregator.clam(width: width, hidden: hidden, gates: gates, seed: 1)
    guard let bag = Bag(features: features(), count: tiles, width: width) else { return }
    var products = Products()
    _ = try network.evaluate(bag)
    products.run(bag)
    var (own, alone): ([Timing], [Timing]) = ([], [])
    for _ in 0..<5 {
      own.append(try Timing.of { _ = try network.evaluate(bag) })
      alone.append(Timing.of { products.run(bag) })
    }
    let (evaluate, product) = (median(own), median(alone))
    report("the products alone, OpenBLAS on all processors", product.wall, "s", 3)
    report("the whole network", evaluate.wall, "s", 3)
    report("ratio (wanted below 1.3)", evaluate.wall / product.wall, "")
    report("ratio by processor time", evaluate.processor / product.processor, "")
    report("processors kept busy", evaluate.busy, "")
  }

  /// Numbers between -1 and 1 of a rule that repeats late.
  private static func features() -> [Float] {
    var state: UInt32 = 1
    return (0..<tiles * width).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(Int32(bitPattern: state)) / Float(1 << 31)
    }
  }

  private static func median(_ runs: [Timing]) -> Timing {
    runs.sorted { $0.wall < $1.wall }[runs.count / 2]
  }

  /// The embedding of all tiles and both gates of it, each as one product.
  private struct Products {
    private let embedding = Parameter(
      rows: hidden, columns: width, values: [Float](repeating: 0.5, count: hidden * width))
    private let units = Parameter(
      rows: 2 * gates, columns: hidden, values: [Float](repeating: 0.5, count: 2 * gates * hidden))
    private var embedded = Matrix(rows: tiles, columns: hidden)
    private var gated = Matrix(rows: tiles, columns: 2 * gates)

    mutating func run(_ bag: Bag) {
      BLAS.use(threads: ProcessInfo.processInfo.activeProcessorCount)
      bag.features.withUnsafeBufferPointer { features in
        let view = MatrixView(features.baseAddress, rows: bag.count, columns: bag.width)
        embedded.withElements { BLAS.multiply(view, embedding, into: $0.baseAddress) }
      }
      embedded.withView { view in gated.withElements { BLAS.multiply(view, units, into: $0.baseAddress) } }
    }
  }
}
