import Basics
import BrainFloats
import Microscopy
import Tensors
import Testing

@testable import NeuralNetworks

@Suite(
  "The vision transformer with its products in bf16",
  .enabled(if: BrainFloat.isAvailable, "the processor does not multiply brain floats"))
struct BrainFloatTransformerTests {
  @Test("the features point where those of single precision do", arguments: VisionTransformerTests.recipes.indices)
  func twin(index: Int) throws {
    let network = VisionTransformerTests.recipes[index].network(seed: UInt64(index))
    var random = RandomWeights(seed: 1)
    let tiles = random.tiles(3, side: network.architecture.side)
    let single = network.features(of: tiles, workspace: VisionWorkspace(for: network))
    let rounded = try BrainFloatTransformer(network).features(of: tiles)
    #expect(rounded.count == single.count)
    #expect(leastCosine(rounded, single, width: network.featureCount) >= wantedCosine)
  }

  @Test("a tile's features do not depend on the batch by more than rounding, and the same batch gives the same bytes")
  func batches() throws {
    let network = VisionTransformerTests.recipes[1].network(seed: 7)
    let rounded = try BrainFloatTransformer(network)
    var random = RandomWeights(seed: 2)
    let tiles = random.tiles(5, side: network.architecture.side)
    let (together, alone) = (try rounded.features(of: tiles), try rounded.features(of: tiles, bytes: 0))
    #expect(leastCosine(together, alone, width: network.featureCount) >= wantedCosine)
    let repeats = try rounded.features(of: tiles) == together
    #expect(repeats)
  }

  @Test("no tile gives no feature")
  func none() throws {
    let network = VisionTransformerTests.recipes[0].network(seed: 8)
    #expect(try BrainFloatTransformer(network).features(of: []).isEmpty)
  }

  @Test("threads that share a network get what one gets")
  func threads() async throws {
    let network = VisionTransformerTests.recipes[2].network(seed: 9)
    let rounded = try BrainFloatTransformer(network)
    var random = RandomWeights(seed: 3)
    let tiles = random.tiles(4, side: network.architecture.side)
    let expected = try rounded.features(of: tiles)
    try await withThrowingTaskGroup(of: [Float].self) { group in
      for _ in 0..<6 { group.addTask { try rounded.features(of: tiles) } }
      for try await features in group { #expect(features == expected) }
    }
  }
}

extension BrainFloatTransformer {
  /// The features in a workspace made for them.
  func features(of tiles: [RGBAImage], bytes: Int = 12 << 20) throws -> [Float] {
    try features(of: tiles, workspace: BrainFloatVisionWorkspace(for: self, bytes: bytes))
  }
}

/// Every factor is rounded by at most 2^-8 of itself; errors across the features' direction below
/// 0.03 of their length keep the cosine above it.
let wantedCosine: Float = 0.9995

/// The least cosine between rows of `width` values; 1 where there is no row.
func leastCosine(_ a: [Float], _ b: [Float], width: Int) -> Float {
  func dot(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
    Float(zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) })
  }
  return stride(from: 0, to: a.count, by: width).map { start in
    let rows = (a[start..<start + width], b[start..<start + width])
    return dot(rows.0, rows.1) / (dot(rows.0, rows.0) * dot(rows.1, rows.1)).squareRoot()
  }.min() ?? 1
}
