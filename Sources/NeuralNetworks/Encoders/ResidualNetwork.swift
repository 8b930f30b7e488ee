import Tensors

/// A residual network of the bottleneck family, cut after its third layer, as CLAM uses ResNet-50 (He et al., CVPR
/// 2016; the stride stands on the 3 x 3 convolution, as torchvision has it). Batch norms are folded into the
/// convolutions.
///
///     x = maxpool3/2(relu(stem pixels))                             [64, side / 4, side / 4] for a stem of stride 2
///     x = relu(expand(relu(spatial(relu(reduce x)))) + shortcut x)  for every bottleneck
///     feature = mean of x over its places                           [channels of the last bottleneck]
public struct ResidualNetwork: Sendable {
  /// Side of the tile, px.
  public let side: Int
  /// 7 x 7, stride 2, padding 3, on red, green, blue.
  let stem: Convolution
  /// Bottlenecks by layer; at least one in each.
  let layers: [[Bottleneck]]
  /// Normalisation of the channels of a tile, 0...1.
  let normalisation: ChannelNormalisation

  /// Features per tile: the channels of the last bottleneck.
  public var featureCount: Int { layers.last?.last?.expand.outputs ?? stem.outputs }

  /// One bottleneck; all convolutions are followed by a rectifier but the last two, whose sum is.
  struct Bottleneck: Sendable {
    /// 1 x 1.
    let reduce: Convolution
    /// 3 x 3, padding 1, of the bottleneck's stride.
    let spatial: Convolution
    /// 1 x 1.
    let expand: Convolution
    /// 1 x 1 of the bottleneck's stride; `nil` where the input itself is added.
    let shortcut: Convolution?
  }
}

/// A convolution of square kernels over channels of places, with a bias.
struct Convolution: Sendable {
  /// [outputs, inputs * kernel * kernel], the columns in the order channel, row, column.
  let weight: Parameter
  /// [1, outputs].
  let bias: Parameter
  /// Side of the kernel.
  let kernel: Int
  /// Places between two outputs.
  let stride: Int
  /// Places of zeros around the input.
  let padding: Int

  /// Channels made.
  var outputs: Int { weight.rows }
  /// Channels taken.
  var inputs: Int { weight.columns / (kernel * kernel) }

  /// Places along a side of the output for `side` places of the input.
  func outputSide(_ side: Int) -> Int { (side + 2 * padding - kernel) / stride + 1 }
}

extension Convolution {
  /// A batch norm's stored tensors, [1, outputs] each.
  struct BatchNorm {
    let weight, bias, mean, variance: Parameter
    let epsilon: Float
  }

  /// A convolution without bias and the batch norm behind it, as one: with g = weight / sqrt(variance + epsilon),
  /// W := g W and b := bias - g mean (Ioffe and Szegedy 2015, with the stored statistics). In Double, rounded once.
  init(weight: Parameter, kernel: Int, stride: Int, padding: Int, folding norm: BatchNorm) {
    let gains = (0..<weight.rows).map { row in
      Double(norm.weight.elements[row]) / (Double(norm.variance.elements[row]) + Double(norm.epsilon)).squareRoot()
    }
    let values = weight.elements.enumerated().map { Float(Double($1) * gains[$0 / weight.columns]) }
    let biases = gains.enumerated().map { row, gain in
      Float(Double(norm.bias.elements[row]) - gain * Double(norm.mean.elements[row]))
    }
    self.init(
      weight: Parameter(rows: weight.rows, columns: weight.columns, values: values),
      bias: Parameter(rows: 1, columns: biases.count, values: biases), kernel: kernel, stride: stride,
      padding: padding)
  }
}
