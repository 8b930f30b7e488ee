import Evaluation
import FeatureFiles
import Foundation
import Tensors
import Testing

@testable import NeuralNetworks

@Suite("Tiles unlike those of the training")
struct TileDistributionTests {
  static let cohort: SyntheticCohort = {
    var cohort = SyntheticCohort()
    cohort.width = 12
    cohort.tiles = 30...40
    return cohort
  }()
  static let distribution = TileDistributionTraining(cohort.patients(60, seed: 1).map(\.training.bag)).distribution

  @Test("new patients of the same kind stay below the limit")
  func alike() {
    let shares = Self.cohort.patients(40, seed: 2).map { Self.distribution.outOfDistributionShare($0.training.bag) }
    #expect(shares.count { $0 > Self.distribution.caseLimit } <= 1)
  }

  @Test("patients of a world whose tissues look otherwise are beyond it, each of them")
  func unlike() {
    var foreign = Self.cohort
    foreign.separation = 12
    let shares = foreign.patients(20, seed: 2, world: 7).map {
      Self.distribution.outOfDistributionShare($0.training.bag)
    }
    #expect(shares.allSatisfy { $0 > Self.distribution.caseLimit })
  }

  @Test("one feature far outside is enough, and a value of 1e30 is no exception")
  func extreme() throws {
    let bag = Self.cohort.patients(1, seed: 3)[0].training.bag
    for value: Float in [1e4, 1e30, -.greatestFiniteMagnitude] {
      var features = bag.features
      for tile in 0..<bag.count { features[tile * bag.width + 5] = value }
      let changed = try #require(Bag(features: features, count: bag.count, width: bag.width))
      #expect(Self.distribution.outOfDistributionShare(changed) == 1)
    }
  }

  @Test("a feature that the training never saw change is strange where it does")
  func constant() throws {
    let bags = (0..<30).compactMap { patient in
      Bag(features: (0..<20).flatMap { [sin(Float(patient * 20 + $0)), 4] }, count: 20, width: 2)
    }
    let distribution = TileDistributionTraining(bags).distribution
    #expect(try distribution.outOfDistributionShare(#require(Bag(features: [0, 4], count: 1, width: 2))) == 0)
    #expect(try distribution.outOfDistributionShare(#require(Bag(features: [0, 4.5], count: 1, width: 2))) == 1)
  }

  @Test(
    "with more features than tiles per patient, new patients stay below the limit, and the card's share says so",
    arguments: [(0, 0.0), (1, 0.3), (2, 0.1)])
  func wide(seed: UInt64, shared: Float) {
    let world = WideWorld(width: 384, shared: shared, seed: seed)
    let training = TileDistributionTraining(world.patients(150, seed: 1))
    let new = world.patients(400, seed: 2)
    let strange = new.count { training.distribution.outOfDistributionShare($0) > training.distribution.caseLimit }
    #expect(strange <= 8)
    #expect(training.figure.value.estimate <= 0.03 && training.figure.count == 150)
    #expect(training.figure.caution == nil)
    let shifted = new.prefix(50).compactMap { bag in
      Bag(features: bag.features.map { $0 + 1 }, count: bag.count, width: bag.width)
    }
    #expect(shifted.allSatisfy { training.distribution.outOfDistributionShare($0) > training.distribution.caseLimit })
  }

  @Test("distance and residual are those of the components and of what they leave, worked by hand")
  func byHand() throws {
    let distribution = TileDistribution(
      standardisation: Standardisation(mean: [1, 0, 0], deviation: [2, 1, 1]),
      whitening: try #require(Matrix(rows: 1, columns: 3, values: [0.5, 0, 0])), deviations: [2],
      limits: .init(distance: 2, residual: 3, share: 0.5))
    let bag = try #require(Bag(features: [5, 0, 0, 1, 3, 4, 13, 0, 0], count: 3, width: 3))
    let places = distribution.places(bag)
    #expect(places.map(\.distance) == [1, 0, 3])
    #expect(places.map(\.residual) == [0, 12.5.squareRoot(), 0])
    #expect(abs(distribution.outOfDistributionShare(bag) - 2.0 / 3) < 1e-12)
  }

  @Test("what is strange is named: a measurement of the encoder, else a component or what the components leave")
  func named() throws {
    let bag = Self.cohort.patients(1, seed: 3)[0].training.bag
    var features = bag.features
    for tile in 0..<bag.count { features[tile * bag.width + 5] = -1e4 }
    let changed = try #require(Bag(features: features, count: bag.count, width: bag.width))
    let names = (0..<bag.width).map { "measure \($0)" }
    let named = Self.distribution.strangest(changed, names: names)
    #expect(named.first?.name == "measure 5" && named.count == 3)
    #expect(try #require(named.first).deviations < -100)
    let unnamed = Self.distribution.strangest(changed, names: [])
    #expect(unnamed.allSatisfy { $0.name.hasPrefix("component ") || $0.name.hasPrefix("what ") })
    #expect(
      Self.distribution.strangest(Self.cohort.patients(1, seed: 3)[0].training.bag, names: names, count: 0).isEmpty)
  }

  @Test("it reads back from its file; the first layout, whose limits were too narrow, is read and told")
  func layouts() throws {
    let bag = Self.cohort.patients(1, seed: 9)[0].training.bag
    let file = try SafetensorsFile(bytes: Self.distribution.document.bytes, name: "distribution")
    #expect(try TileDistribution(file, width: 12) == Self.distribution)
    var first = SafetensorsDocument(metadata: ["coverslip": "tile-distribution/1"])
    Self.distribution.standardisation.add(to: &first)
    first.add("whitening", shape: [12, 12], floats: (0..<144).map { $0 % 13 == 0 ? 1 : 0 })
    first.add("limits", shape: [2], floats: [2, 0.05])
    let old = try TileDistribution(SafetensorsFile(bytes: first.bytes, name: "old"), width: 12)
    #expect(!old.isHeldOut && Self.distribution.isHeldOut)
    #expect(old.outOfDistributionShare(bag).isFinite && old.document.bytes == first.bytes)
  }

  @Test("an empty bag is not out of distribution: it is empty")
  func empty() throws {
    #expect(try Self.distribution.outOfDistributionShare(#require(Bag(features: [], count: 0, width: 12))) == 0)
  }

  @Test("a quantile is a value that is there")
  func quantiles() {
    #expect(quantile([5, 1, 3], 0.5) == 3)
    #expect(quantile([5, 1, 3], 0.999) == 5)
    #expect(quantile([5, 1, 3], 0) == 1)
    #expect(quantile([], 0.5) == 0)
  }
}

/// Tiles of many independent features, part of whose variance is the patient's, and one direction along which patients
/// differ widely.
private struct WideWorld {
  let width: Int
  let shared: Float
  let seed: UInt64

  func patients(_ count: Int, seed: UInt64) -> [Bag] {
    var world = Noise(seed: self.seed &+ 100)
    let direction = (0..<width).map { _ in world.normal() }
    var random = Noise(seed: self.seed &* 1000 &+ seed)
    return (0..<count).compactMap { _ in
      let along = 0.1 * random.normal()
      let own = direction.map { $0 * along + shared.squareRoot() * random.normal() }
      let features = (0..<20).flatMap { _ in own.map { $0 + (1 - shared).squareRoot() * random.normal() } }
      return Bag(features: features, count: 20, width: width)
    }
  }
}
