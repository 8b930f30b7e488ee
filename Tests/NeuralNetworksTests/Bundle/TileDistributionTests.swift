import Foundation
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
  static let distribution = TileDistribution(cohort.patients(60, seed: 1).map(\.training.bag))

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
    let distribution = TileDistribution(bags)
    #expect(try distribution.outOfDistributionShare(#require(Bag(features: [0, 4], count: 1, width: 2))) == 0)
    #expect(try distribution.outOfDistributionShare(#require(Bag(features: [0, 4.5], count: 1, width: 2))) == 1)
  }

  @Test("the distance is that of Mahalanobis with the shrunk correlation, worked by hand")
  func byHand() throws {
    let corners: [Float] = [1, 1, -1, -1, 1, -1, -1, 1]
    let distribution = TileDistribution([try #require(Bag(features: corners, count: 4, width: 2))])
    let found = distribution.distances(try #require(Bag(features: [3, 4], count: 1, width: 2)))[0]
    #expect(abs(found - (25.0 / 2).squareRoot()) < 1e-4)
  }

  @Test("an empty bag is not out of distribution: it is empty")
  func empty() throws {
    #expect(try Self.distribution.outOfDistributionShare(#require(Bag(features: [], count: 0, width: 12))) == 0)
  }

  @Test("the inverse factor times the factor's square is the identity; what is not positive definite has none")
  func factor() throws {
    let matrix: [Double] = [4, 2, 0.4, 2, 5, 1, 0.4, 1, 3]
    let inverse = try #require(inverseCholesky(matrix, size: 3))
    for i in 0..<3 {
      for j in 0..<3 {
        var sum = 0.0
        for k in 0..<3 { for l in 0..<3 { sum += inverse[i * 3 + k] * matrix[k * 3 + l] * inverse[j * 3 + l] } }
        #expect(abs(sum - (i == j ? 1 : 0)) < 1e-12)
      }
    }
    #expect(inverseCholesky([1, 2, 2, 1], size: 2) == nil)
  }

  @Test("a quantile is a value that is there")
  func quantiles() {
    #expect(quantile([5, 1, 3], 0.5) == 3)
    #expect(quantile([5, 1, 3], 0.999) == 5)
    #expect(quantile([5, 1, 3], 0) == 1)
    #expect(quantile([], 0.5) == 0)
  }
}
