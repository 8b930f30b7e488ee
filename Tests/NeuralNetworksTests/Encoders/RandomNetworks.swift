import Microscopy
import Tensors

@testable import NeuralNetworks

/// Networks and tiles of numbers that repeat nowhere soon, the same ones for the same seed.
struct RandomNetworks {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  /// Between -1 and 1 (xorshift64*, Vigna 2016).
  mutating func value() -> Float {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Float((state &* 2_685_821_657_736_338_717) >> 40) / Float(1 << 23) - 1
  }

  mutating func parameter(_ rows: Int, _ columns: Int, scale: Float = 1, around center: Float = 0) -> Parameter {
    Parameter(rows: rows, columns: columns, values: (0..<rows * columns).map { _ in center + scale * value() })
  }

  mutating func linear(_ inputs: Int, _ outputs: Int) -> Linear {
    let scale = 1.7 / Float(inputs).squareRoot()
    return Linear(weight: parameter(outputs, inputs, scale: scale), bias: parameter(1, outputs, scale: 0.1))
  }

  mutating func norm(_ width: Int) -> LayerNorm {
    LayerNorm(weight: parameter(1, width, scale: 0.5, around: 1), bias: parameter(1, width, scale: 0.2))
  }

  mutating func tiles(_ count: Int, side: Int) -> [RGBAImage] {
    (0..<count).map { _ in
      let pixels = (0..<side * side * 4).map { _ in UInt8(127.5 + 127.4 * value()) }
      return RGBAImage(size: PixelSize(width: side, height: side), pixels: pixels)
    }
  }

  mutating func transformer(_ recipe: TransformerRecipe) -> VisionTransformer {
    let (architecture, width) = (recipe.architecture, recipe.architecture.width)
    let pixels = 3 * architecture.patch * architecture.patch
    return VisionTransformer(
      architecture: architecture, patchEmbedding: linear(pixels, width),
      prefix: parameter(1 + architecture.registers, width), positions: parameter(architecture.patches, width),
      blocks: (0..<recipe.depth).map { _ in block(recipe) }, norm: norm(width),
      normalisation: ChannelNormalisation(mean: [0.5, 0.4, 0.6], deviation: [0.2, 0.25, 0.3]))
  }

  private mutating func block(_ recipe: TransformerRecipe) -> VisionTransformer.Block {
    let (width, hidden) = (recipe.architecture.width, recipe.hidden)
    return VisionTransformer.Block(
      norm1: norm(width), query: linear(width, width), key: linear(width, width), value: linear(width, width),
      projection: linear(width, width), scale1: recipe.scales ? parameter(1, width) : nil, norm2: norm(width),
      feedForward: recipe.gated
        ? .swiglu(gate: linear(width, hidden), up: linear(width, hidden), down: linear(hidden, width))
        : .gelu(up: linear(width, hidden), down: linear(hidden, width)),
      scale2: recipe.scales ? parameter(1, width) : nil)
  }
}

/// What a random transformer is made of.
struct TransformerRecipe: Sendable {
  var architecture: VisionTransformer.Architecture
  var depth = 2
  var hidden = 37
  var gated = false
  var scales = false
}
