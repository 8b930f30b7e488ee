import Tensors
import Testing

@testable import NeuralNetworks

@Suite("The residual network's forward pass")
struct ResidualNetworkTests {
  init() { BLAS.useOneThread() }

  @Test("it agrees with its slow twin within 1e-5 of the features' scale, for even and odd sides", arguments: [32, 27])
  func twin(side: Int) {
    var random = RandomWeights(seed: 3)
    let network = random.residualNetwork(side: side)
    let tiles = random.tiles(2, side: side)
    let fast = network.features(of: tiles, workspace: ResidualWorkspace(for: network))
    let slow = tiles.flatMap(SlowResidualNetwork(network: network).feature)
    #expect(fast.count == 2 * network.featureCount && network.featureCount == 12)
    #expect(relativeDifference(fast, slow) < 1e-5)
    #expect(slow.contains { $0 > 0 })
  }

  @Test("a batch norm folded into a convolution does what it did behind it")
  func folding() {
    var random = RandomWeights(seed: 4)
    let weight = random.parameter(3, 8)
    let norm = Convolution.BatchNorm(
      weight: random.parameter(1, 3), bias: random.parameter(1, 3), mean: random.parameter(1, 3),
      variance: random.parameter(1, 3, scale: 0.4, around: 0.5), epsilon: 1e-3)
    let folded = Convolution(weight: weight, kernel: 2, stride: 1, padding: 0, folding: norm)
    for output in 0..<3 {
      let sum = weight[output..<output + 1].elements.reduce(0, +)
      let deviation = (norm.variance.elements[output] + norm.epsilon).squareRoot()
      let normalised = (sum - norm.mean.elements[output]) / deviation
      let expected = normalised * norm.weight.elements[output] + norm.bias.elements[output]
      let found = folded.weight[output..<output + 1].elements.reduce(folded.bias.elements[output], +)
      #expect(abs(found - expected) < 1e-5)
    }
  }
}

extension RandomWeights {
  mutating func convolution(
    _ inputs: Int, _ outputs: Int, kernel: Int = 1, stride: Int = 1
  ) -> Convolution {
    let count = inputs * kernel * kernel
    return Convolution(
      weight: parameter(outputs, count, scale: (3 / Float(count)).squareRoot()),
      bias: parameter(1, outputs, scale: 0.2), kernel: kernel, stride: stride, padding: kernel / 2)
  }

  /// Bottlenecks with and without a shortcut, of stride 1 and 2.
  mutating func residualNetwork(side: Int) -> ResidualNetwork {
    ResidualNetwork(
      side: side, stem: convolution(3, 5, kernel: 7, stride: 2),
      layers: [
        [bottleneck(5, 3, 8, shortcut: convolution(5, 8)), bottleneck(8, 3, 8)],
        [bottleneck(8, 4, 12, stride: 2, shortcut: convolution(8, 12, stride: 2)), bottleneck(12, 4, 12)],
      ], normalisation: ChannelNormalisation(mean: [0.5, 0.4, 0.6], deviation: [0.2, 0.25, 0.3]))
  }

  private mutating func bottleneck(
    _ inputs: Int, _ inner: Int, _ outputs: Int, stride: Int = 1, shortcut: Convolution? = nil
  ) -> ResidualNetwork.Bottleneck {
    ResidualNetwork.Bottleneck(
      reduce: convolution(inputs, inner), spatial: convolution(inner, inner, kernel: 3, stride: stride),
      expand: convolution(inner, outputs), shortcut: shortcut)
  }
}
