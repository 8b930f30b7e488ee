import Tensors

/// Steps of a network and of the intercepts of its loss: Adam or AdamW. Biases do not decay, because they carry no
/// scale, and intercepts do not, because they are those of the baseline.
struct Adam {
  private let optimiser: Optimiser
  private let decay: Float
  private var layers: [AdamMoments]
  private var intercepts: AdamMoments
  private var correction = AdamMoments.Correction()

  init(_ optimiser: Optimiser, like weights: AttentionMIL.Weights, intercepts: Int, decay: Float) {
    self.optimiser = optimiser
    self.decay = decay
    layers = AttentionMIL.Weights.layers.map { AdamMoments(count: weights[keyPath: $0.path].values.count) }
    self.intercepts = AdamMoments(count: intercepts)
  }

  /// One step down `gradient`.
  mutating func step(_ weights: inout AttentionMIL.Weights, _ gradient: AttentionMIL.Weights, rate: Float) {
    correction.advance()
    for (index, (name, path)) in AttentionMIL.Weights.layers.enumerated() {
      let decay = name.hasSuffix("bias") ? 0 : self.decay
      weights[keyPath: path].withElements {
        layers[index].step(
          $0, gradient[keyPath: path].values, correction, rate: rate, pull: optimiser == .adam ? decay : 0,
          shrink: optimiser == .adamW ? rate * decay : 0)
      }
    }
  }

  /// One step of the intercepts, after that of the network.
  mutating func step(intercepts values: inout [Double], _ gradient: [Double], rate: Float) {
    guard !values.isEmpty else { return }
    var single = values.map { Float($0) }
    single.withUnsafeMutableBufferPointer {
      intercepts.step($0, gradient.map { Float($0) }, correction, rate: rate)
    }
    values = single.map { Double($0) }
  }
}
