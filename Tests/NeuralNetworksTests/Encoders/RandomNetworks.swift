import Basics
import Microscopy

@testable import NeuralNetworks

/// What a made-up transformer is made of.
struct TransformerRecipe: Sendable {
  var architecture: VisionTransformer.Architecture
  var depth = 2
  var feedForward = VisionTransformer.MadeUpFeedForward.gelu(hidden: 37)
  var layerScale = false

  func network(seed: UInt64) -> VisionTransformer {
    VisionTransformer(
      madeUp: architecture, depth: depth, feedForward: feedForward, layerScale: layerScale, seed: seed)
  }
}

extension RandomWeights {
  /// Tiles of noise.
  mutating func tiles(_ count: Int, side: Int) -> [RGBAImage] {
    (0..<count).map { _ in
      let pixels = (0..<side * side * 4).map { _ in UInt8(127.5 + 127.4 * value()) }
      return RGBAImage(size: PixelSize(width: side, height: side), pixels: pixels)
    }
  }
}
