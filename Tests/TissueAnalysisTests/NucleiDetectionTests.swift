import Basics
import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("Detection of nuclei on drawn tissue")
struct NucleiDetectionTests {
  private func score(_ tissue: DrawnTissue) -> (score: DetectionScore, nuclei: [Nucleus]) {
    let image = tissue.image()
    let nuclei = NucleusDetector(stains: StainEstimate.estimate(from: [image]).vectors).nuclei(in: image)
    let truth = tissue.discs.map { SIMD2($0.x, $0.y) }
    return (DetectionScore(detected: nuclei.map { SIMD2($0.x, $0.y) }, truth: truth, within: 8), nuclei)
  }

  @Test("every separate nucleus is found and nothing else", arguments: 1...3)
  func separate(seed: UInt64) {
    let found = score(DrawnTissue(side: 128, discs: DrawnTissue.scattered(seed: seed, radius: 5...10, side: 128)))
    #expect(found.score == DetectionScore(truePositives: 16, falsePositives: 0, falseNegatives: 0))
  }

  @Test("pairs that overlap by a quarter of their width are told apart")
  func touching() {
    let discs = (0..<4).flatMap { index -> [DrawnTissue.Disc] in
      let (x, y) = (32 + 64 * Double(index % 2), 32 + 64 * Double(index / 2))
      return [DrawnTissue.Disc(x: x - 6, y: y, radius: 8), DrawnTissue.Disc(x: x + 6, y: y, radius: 8)]
    }
    #expect(score(DrawnTissue(side: 128, discs: discs)).score.f1 == 1)
  }

  @Test("area, eccentricity and position are those drawn")
  func shape() throws {
    let disc = DrawnTissue.Disc(x: 64, y: 62, radius: 9, stretch: 2)
    var tissue = DrawnTissue(side: 128, discs: DrawnTissue.scattered(seed: 4, radius: 6...6, side: 128))
    tissue.discs.removeAll { abs($0.x - 64) < 40 && abs($0.y - 62) < 40 }
    tissue.discs.append(disc)
    let nuclei = score(tissue).nuclei
    let nucleus = try #require(nuclei.first { abs($0.x - 64) < 1 && abs($0.y - 62) < 1 })
    // The threshold lies below half the depth, so that the outline runs up to half a pixel outside.
    #expect((nucleus.areaUM2 / (81 * .pi / 4) - 1).magnitude < 0.15)
    #expect(abs(nucleus.eccentricity - (1.0 - 1.0 / 4).squareRoot()) < 0.05)
    #expect(abs(nucleus.orientation) < 0.1)
    #expect(nucleus.solidity > 0.9 && nucleus.solidity <= 1)
    #expect(nucleus.roundness > 0.75)
  }

  @Test("a pale centre belongs to its nucleus")
  func vesicular() {
    var tissue = DrawnTissue(side: 96, discs: DrawnTissue.scattered(seed: 5, radius: 9...9, side: 96))
    let image = tissue.image()
    let stains = StainEstimate.estimate(from: [image]).vectors
    var hollow = image
    tissue.discs = []
    let ground = tissue.image()
    for y in 46...49 { for x in 46...50 { hollow[x, y] = ground[x, y] } }
    let detector = NucleusDetector(stains: stains)
    let (whole, cleared) = (detector.nuclei(in: image), detector.nuclei(in: hollow))
    #expect(cleared.count == whole.count)
    let area = { (nuclei: [Nucleus]) in nuclei.reduce(0) { $0 + $1.areaUM2 } }
    #expect(abs(area(cleared) - area(whole)) < 2)
  }

  @Test("plain eosin, glass and a black tile have no nuclei")
  func none() {
    let detector = NucleusDetector(stains: .macenkoReference)
    #expect(detector.nuclei(in: DrawnTissue(side: 96).image()).isEmpty)
    let size = PixelSize(width: 96, height: 96)
    #expect(detector.nuclei(in: RGBAImage(size: size, filledWith: (243, 243, 243, 255))).isEmpty)
    #expect(detector.nuclei(in: RGBAImage(size: size, filledWith: (0, 0, 0, 255))).isEmpty)
    #expect(detector.nuclei(in: RGBAImage(size: size)).isEmpty)
  }

  @Test("tiles of a few pixels are answered", arguments: [0, 1, 2, 3, 5, 7])
  func tiny(side: Int) {
    let size = PixelSize(width: side, height: side)
    #expect(
      NucleusDetector(stains: .ruifrok).nuclei(in: RGBAImage(size: size, filledWith: (90, 60, 140, 255))).count <= 1)
  }

  @Test("the nuclei of a tile do not depend on what the workspace held before")
  func workspaceIsClean() {
    let detector = NucleusDetector(stains: .macenkoReference)
    let image = DrawnTissue(side: 96, discs: DrawnTissue.scattered(seed: 6, radius: 6...10, side: 96)).image()
    let workspace = TileWorkspace(PlaneSize(width: 96, height: 96))
    let before = DrawnTissue(side: 96, discs: DrawnTissue.scattered(seed: 7, radius: 4...14, side: 96))
    _ = detector.nuclei(in: before.image(), workspace)
    #expect(detector.nuclei(in: image, workspace) == detector.nuclei(in: image))
  }
}

@Suite("The score of a detection")
struct NucleiScoreTests {
  @Test("each point is matched once, the closest pairs first")
  func closestFirst() {
    let score = DetectionScore(
      detected: [SIMD2(0, 0), SIMD2(1, 0), SIMD2(50, 50)], truth: [SIMD2(1.2, 0), SIMD2(0.1, 0), SIMD2(20, 20)],
      within: 4)
    #expect(score == DetectionScore(truePositives: 2, falsePositives: 1, falseNegatives: 1))
    #expect(abs(score.f1 - 2.0 / 3) < 1e-12)
    #expect(DetectionScore(detected: [SIMD2(0, 0), SIMD2(0, 1)], truth: [SIMD2(0, 0)], within: 4).falsePositives == 1)
  }

  @Test("the distance counts itself, and beyond it nothing matches")
  func reach() {
    #expect(DetectionScore(detected: [SIMD2(0, 0)], truth: [SIMD2(0, 4)], within: 4).f1 == 1)
    #expect(DetectionScore(detected: [SIMD2(0, 0)], truth: [SIMD2(0, 4.01)], within: 4).f1 == 0)
  }

  @Test("nothing found where nothing is scores 1; something found there scores 0")
  func empty() {
    #expect(DetectionScore(detected: [], truth: [], within: 4).f1 == 1)
    #expect(DetectionScore(detected: [SIMD2(0, 0)], truth: [], within: 4).f1 == 0)
    #expect(DetectionScore(detected: [], truth: [SIMD2(0, 0)], within: 4).recall == 0)
  }

  @Test("it agrees with looking at all pairs", arguments: 1...5)
  func allPairs(seed: UInt64) {
    var draws = Draws(seed)
    let points = { (count: Int) in (0..<count).map { _ in SIMD2(draws.unit() * 60, draws.unit() * 60) } }
    let (detected, truth) = (points(40), points(35))
    var pairs = detected.indices.flatMap { one in truth.indices.map { (one, $0) } }
    let squared = { (pair: (Int, Int)) in
      let offset = detected[pair.0] - truth[pair.1]
      return (offset * offset).sum()
    }
    var matches = 0
    while let best = pairs.min(by: { squared($0) < squared($1) }), squared(best) <= 16 {
      matches += 1
      pairs.removeAll { $0.0 == best.0 || $0.1 == best.1 }
    }
    #expect(DetectionScore(detected: detected, truth: truth, within: 4).truePositives == matches)
  }
}
