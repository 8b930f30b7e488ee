import Foundation
import Tensors

/// Linear layers with a function between them, none after the last one.
struct Perceptron: Sendable {
  /// The function between two layers.
  enum Activation: String, Sendable {
    case relu = "ReLU"
    case sigmoid = "Sigmoid"
  }

  /// At least one; each takes what the one before gives.
  let layers: [Linear]
  let activation: Activation

  /// Values in.
  var inputs: Int { layers[0].weight.columns }
  /// Values out.
  var outputs: Int { layers[layers.count - 1].weight.rows }
  /// Whether the output is a weighted sum of the input, and a constant.
  var isLinear: Bool { layers.count == 1 }

  /// The outputs of every row, [rows, outputs].
  func callAsFunction(_ x: MatrixView) -> Matrix { values(x).last ?? Matrix(rows: 0, columns: outputs) }

  /// What each layer gives of every row, before the function that follows.
  func values(_ x: MatrixView) -> [Matrix] {
    var results = [layers[0].applied(to: x)]
    for layer in layers.dropFirst() {
      let active = activated(results[results.count - 1])
      results.append(active.withView { layer.applied(to: $0) })
    }
    return results
  }

  /// What a unit of each input is worth, [rows - 1, inputs], between each row of `x` and the next, where `worth`
  /// [rows - 1, outputs] says what a unit of each output is: the slopes of the chords are passed back, so that
  /// worth . step is exactly the difference that the step makes.
  func worth(of x: MatrixView, outputs worth: Matrix) -> Matrix {
    let values = values(x)
    var worth = worth
    for index in layers.indices.reversed() {
      if index < layers.count - 1 { chords(values[index], scale: &worth) }
      worth = worth.withView { worth in layers[index].weight.withView { worth.times($0) } }
    }
    return worth
  }

  private func activated(_ x: Matrix) -> Matrix {
    var x = x
    x.withElements { activation == .relu ? Activations.rectify($0) : Activations.sigmoid($0) }
    return x
  }

  /// Multiplies by the slope of the activation between each row of `x` and the next; where a value hardly moves, by
  /// that at the middle.
  private func chords(_ x: Matrix, scale worth: inout Matrix) {
    worth.withElements { worth in
      for i in worth.indices {
        let (start, end) = (Double(x.values[i]), Double(x.values[i + x.columns]))
        worth[i] *= Float(activation.slope(from: start, to: end))
      }
    }
  }
}

extension Perceptron.Activation {
  fileprivate func slope(from start: Double, to end: Double) -> Double {
    let middle = (start + end) / 2
    guard abs(end - start) > 1e-5 * max(1, abs(middle)) else {
      return (self(middle + 1e-4) - self(middle - 1e-4)) / 2e-4
    }
    return (self(end) - self(start)) / (end - start)
  }

  private func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .relu: max(0, x)
    case .sigmoid: 1 / (1 + exp(-x))
    }
  }
}

extension Linear {
  /// x W' + b of every row of `x`.
  func applied(to x: MatrixView) -> Matrix {
    var result = Matrix(rows: x.rows, columns: weight.rows)
    result.withElements { apply(to: x, into: $0.baseAddress) }
    return result
  }

  /// x W' + b of every row of `x`, written to `target` [rows, out].
  func apply(to x: MatrixView, into target: UnsafeMutablePointer<Float>?) {
    BLAS.multiply(x, weight, into: target)
    if let bias { AttentionGates.affine(target, rows: x.rows, bias: bias, rectified: false) }
  }
}
