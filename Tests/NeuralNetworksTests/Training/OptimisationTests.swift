import Foundation
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("Steps of the optimiser")
struct OptimisationTests {
  private static func stepped(_ optimiser: Optimiser, decay: Float, steps: Int) -> Float {
    var weights = AttentionMIL.Weights(width: 1, hidden: 1, gates: 1)
    weights.head[0, 0] = 1
    var gradient = AttentionMIL.Weights(width: 1, hidden: 1, gates: 1)
    gradient.head[0, 0] = 0.5
    var adam = Adam(optimiser, like: weights, intercepts: 0, decay: decay)
    for _ in 0..<steps { adam.step(&weights, gradient, rate: 0.1) }
    return weights.head[0, 0]
  }

  @Test("without decay Adam and AdamW go a learning rate down a steady gradient", arguments: Optimiser.allCases)
  func steady(optimiser: Optimiser) {
    // first / sqrt(second) is 0.5 / 0.5 at every step.
    #expect(abs(Self.stepped(optimiser, decay: 0, steps: 3) - 0.7) < 1e-5)
  }

  @Test("AdamW shrinks beside the step, Adam puts the decay into the gradient, where a first step has no size")
  func decay() {
    // 1 - 0.1 - 0.1 * 2 * 1 against 1 - 0.1, whatever the decay.
    #expect(abs(Self.stepped(.adamW, decay: 2, steps: 1) - 0.7) < 1e-5)
    #expect(abs(Self.stepped(.adam, decay: 2, steps: 1) - 0.9) < 1e-5)
  }

  @Test("biases and intercepts do not decay")
  func biases() {
    var weights = AttentionMIL.Weights(width: 1, hidden: 1, gates: 1)
    weights.embeddingBias[0, 0] = 1
    var adam = Adam(.adamW, like: weights, intercepts: 2, decay: 5)
    adam.step(&weights, AttentionMIL.Weights(width: 1, hidden: 1, gates: 1), rate: 0.1)
    var intercepts = [1.0, -2]
    adam.step(intercepts: &intercepts, [0, 1], rate: 0.1)
    #expect(weights.embeddingBias[0, 0] == 1)
    #expect(zip(intercepts, [1, -2.1]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("one cycle rises from a twenty-fifth in three tenths of the steps and falls to nothing; the cosine only falls")
  func schedules() {
    func rates(_ schedule: LearningSchedule) -> [Double] {
      [0, 15, 30, 65, 100].map { schedule.rate(step: $0, of: 100, peak: 1) }
    }
    let expected: [(LearningSchedule, [Double])] = [
      (.constant, [1, 1, 1, 1, 1]), (.oneCycle, [0.04, 0.52, 1, 0.5, 0]),
      (.cosine, [1, 0.945_503_262, 0.793_892_626, 0.273_004_750, 0]),
    ]
    for (schedule, values) in expected {
      #expect(zip(rates(schedule), values).allSatisfy { abs($0 - $1) < 1e-9 }, "\(schedule)")
    }
  }
}
