import Basics
import Foundation
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("An aggregator and its bag")
struct AggregatorTests {
  static let fixtures = [
    "ilse-gated", "clam-sb-parallel", "clam-mb-three", "mcat", "chowder", "dsmil-2", "transmil", "stamp-vit",
  ]

  @Test("a bag without tiles has no answer", arguments: fixtures)
  func empty(name: String) throws {
    let network = try load(name)
    let bag = try #require(Bag(features: [], count: 0, width: network.width))
    #expect(throws: AggregatorFailure.empty) { try network.evaluate(bag) }
  }

  @Test("a bag of another width is refused with both widths", arguments: fixtures)
  func width(name: String) throws {
    let network = try load(name)
    let bag = try #require(Bag(features: [1, 2, 3], count: 1, width: 3))
    #expect(throws: AggregatorFailure.width(expected: network.width, found: 3)) { try network.evaluate(bag) }
  }

  @Test("a feature that is not a number is refused with its tile", arguments: fixtures, [Float.nan, .infinity])
  func notFinite(name: String, value: Float) throws {
    let network = try load(name)
    var features = [Float](repeating: 0, count: 40 * network.width)
    features[39 * network.width + 2] = value
    let bag = try #require(Bag(features: features, count: 40, width: network.width))
    #expect(throws: AggregatorFailure.notFinite(tile: 39, feature: 2, kind: value.isNaN ? .nan : .infinite)) {
      try network.evaluate(bag)
    }
  }

  @Test("features so large that the answer is not a number are an overflow, not an answer")
  func overflow() throws {
    let network = try load("ilse-gated")
    let features = (0..<2 * network.width).map {
      $0 % 2 == 0 ? Float.greatestFiniteMagnitude : -.greatestFiniteMagnitude
    }
    let bag = try #require(Bag(features: features, count: 2, width: network.width))
    #expect(throws: AggregatorFailure.overflow) { try network.evaluate(bag) }
  }

  @Test("the same bag gives the same bytes", arguments: fixtures)
  func deterministic(name: String) throws {
    let network = try load(name)
    let bag = try Self.bag(700, network.width)
    #expect(try network.evaluate(bag) == network.evaluate(bag))
  }

  @Test("the order of the tiles does not matter", arguments: fixtures.filter { $0 != "transmil" })
  func order(name: String) throws {
    let network = try load(name)
    let bag = try Self.bag(300, network.width)
    let rows = (0..<300).map { Array(bag.features[$0 * bag.width..<($0 + 1) * bag.width]) }
    let turned = try #require(Bag(features: rows.reversed().flatMap { $0 }, count: 300, width: bag.width))
    let (one, other) = (try network.evaluate(bag), try network.evaluate(turned))
    #expect(deviation(one.logits, other.logits) < 1e-5)
    if let parts = one.contributions.parts, let others = other.contributions.parts {
      #expect(deviation(parts, others.reversed()) < 1e-4)
    }
  }

  @Test("the score is the only logit, or how far the second class is before the first; of three classes there is none")
  func rule() {
    #expect(SlideScoreRule(classes: 1)([2]) == 2)
    #expect(SlideScoreRule(classes: 2)([2, 5]) == 3)
    #expect(SlideScoreRule(classes: 3)([2, 5, 1]) == nil)
  }

  @Test("the risk of discrete hazards is minus the sum of the survival: four bins of hazard 1/2 give -15/16")
  func survival() {
    #expect(SlideScoreRule.survival([0, 0, 0, 0]) == -0.9375)
  }

  @Test("what the logits are worth between two points is the difference of their scores")
  func worth() throws {
    let (start, end) = ([0.3, -1, 2, 0.1], [1.5, -1, -0.5, 0.2])
    let worth = SlideScoreRule.survival.worth(from: start, to: end)
    let sum = zip(worth, zip(start, end)).reduce(0) { $0 + $1.0 * ($1.1.1 - $1.1.0) }
    let scores = try [end, start].map { try #require(SlideScoreRule.survival($0.map { Float($0) })) }
    #expect(abs(sum - (scores[0] - scores[1])) < 1e-6)
  }

  @Test("a transformer's small bag is taken apart tile by tile; of a large one the limit is said")
  func leaveOneOut() throws {
    let network = try load("stamp-vit")
    let bag = try Self.bag(3, network.width)
    let without = try #require(
      Bag(features: Array(bag.features.dropFirst(network.width)), count: 2, width: network.width))
    let (whole, rest) = (try network.evaluate(bag), try network.evaluate(without))
    guard case .parts(let parts, .leaveOneOut, nil) = whole.contributions else {
      Issue.record("no parts")
      return
    }
    #expect(abs(Double(parts[0]) - (try #require(whole.score) - #require(rest.score))) < 1e-6)
    let large = try network.evaluate(Self.bag(65, network.width))
    #expect(large.contributions == .unavailable(.tiles(found: 65, limit: 2...64)))
  }

  @Test("a network of three classes has logits and attention, and no parts")
  func classes() throws {
    let network = try load("clam-mb-three")
    let output = try network.evaluate(Self.bag(5, network.width))
    #expect(output.score == nil)
    #expect(output.attention?.shares.rows == 3)
    #expect(output.contributions == .unavailable(.noSlideScore))
  }

  @Test("each class of a network with a branch a class has its own attention; one attention is that of all classes")
  func branches() throws {
    let network = try load("clam-mb-three")
    let attention = try #require(try network.evaluate(Self.bag(5, network.width)).attention)
    #expect(attention.isByClass)
    #expect(attention.shares(of: 2) == Array(attention.shares.row(2)))
    #expect(attention.shares(of: 2) != attention.shares(of: 0))
    let single = try load("ilse-gated")
    let shared = try #require(try single.evaluate(Self.bag(5, single.width)).attention)
    #expect(!shared.isByClass && shared.shares(of: 1) == shared.shares(of: 0))
  }

  @Test("before a bag is seen a network says its rule, and whether the order of the tiles counts", arguments: fixtures)
  func described(name: String) throws {
    let network = try load(name)
    #expect(try network.evaluate(Self.bag(5, network.width)).rule == network.rule)
    #expect(network.dependsOnOrder == (name == "transmil"))
  }

  @Test("the order of the tiles counts for TransMIL")
  func transMIL() throws {
    let network = try load("transmil")
    let bag = try Self.bag(9, network.width)
    let rows = (0..<9).map { Array(bag.features[$0 * bag.width..<($0 + 1) * bag.width]) }
    let turned = try #require(Bag(features: rows.reversed().flatMap { $0 }, count: 9, width: bag.width))
    #expect(deviation(try network.evaluate(bag).logits, try network.evaluate(turned).logits) > 1e-3)
  }

  @Test("Coverslip's own network answers as before")
  func trained() throws {
    let network = AttentionMILTests.network()
    let bag = try Self.bag(9, 3)
    let (found, expected) = (try TrainedAggregator(network).evaluate(bag), network.evaluate(bag))
    #expect(found.logits == [expected.score])
    #expect(found.attention?.shares(of: 0) == expected.attention)
    #expect(found.contributions == .parts(expected.contributions, method: .linear, baseline: 0))
  }

  static func bag(_ count: Int, _ width: Int) throws -> Bag {
    var random = SeededDraws(seed: 4)
    let features = (0..<count * width).map { _ in 4 * random.unitFloat() - 2 }
    return try #require(Bag(features: features, count: count, width: width))
  }

  private func load(_ name: String) throws -> any Aggregator {
    try AggregatorFile.load("\(AggregatorCase.fixtureFolder)/\(name).safetensors")
  }
}
