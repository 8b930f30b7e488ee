import Microscopy
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("The vision transformer's forward pass")
struct VisionTransformerTests {
  init() { BLAS.useOneThread() }

  static let recipes: [TransformerRecipe] = [
    TransformerRecipe(architecture: architecture(.classToken)),
    TransformerRecipe(
      architecture: architecture(.classTokenAndMeanPatch), depth: 3, feedForward: .swiglu(hidden: 37),
      layerScale: true),
    TransformerRecipe(architecture: architecture(.classToken, registers: 3), feedForward: .swiglu(hidden: 41)),
    TransformerRecipe(
      architecture: architecture(.classTokenAndMeanPatch, registers: 4), feedForward: .gelu(hidden: 200),
      layerScale: true),
    TransformerRecipe(architecture: architecture(.classToken, heads: 1), depth: 0),
    TransformerRecipe(architecture: architecture(.classToken, heads: 5), depth: 1),
  ]

  @Test("it agrees with its slow twin within 1e-5 of the features' scale", arguments: recipes.indices)
  func twin(index: Int) {
    let network = Self.recipes[index].network(seed: UInt64(index))
    var random = RandomWeights(seed: 1)
    let tiles = random.tiles(3, side: network.architecture.side)
    let fast = network.features(of: tiles, workspace: VisionWorkspace(for: network))
    let slow = tiles.flatMap(SlowVisionTransformer(network: network).feature)
    #expect(fast.count == tiles.count * network.featureCount)
    #expect(relativeDifference(fast, slow) < 1e-5)
  }

  @Test("a tile's features do not depend on the batch by more than rounding, and the same batch gives the same bytes")
  func batches() {
    var random = RandomWeights(seed: 2)
    let network = Self.recipes[1].network(seed: 7)
    let tiles = random.tiles(5, side: network.architecture.side)
    let (tight, wide) = (VisionWorkspace(for: network, bytes: 0), VisionWorkspace(for: network))
    #expect(tight.capacity == 1 && wide.capacity > 5)
    let together = network.features(of: tiles, workspace: wide)
    let alone = network.features(of: tiles, workspace: tight)
    #expect(relativeDifference(together, alone.map(Double.init)) < 1e-6)
    let repeats = network.features(of: tiles, workspace: wide) == together
    #expect(repeats)
  }

  @Test("no tile gives no feature")
  func none() {
    let network = Self.recipes[0].network(seed: 8)
    #expect(network.features(of: [], workspace: VisionWorkspace(for: network)).isEmpty)
  }

  @Test("a batch is cut into parts of nearly the same size, none above the limit")
  func chunks() {
    #expect(17.chunks(ofAtMost: 16) == [0..<8, 8..<17])
    #expect(16.chunks(ofAtMost: 16) == [0..<16])
    #expect(0.chunks(ofAtMost: 4).isEmpty)
  }

  private static func architecture(
    _ feature: VisionTransformer.Feature, registers: Int = 0, heads: Int = 2
  ) -> VisionTransformer.Architecture {
    VisionTransformer.Architecture(
      side: 15, patch: 5, width: 30, heads: heads, epsilon: 1e-6, registers: registers, feature: feature)
  }
}

/// The largest difference, by the largest expected value.
func relativeDifference(_ found: [Float], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  let scale = expected.map(abs).max() ?? 0
  return zip(found, expected).map { abs(Double($0) - $1) }.reduce(0) { $1 <= $0 ? $0 : $1 } / scale
}
