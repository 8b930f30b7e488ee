import Basics
import Microscopy
import Testing

@testable import TissueAnalysis

@Suite("Nuclei in a part of a slide")
struct NucleusSearchTests {
  /// Tissue of 1200 x 1200 um with a nucleus every 24 um, on a slide of 0.5 um/px.
  private func slide() -> (slide: MemorySlide, discs: [DrawnTissue.Disc], stains: StainVectors) {
    let places: [Double] = (0..<25).map { 24 + 48 * Double($0) }
    let discs = places.flatMap { (y: Double) -> [DrawnTissue.Disc] in
      places.map { (x: Double) -> DrawnTissue.Disc in DrawnTissue.Disc(x: x, y: y, radius: 8) }
    }
    let tissue = DrawnTissue(side: 1200, discs: discs)
    let image = tissue.image()
    return (MemorySlide(levels: [image], mpp: MicronsPerPixel(x: 0.5, y: 0.5)), discs, tissue.stains)
  }

  @Test("are those whose middle lies in it, each once, across the edges of tiles")
  func found() throws {
    let (slide, discs, _) = slide()
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.5))
    let stains = try StainEstimate.estimate(of: slide).vectors
    let region = SlideRegion(x: 100, y: 200, width: 900, height: 700)
    let middles = try NucleusSearch(stains: stains, mpp: mpp).middles(in: region, of: slide)
    let truth = discs.filter { (100..<1000).contains($0.x) && (200..<900).contains($0.y) }
    let score = DetectionScore(
      detected: middles.map { SIMD2($0.x, $0.y) }, truth: truth.map { SIMD2($0.x, $0.y) }, within: 4)
    #expect(score == DetectionScore(truePositives: truth.count, falsePositives: 0, falseNegatives: 0))
    #expect(try NucleusSearch(stains: stains, mpp: mpp).middles(in: region, of: slide) == middles)
  }

  @Test("are none beside the slide")
  func beside() throws {
    let (slide, _, stains) = slide()
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.5))
    let region = SlideRegion(x: -400, y: -400, width: 300, height: 300)
    #expect(try NucleusSearch(stains: stains, mpp: mpp).middles(in: region, of: slide).isEmpty)
  }
}
