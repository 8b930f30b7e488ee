import Tensors

/// Takes a truncated residual network's tensors under the names that torchvision and timm both give them.
struct ResidualReader {
  static let layout = "ResNet of bottlenecks, cut after layer3"

  private var weights: WeightFile
  /// Bottlenecks in the three layers.
  let blocks: [Int]
  /// Channels of the feature.
  let channels: Int

  /// `nil` where the keys are not those of bottlenecks: networks of basic blocks (ResNet-18, -34) are not read.
  init?(_ weights: WeightFile) {
    guard weights.has("conv1.weight"), weights.has("layer3.0.conv3.weight") else { return nil }
    self.weights = weights
    self.weights.layout = Self.layout
    blocks = (1...3).map { layer in (0...).first { !weights.holds(prefix: "layer\(layer).\($0).") } ?? 0 }
    channels = weights.shape("layer3.0.conv3.weight")?.first ?? 0
  }

  /// The network, of which every tensor was taken; layer4 and the classifier are left aside.
  mutating func network(_ settings: EncoderSettings) throws(WeightsFailure) -> ResidualNetwork {
    let epsilon = settings.epsilon
    let stem = try convolution("conv1", "bn1", inputs: 3, kernel: 7, stride: 2, epsilon: epsilon)
    var layers: [[ResidualNetwork.Bottleneck]] = []
    var inputs = stem.outputs
    for (layer, count) in blocks.enumerated() {
      var bottlenecks: [ResidualNetwork.Bottleneck] = []
      for number in 0..<count {
        let stride = layer > 0 && number == 0 ? 2 : 1
        bottlenecks.append(try bottleneck("layer\(layer + 1).\(number).", inputs: inputs, stride: stride, epsilon))
        inputs = bottlenecks[number].expand.outputs
      }
      layers.append(bottlenecks)
    }
    weights.ignore { $0.hasPrefix("layer4.") || $0.hasPrefix("fc.") || $0.hasSuffix(".num_batches_tracked") }
    try weights.finish()
    return ResidualNetwork(
      side: settings.tilePixels, stem: stem, layers: layers, normalisation: settings.normalisation)
  }

  private mutating func bottleneck(
    _ name: String, inputs: Int, stride: Int, _ epsilon: Float
  ) throws(WeightsFailure) -> ResidualNetwork.Bottleneck {
    let reduce = try convolution(
      name + "conv1", name + "bn1", inputs: inputs, kernel: 1, stride: 1, epsilon: epsilon)
    let spatial = try convolution(
      name + "conv2", name + "bn2", inputs: reduce.outputs, kernel: 3, stride: stride, epsilon: epsilon)
    let expand = try convolution(
      name + "conv3", name + "bn3", inputs: spatial.outputs, kernel: 1, stride: 1, epsilon: epsilon)
    let needsShortcut = stride > 1 || inputs != expand.outputs
    let shortcut =
      needsShortcut
      ? try convolution(
        name + "downsample.0", name + "downsample.1", inputs: inputs, outputs: expand.outputs, kernel: 1,
        stride: stride, epsilon: epsilon) : nil
    return ResidualNetwork.Bottleneck(reduce: reduce, spatial: spatial, expand: expand, shortcut: shortcut)
  }

  private mutating func convolution(
    _ name: String, _ norm: String, inputs: Int, outputs: Int = -1, kernel: Int, stride: Int, epsilon: Float
  ) throws(WeightsFailure) -> Convolution {
    let weight = try weights.parameter("\(name).weight", shape: [outputs, inputs, kernel, kernel])
    let batchNorm = try batchNorm(norm, channels: weight.rows, epsilon)
    return Convolution(weight: weight, kernel: kernel, stride: stride, padding: kernel / 2, folding: batchNorm)
  }

  private mutating func batchNorm(
    _ name: String, channels: Int, _ epsilon: Float
  ) throws(WeightsFailure) -> Convolution.BatchNorm {
    let variance = try weights.parameter("\(name).running_var", shape: [channels])
    if let negative = variance.elements.first(where: { $0 < 0 }) {
      throw .configuration(
        file: weights.name, entry: "\(name).running_var", expected: "no variance below 0", found: "\(negative)")
    }
    return Convolution.BatchNorm(
      weight: try weights.parameter("\(name).weight", shape: [channels]),
      bias: try weights.parameter("\(name).bias", shape: [channels]),
      mean: try weights.parameter("\(name).running_mean", shape: [channels]), variance: variance, epsilon: epsilon)
  }
}
