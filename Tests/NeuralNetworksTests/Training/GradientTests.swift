import Basics
import Foundation
import SurvivalStatistics
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("The way back through the network")
struct GradientTests {
  @Test("every weight's gradient agrees with central differences of the loss", arguments: [0, 0.7] as [Float])
  func differences(alignment: Float) throws {
    let problem = try Problem()
    let (_, gradient) = try problem.lossAndGradient(problem.weights, alignment: alignment)
    for (name, path) in AttentionMIL.Weights.layers {
      for i in problem.weights[keyPath: path].values.indices {
        let slope = try problem.slope(path, i, alignment: alignment)
        let expected = gradient[keyPath: path].values[i]
        #expect(abs(slope - expected) < 5e-4 + 0.01 * abs(expected), "\(name)[\(i)]")
      }
    }
  }

  @Test("the gradients are not all small, so that the test above can fail")
  func sizes() throws {
    let problem = try Problem()
    let (_, gradient) = try problem.lossAndGradient(problem.weights, alignment: 0.7)
    for (name, path) in AttentionMIL.Weights.layers {
      #expect((gradient[keyPath: path].values.map { abs($0) }.max() ?? 0) > 0.005, "\(name)")
    }
  }
}

/// Five patients with tied times, bags of 1 to 5 tiles, a dropout mask and weights large enough to matter.
private struct Problem {
  var weights: AttentionMIL.Weights
  let batch: TileBatch
  let dropout: Matrix
  let likelihood: CoxPartialLikelihood

  init() throws {
    var random = SeededDraws(seed: 3)
    func matrix(_ rows: Int, _ columns: Int, _ scale: Float) -> Matrix {
      var result = Matrix(rows: rows, columns: columns)
      result.withElements { for i in $0.indices { $0[i] = scale * (2 * random.unitFloat() - 1) } }
      return result
    }
    weights = .init(width: 4, hidden: 6, gates: 3)
    for (_, path) in AttentionMIL.Weights.layers {
      weights[keyPath: path] = matrix(weights[keyPath: path].rows, weights[keyPath: path].columns, 1.5)
    }
    batch = TileBatch(features: matrix(15, 4, 2), starts: [0, 1, 3, 6, 10, 15])
    var mask = Matrix(rows: 15, columns: 6, repeating: 1.25)
    for i in stride(from: 0, to: 90, by: 5) { mask[i / 6, i % 6] = 0 }
    dropout = mask
    likelihood = try CoxPartialLikelihood(
      [(3, true), (2, true), (3, true), (5, false), (1, true)].map { SurvivalTime(time: $0, event: $1) })
  }

  func lossAndGradient(
    _ weights: AttentionMIL.Weights, alignment: Float
  ) throws -> (loss: Double, gradient: AttentionMIL.Weights) {
    let pass = ForwardPass(weights, batch, dropout: dropout)
    let (loss, gradient) = try likelihood.lossAndGradient(eta: pass.scores.map { Double($0) })
    let back = BackwardPass(weights: weights, batch: batch, pass: pass, dropout: dropout)
    return (loss, back.gradient(scoreGradient: gradient.map { Float($0) }, alignment: alignment))
  }

  /// Cox loss + alignment * mean KL(target || attention), the target that of the unchanged weights.
  private func loss(_ changed: AttentionMIL.Weights, alignment: Float) throws -> Double {
    let target = ForwardPass.softmax(ForwardPass(weights, batch, dropout: dropout).risks, batch)
    let pass = ForwardPass(changed, batch, dropout: dropout)
    let loss = try likelihood.lossAndGradient(eta: pass.scores.map { Double($0) }).loss
    let divergence = zip(target, pass.attention).reduce(0.0) { $0 + Double($1.0 * (log($1.0) - log($1.1))) }
    return loss + Double(alignment) * divergence / Double(batch.bags)
  }

  func slope(_ path: WritableKeyPath<AttentionMIL.Weights, Matrix>, _ index: Int, alignment: Float) throws -> Float {
    let step: Float = 2e-3
    func moved(_ by: Float) -> AttentionMIL.Weights {
      var result = weights
      result[keyPath: path].withElements { $0[index] += by }
      return result
    }
    let up = try loss(moved(step), alignment: alignment)
    let down = try loss(moved(-step), alignment: alignment)
    return Float((up - down) / Double(2 * step))
  }
}
