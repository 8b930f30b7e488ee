import Basics
import Microscopy
import SlideWriting
import Testing
import TissueAnalysis

/// The analysis held against tissue whose every nucleus is known.
@Suite("Simulated tissue")
struct SimulatedTissueTests {
  /// Nuclei are detected on tiles with a margin, so that one cut by the tile's edge counts once, where its centre is.
  private static func detections(_ recipe: SlideRecipe) throws -> DetectionScore {
    let slide = SimulatedSlide(recipe)
    let mpp = try #require(slide.description.mpp)
    let survey = try TissueSurvey.survey(of: slide, mpp: mpp)
    let sites = TilePlan(mask: survey.mask, slide: slide.description, mpp: mpp).sampled(24).sites
    let size = PixelSize(width: 224, height: 224)
    let tiles = try sites.map { try slide.read($0.region, output: size) }
    let detector = NucleusDetector(stains: StainEstimate.estimate(from: tiles).vectors)
    return zip(sites, tiles).map { site, tile in
      let truth = slide.nuclei(in: site.region).map {
        SIMD2(Double($0.x) - Double(site.x), Double($0.y) - Double(site.y)) * SlideRecipe.micronsPerPixel
      }
      let detected = detector.nuclei(in: tile).map { SIMD2($0.x, $0.y) * SlideRecipe.micronsPerPixel }
      return DetectionScore(detected: detected, truth: truth, within: 4)
    }.reduce(DetectionScore(truePositives: 0, falsePositives: 0, falseNegatives: 0), +)
  }

  @Test(
    "nuclei are detected with F1 of at least 0.85 within 4 um, whatever the grade",
    arguments: [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)])
  func detection(highGrade: Double, moderate: Double) throws {
    let recipe = SlideRecipe(
      seed: 77, size: PixelSize(width: 2240, height: 2240), tumourFraction: 0.6, highGradeFraction: highGrade,
      moderateGradeFraction: moderate)
    let score = try Self.detections(recipe)
    #expect(score.truePositives > 300)
    #expect(score.f1 >= 0.85, "precision \(score.precision), recall \(score.recall)")
  }
}
