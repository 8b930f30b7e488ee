import Basics
import Microscopy
import SlideWriting
import TissueAnalysis

/// The morphometry encoder on one thread, on simulated tissue.
enum MorphometryBenchmark {
  static func run(_ folder: String) throws {
    let tiles = Self.tiles(256)
    let encoder = MorphometryEncoder(stains: StainEstimate.estimate(from: Array(tiles.prefix(24))).vectors)
    let timing = Timing.median(of: 3) { _ = encoder.encode(tiles) }
    report("tiles a second a processor", Double(tiles.count) / timing.processor, "tiles/s", 0)
  }

  /// Tiles of tissue, spread over a slide.
  static func tiles(_ count: Int) -> [RGBAImage] {
    let slide = SimulatedSlide(
      SlideRecipe(seed: 11, size: PixelSize(width: 6720, height: 6720), highGradeFraction: 0.4))
    guard let mpp = slide.description.mpp, let survey = try? TissueSurvey.survey(of: slide, mpp: mpp) else { return [] }
    let plan = TilePlan(mask: survey.mask, slide: slide.description, mpp: mpp).sampled(count)
    let size = PixelSize(width: plan.pixels, height: plan.pixels)
    return plan.sites.compactMap { try? slide.read($0.region, output: size, level: plan.level).flattened() }
  }
}
