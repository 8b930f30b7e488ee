import Basics
import Foundation
import SurvivalStatistics
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("The attention network")
struct AttentionMILTests {
  @Test("the score is that of the formula, computed slowly")
  func formula() throws {
    let network = Self.network()
    let bag = try #require(Bag(features: (0..<15).map { sin(Float($0) * 1.7) * 3 }, count: 5, width: 3))
    let (score, attention) = slow(network, bag)
    let found = network.evaluate(bag)
    #expect(abs(Double(found.score) - score) < 1e-5)
    for (a, b) in zip(found.attention, attention) { #expect(abs(Double(a) - b) < 1e-5) }
  }

  @Test("attention sums to 1 and the contributions to the score")
  func sums() throws {
    let bag = try #require(Bag(features: (0..<3000).map { 12 * cos(Float($0)) }, count: 1000, width: 3))
    let found = Self.network().evaluate(bag)
    #expect(abs(found.attention.reduce(0.0) { $0 + Double($1) } - 1) < 1e-5)
    #expect(abs(found.contributions.reduce(0.0) { $0 + Double($1) } - Double(found.score)) < 1e-5)
    #expect(Set(found.contributions.map { $0 < 0 }).count == 2)
  }

  @Test("the order of the tiles does not matter, and doubling every tile changes nothing")
  func symmetry() throws {
    let tiles: [[Float]] = [[1, 2, 3], [-1, 0, 2], [0.5, -2, 1]]
    func score(_ tiles: [[Float]]) throws -> Float {
      Self.network().evaluate(try #require(Bag(features: tiles.flatMap { $0 }, count: tiles.count, width: 3))).score
    }
    #expect(abs(try score(tiles) - score(tiles.reversed())) < 1e-6)
    #expect(abs(try score(tiles) - score(tiles + tiles)) < 1e-6)
  }

  @Test("an empty bag scores 0 and has no tiles")
  func empty() throws {
    let found = Self.network().evaluate(try #require(Bag(features: [], count: 0, width: 3)))
    #expect(found == BagScore(score: 0, attention: [], contributions: []))
  }

  @Test("a value far outside the training counts as six standard deviations, however far it is")
  func cut() throws {
    let network = Self.network()
    let far = network.evaluate(try #require(Bag(features: [61, 0, 0], count: 1, width: 3)))
    let further = network.evaluate(try #require(Bag(features: [1e30, 0, 0], count: 1, width: 3)))
    #expect(far.score == further.score)
  }

  @Test("a bag whose numbers do not fit its shape is none")
  func shapes() {
    #expect(Bag(features: [1, 2, 3], count: 2, width: 2) == nil)
    #expect(Bag(features: [], count: 0, width: 0) == nil)
  }

  @Test("the ensemble's score, attention and contributions are the means of its members")
  func ensemble() throws {
    var other = Self.network()
    other.center = 1
    let bag = try #require(Bag(features: [1, 2, 3, 4, 5, 6], count: 2, width: 3))
    let single = Double(Self.network().evaluate(bag).score)
    let found = Ensemble([Self.network(), other]).evaluate(bag)
    #expect(abs(found.mean - (single - 0.375)) < 1e-5)
    #expect(abs(found.standardDeviation - 0.75 / 2.0.squareRoot()) < 1e-5)
    let parts = try #require(found.contributions.parts)
    #expect(abs(parts.reduce(0) { $0 + Double($1) } - found.mean) < 1e-5)
    #expect(Ensemble([other]).evaluate(bag).standardDeviation == 0)
  }

  static func network() -> AttentionMIL {
    var random = SeededDraws(seed: 9)
    var weights = AttentionMIL.Weights(width: 3, hidden: 4, gates: 2)
    for (_, path) in AttentionMIL.Weights.layers {
      weights[keyPath: path].withElements { for i in $0.indices { $0[i] = 2 * random.unitFloat() - 1 } }
    }
    return AttentionMIL(
      standardisation: Standardisation(mean: [1, 0, -1], deviation: [10, 2, 0.5]), weights: weights, center: 0.25)
  }

  private func slow(_ network: AttentionMIL, _ bag: Bag) -> (score: Double, attention: [Double]) {
    let w = network.weights
    func affine(_ x: [Double], _ weight: Matrix, _ bias: Matrix?) -> [Double] {
      (0..<weight.rows).map { r in
        (0..<weight.columns).reduce(Double(bias?[0, r] ?? 0)) { $0 + Double(weight[r, $1]) * x[$1] }
      }
    }
    var (logits, risks): ([Double], [Double]) = ([], [])
    for tile in 0..<bag.count {
      let x = (0..<bag.width).map { j in
        let s = network.standardisation
        return Double(max(-6, min(6, (bag.features[tile * bag.width + j] - s.mean[j]) / s.deviation[j])))
      }
      let h = affine(x, w.embedding, w.embeddingBias).map { max(0, $0) }
      let gated = zip(affine(h, w.value, w.valueBias), affine(h, w.gate, w.gateBias)).map { tanh($0) / (1 + exp(-$1)) }
      logits.append(affine(gated, w.attention, nil)[0])
      risks.append(affine(h, w.head, nil)[0])
    }
    let total = logits.reduce(0) { $0 + exp($1) }
    let attention = logits.map { exp($0) / total }
    return (zip(attention, risks).reduce(0) { $0 + $1.0 * $1.1 } - Double(network.center), attention)
  }
}
