import Basics
import Foundation
import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("Stain vectors")
struct StainTests {
  /// H&E whose true vectors are known.
  private func tissue(_ stains: StainVectors, seed: UInt64 = 1) -> RGBAImage {
    var tissue = DrawnTissue(side: 96, discs: DrawnTissue.scattered(seed: seed, radius: 6...10, side: 96))
    tissue.stains = stains
    tissue.eosin = { x in 0.5 + 0.5 * Float(x % 23) / 23 }
    return tissue.image()
  }

  @Test("vectors have length 1")
  func unitLength() {
    for vectors in [StainVectors.ruifrok, .macenkoReference] {
      #expect(abs((vectors.hematoxylin * vectors.hematoxylin).sum() - 1) < 1e-5)
      #expect(abs((vectors.eosin * vectors.eosin).sum() - 1) < 1e-5)
    }
  }

  @Test("the estimate finds the vectors that a tile was drawn with, to a few degrees")
  func estimates() {
    for vectors in [StainVectors.macenkoReference, shifted] {
      let estimate = StainEstimate.estimate(from: [tissue(vectors)])
      #expect(estimate.method == .macenko && estimate.reason == nil && estimate.isPlausibleHE == true)
      #expect(estimate.vectors.hematoxylin.degrees(to: vectors.hematoxylin) < 5)
      #expect(estimate.vectors.eosin.degrees(to: vectors.eosin) < 5)
    }
  }

  private let shifted = StainVectors(
    hematoxylin: SIMD3(0.62, 0.70, 0.34), eosin: SIMD3(0.15, 0.90, 0.40), hematoxylinMaximum: 2, eosinMaximum: 1)

  @Test("twice the stain gives the same normalised concentrations")
  func strengthCancels() {
    let means = [Float(0.8), 1.2].map { strength -> Float in
      var tissue = DrawnTissue(
        side: 96,
        discs: DrawnTissue.scattered(seed: 2, radius: 8...8, side: 96).map { disc in
          var disc = disc
          disc.depth *= strength
          return disc
        })
      tissue.eosin = { _ in 0.7 * strength }
      let image = tissue.image()
      let separation = StainSeparation(StainEstimate.estimate(from: [image]).vectors)
      let (red, green, blue, _) = image[Int(tissue.discs[4].x), Int(tissue.discs[4].y)]
      return separation.concentrations(red, green, blue).x
    }
    #expect(abs(means[0] - means[1]) < 0.06)
  }

  @Test("too little tissue, one stain and brown stain fall back to the published vectors and say why")
  func fallsBack() {
    let glass = RGBAImage(size: PixelSize(width: 64, height: 64), filledWith: (240, 240, 240, 255))
    let empty = StainEstimate.estimate(from: [glass])
    #expect(empty.reason == .tooFewTissuePixels(0) && empty.vectors == .ruifrok && empty.isPlausibleHE == nil)
    #expect(StainEstimate.estimate(from: []).reason == .tooFewTissuePixels(0))

    let pink = StainEstimate.estimate(from: [DrawnTissue(side: 96).image()])
    #expect(pink.method == .ruifrok && pink.reason != nil)

    // Diaminobenzidine, Ruifrok and Johnston 2001.
    let brown = StainVectors(
      hematoxylin: SIMD3(0.65, 0.70, 0.29), eosin: SIMD3(0.268, 0.570, 0.776), hematoxylinMaximum: 1, eosinMaximum: 1)
    let immuno = StainEstimate.estimate(from: [tissue(brown)])
    #expect(immuno.method == .ruifrok && immuno.isPlausibleHE == false)
    guard case .implausible(let hematoxylin, let eosin) = immuno.reason else {
      Issue.record("expected the implausible colours to be named, not \(String(describing: immuno.reason))")
      return
    }
    #expect(hematoxylin == immuno.hematoxylinDeviation && eosin == immuno.eosinDeviation)
  }

  @Test("the order of sample tiles does not matter much, and the same tiles give the same vectors")
  func deterministic() {
    let (one, other) = (tissue(shifted, seed: 3), tissue(shifted, seed: 4))
    #expect(StainEstimate.estimate(from: [one, other]) == StainEstimate.estimate(from: [one, other]))
    let swapped = StainEstimate.estimate(from: [other, one]).vectors
    #expect(swapped.hematoxylin.degrees(to: StainEstimate.estimate(from: [one, other]).vectors.hematoxylin) < 0.5)
  }

  @Test("separation is the bounded least-squares solution, found by trying", arguments: 1...8)
  func separation(seed: UInt64) {
    var draws = Draws(seed)
    let color = (0..<3).map { _ in UInt8(40 + draws.unit() * 200) }
    let stains = StainVectors(
      hematoxylin: SIMD3(0.65, 0.7, 0.3), eosin: SIMD3(0.1, 0.9, 0.4), hematoxylinMaximum: 1, eosinMaximum: 1)
    let density = OpticalDensity.of(color[0], color[1], color[2])
    let found = StainSeparation(stains).concentrations(color[0], color[1], color[2])
    let residual = { (h: Float, e: Float) in
      let left = density - h * stains.hematoxylin - e * stains.eosin
      return (left * left).sum()
    }
    #expect(found.x >= 0 && found.y >= 0)
    let tried = stride(from: Float(0), to: 3, by: 0.1).flatMap { h in
      stride(from: Float(0), to: 3, by: 0.1).map { residual(h, $0) }
    }
    #expect(residual(found.x, found.y) <= (tried.min() ?? 0) + 1e-5)
  }

  @Test("eigenvectors are at right angles, of length 1, and diagonalise")
  func eigenvectors() {
    var matrix = SymmetricMatrix3()
    var draws = Draws(5)
    let samples = (0..<40).map { _ in SIMD3(draws.unit(), 2 * draws.unit() - 0.5, draws.unit() * draws.unit()) }
    for sample in samples { matrix.add(sample) }
    let vectors = matrix.eigenvectors()
    // Along an eigenvector the sum of squared projections is its eigenvalue, and mixed products vanish.
    let mixed = { (a: SIMD3<Double>, b: SIMD3<Double>) in samples.reduce(0) { $0 + ($1 * a).sum() * ($1 * b).sum() } }
    for one in 0..<3 {
      #expect(abs((vectors[one] * vectors[one]).sum() - 1) < 1e-12)
      for other in 0..<one {
        #expect(abs((vectors[one] * vectors[other]).sum()) < 1e-12)
        #expect(abs(mixed(vectors[one], vectors[other])) < 1e-9)
        #expect(mixed(vectors[other], vectors[other]) >= mixed(vectors[one], vectors[one]))
      }
    }
  }

  @Test("vectors survive being stored")
  func codable() throws {
    let data = try JSONEncoder().encode(shifted)
    #expect(try JSONDecoder().decode(StainVectors.self, from: data) == shifted)
  }
}
