import Tensors

/// Adam with the weight decay beside the gradient (Kingma & Ba 2015, algorithm 1; Loshchilov & Hutter 2019, algorithm 2).
struct Adam {
  private let decay: Float
  private var first: AttentionMIL.Weights
  private var second: AttentionMIL.Weights
  private var firstPower: Float = 1
  private var secondPower: Float = 1

  /// Decay of the moments, and what keeps the quotient finite.
  private let beta1: Float = 0.9
  private let beta2: Float = 0.999
  private let epsilon: Float = 1e-8

  init(like weights: AttentionMIL.Weights, decay: Float) {
    self.decay = decay
    first = .init(width: weights.embedding.columns, hidden: weights.embedding.rows, gates: weights.value.rows)
    second = first
  }

  /// One step down `gradient`. Biases do not decay: they carry no scale.
  mutating func step(_ weights: inout AttentionMIL.Weights, _ gradient: AttentionMIL.Weights, rate: Float) {
    firstPower *= beta1
    secondPower *= beta2
    for (name, path) in AttentionMIL.Weights.layers {
      let shrink = name.hasSuffix("bias") ? 0 : rate * decay
      update(&weights[keyPath: path], gradient[keyPath: path].values, path, rate, shrink)
    }
  }

  private mutating func update(
    _ layer: inout Matrix, _ gradient: [Float], _ path: WritableKeyPath<AttentionMIL.Weights, Matrix>, _ rate: Float,
    _ shrink: Float
  ) {
    let (firstScale, secondScale) = (1 / (1 - firstPower), 1 / (1 - secondPower))
    layer.withElements { layer in
      first[keyPath: path].withElements { first in
        second[keyPath: path].withElements { second in
          for i in layer.indices {
            first[i] = beta1 * first[i] + (1 - beta1) * gradient[i]
            second[i] = beta2 * second[i] + (1 - beta2) * gradient[i] * gradient[i]
            let direction = first[i] * firstScale / ((second[i] * secondScale).squareRoot() + epsilon)
            layer[i] -= rate * direction + shrink * layer[i]
          }
        }
      }
    }
  }
}
