import Basics
import Microscopy
import Synchronization
import Tensors
import Testing
import TissueAnalysis

@testable import NeuralNetworks

@Suite("The number of workers")
struct WorkerIndependenceTests {
  /// 90 tiles of 112 um, 28 px, of noise, all of it tissue.
  private static let slide: MemorySlide = {
    let size = PixelSize(width: 280, height: 252)
    var random = RandomWeights(seed: 7)
    let pixels = (0..<size.width * size.height * 4).map { $0 % 4 == 3 ? 255 : UInt8(127.5 + 127.4 * random.value()) }
    return MemorySlide(levels: [RGBAImage(size: size, pixels: pixels)], mpp: MicronsPerPixel(x: 4, y: 4))
  }()

  @Test("changes no bit of a network's features")
  func bytes() throws {
    BLAS.useOneThread()
    let recipe = TransformerRecipe(
      architecture: VisionTransformer.Architecture(
        side: 28, patch: 7, width: 48, heads: 3, epsilon: 1e-6, registers: 0, feature: .classTokenAndMeanPatch),
      feedForward: .gelu(hidden: 192))
    let encoder = SmallEncoder(network: recipe.network(seed: 3))
    let description = Self.slide.description
    let everywhere = TissueMask(
      size: PixelSize(width: 280, height: 252), micronsPerPixel: 4, level0PerPixel: 1,
      tissue: [Bool](repeating: true, count: 280 * 252))
    let plan = TilePlan(
      mask: everywhere, slide: description, mpp: try #require(MicronsPerPixel(x: 4, y: 4)), pixels: 28)
    #expect(plan.sites.count == 90)
    let alone = TileEncoding.encode(plan, slide: Self.slide, encoder: encoder, workers: 1)
    for workers in [2, 3, 5] {
      let found = TileEncoding.encode(plan, slide: Self.slide, encoder: encoder, workers: workers)
      #expect(found.features.map(\.bitPattern) == alone.features.map(\.bitPattern), "\(workers) workers")
    }
  }
}

/// A network in single precision as an encoder, with memory of its own for each call.
private struct SmallEncoder: TileEncoder {
  let network: VisionTransformer
  let name = "small"
  let mpp = 0.5
  var tilePixels: Int { network.architecture.side }
  var featureCount: Int { network.featureCount }

  func encode(_ tiles: [RGBAImage]) -> [Float] {
    network.features(of: tiles, workspace: VisionWorkspace(for: network))
  }
}
