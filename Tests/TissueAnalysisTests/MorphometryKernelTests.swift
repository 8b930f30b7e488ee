import Foundation
import Testing

@testable import TissueAnalysis

@Suite("Kernels of morphometry")
struct MorphometryKernelTests {
  private let memory = PlaneMemory()

  @Test(
    "co-occurrences are those of counting pair by pair",
    arguments: [PlaneSize(width: 19, height: 13), .init(width: 3, height: 3), .init(width: 1, height: 6)])
  func cooccurrence(size: PlaneSize) {
    var draws = Draws(3)
    let values = (0..<size.count).map { _ in Float(draws.unit() * 1.5) }
    var fast = Cooccurrence()
    fast.count(memory.plane(values), quantised: memory.bytes(size.count), size)
    for (index, (dx, dy)) in Cooccurrence.offsets.enumerated() {
      var slow = [UInt32](repeating: 0, count: 256)
      for y in 0..<size.height {
        for x in 0..<size.width where (0..<size.width).contains(x + dx) && y + dy < size.height {
          let level = { (x: Int, y: Int) in min(15, Int(values[y * size.width + x] / Cooccurrence.step)) }
          slow[level(x, y) * 16 + level(x + dx, y + dy)] += 1
        }
      }
      #expect(Array(fast.table(index)) == slow)
    }
  }

  /// Two levels, neighbours as often the same as not: p = 1/4 everywhere.
  @Test("Haralick's features of a small matrix are those worked by hand")
  func haralick() {
    let even = Haralick([5, 5, 5, 5] as [UInt32], levels: 2)
    #expect(even.contrast == 0.5 && even.energy == 0.25 && even.entropy == 2)
    #expect(even.homogeneity == 0.75 && even.correlation == 0)
    let same = Haralick([3, 0, 0, 3] as [UInt32], levels: 2)
    #expect(same.contrast == 0 && same.energy == 0.5 && same.entropy == 1)
    #expect(same.homogeneity == 1 && same.correlation == 1)
    // (0, 1) only: both orders count, so p(0,1) = p(1,0) = 1/2.
    let other = Haralick([0, 7, 0, 0] as [UInt32], levels: 2)
    #expect(other.contrast == 1 && other.correlation == -1 && other.energy == 0.5)
    let single = Haralick([9, 0, 0, 0] as [UInt32], levels: 2)
    #expect(single.correlation == 0 && single.energy == 1 && single.entropy == 0)
    #expect(Haralick([0, 0, 0, 0] as [UInt32], levels: 2).energy == 0)
  }

  @Test("quantiles are linear between order statistics")
  func quantiles() {
    let distribution = Distribution([4, 1, 3, 2, 5] as [Double])
    #expect(distribution.quantile(0) == 1 && distribution.quantile(0.5) == 3 && distribution.quantile(1) == 5)
    #expect(abs((distribution.quantile(0.9) ?? 0) - 4.6) < 1e-12)
    #expect(distribution.interquartileRange == 2)
    #expect(abs((distribution.coefficientOfVariation ?? 0) - 2.0.squareRoot() / 3) < 1e-12)
    #expect(Distribution([7] as [Double]).quantile(0.1) == 7)
    #expect(Distribution([] as [Double]).quantile(0.5) == nil)
    #expect(Distribution([0, 0] as [Double]).coefficientOfVariation == nil)
  }

  @Test("nearest neighbours are those of looking at each other nucleus", arguments: 1...4)
  func neighbours(seed: UInt64) {
    var draws = Draws(seed)
    let nuclei = (0..<30).map { _ in nucleus(draws.unit() * 224, draws.unit() * 224) }
    let found = Neighbours(nuclei, radius: 50)
    var pairs = 0
    for (index, one) in nuclei.enumerated() {
      let distances = nuclei.indices.filter { $0 != index }.map { hypot(nuclei[$0].x - one.x, nuclei[$0].y - one.y) }
      #expect(abs(found.nearest[index] - (distances.min() ?? 0)) < 1e-9)
      pairs += distances.filter { $0 <= 50 }.count
    }
    #expect(found.pairsWithinRadius * 2 == pairs)
    #expect(Neighbours([nuclei[0]], radius: 50).nearest.isEmpty && Neighbours([], radius: 50).nearest.isEmpty)
  }

  private func nucleus(_ x: Double, _ y: Double) -> Nucleus {
    Nucleus(
      x: x, y: y, areaUM2: 30, perimeterUM: 20, eccentricity: 0.5, orientation: 0, solidity: 0.9,
      meanHematoxylin: 0.5, hematoxylinSD: 0.1, contrast: 0.3, touchesEdge: false)
  }

  @Test("kinds: a lymphocyte, a fibroblast, a large tumour nucleus and a mitosis are told apart")
  func kinds() {
    var small = nucleus(0, 0)
    (small.areaUM2, small.meanHematoxylin, small.eccentricity) = (28, 0.8, 0.4)
    #expect(NucleusKind(small).smallRoundDark > 0.9 && NucleusKind(small).epithelioid < 0.1)
    var spindle = nucleus(0, 0)
    spindle.eccentricity = 0.97
    #expect(NucleusKind(spindle).spindle > 0.9 && NucleusKind(spindle).smallRoundDark < 0.1)
    var large = nucleus(0, 0)
    large.areaUM2 = 120
    #expect(NucleusKind(large).large > 0.99 && NucleusKind(large).epithelioid > 0.9)
    var mitosis = nucleus(0, 0)
    (mitosis.areaUM2, mitosis.meanHematoxylin, mitosis.perimeterUM) = (35, 1.2, 30)
    #expect(NucleusKind(mitosis).mitosisLike > 0.8 && NucleusKind(small).mitosisLike < 0.2)
  }
}
