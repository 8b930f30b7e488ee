import Basics
import JPEGCoding
import Microscopy
import SlideReading
import SlideWriting
import Synchronization
import TissueAnalysis

/// Decoding and encoding together against each alone, on both processors, on a slide of 20,000 x 20,000 px.
enum PipelineBenchmark {
  static func run(_ folder: String) throws {
    let path = folder + "/large.svs"
    let recipe = SlideRecipe(seed: 20, size: PixelSize(width: 20_000, height: 20_000), highGradeFraction: 0.3)
    let drawing = try Timing.of { try SlideJob(recipe: recipe, slide: path, truth: nil).run() }
    report("drawing and writing the slide", drawing.wall, "s", 1)
    let slide = try OpenSlideSource(path: path, decoder: JPEGTiles())
    guard let mpp = slide.description.mpp else { return }
    let survey = try TissueSurvey.survey(of: slide, mpp: mpp)
    let whole = TilePlan(mask: survey.mask, slide: slide.description, mpp: mpp)
    // Neighbours, as a scoring reads them: a sample would decode more of the file's tiles for each of ours.
    let plan = TilePlan(
      sites: Array(whole.sites.prefix(3000)), tileMicrons: whole.tileMicrons, pixels: whole.pixels, level: whole.level)
    let workers = 2
    let encoder = MorphometryEncoder(stains: .ruifrok)
    let decode = rate(plan, slide, Discarding(), workers)
    let ready = try Held(slide, plan: plan, count: 400)
    let encode = rate(ready.plan, ready.slide, encoder, workers)
    let both = rate(plan, slide, encoder, workers)
    report("decode alone", decode.tiles, "tiles/s", 0)
    report("encode alone", encode.tiles, "tiles/s", 0)
    report("decode to features", both.tiles, "tiles/s", 0)
    report("ratio to the slower of the two (wanted 0.8)", both.tiles / min(decode.tiles, encode.tiles), "")
    let sum = 1 / (1 / decode.tiles + 1 / encode.tiles)
    report("the most that busy processors allow", sum / min(decode.tiles, encode.tiles), "")
    report("ratio to the slower one on one processor", both.tiles / min(decode.tiles, encode.tiles) * 2, "")
    report("processors busy", both.busy, "of \(workers)")
    let drawn = rate(plan, try OpenSlideSource(path: path), encoder, workers)
    report("decode to features, every tile drawn by OpenSlide", drawn.tiles, "tiles/s", 0)
    report("times as fast as that", both.tiles / drawn.tiles, "")
  }

  private static func rate(
    _ plan: TilePlan, _ slide: some SlideSource, _ encoder: some TileEncoder, _ workers: Int
  ) -> (tiles: Double, busy: Double) {
    let timing = Timing.median(of: 3) {
      _ = TileEncoding.encode(plan, slide: slide, encoder: encoder, workers: workers, progress: nil)
    }
    return (Double(plan.sites.count) / timing.wall, timing.busy)
  }

  /// An encoder that costs nothing: what is left is decoding.
  private struct Discarding: TileEncoder {
    let name = "discarding"
    let mpp = 0.5
    let tilePixels = 224
    let featureCount = 1
    func encode(_ tiles: [RGBAImage]) -> [Float] { tiles.map { Float($0.pixels[0]) } }
  }

  /// Tiles that are decoded already: a slide whose reading costs nothing, so that encoding is left.
  private struct Held {
    let slide: MemorySlide
    let plan: TilePlan

    init(_ source: OpenSlideSource, plan: TilePlan, count: Int) throws {
      let sampled = plan.sampled(count)
      let side = plan.pixels
      var strip = RGBAImage(size: PixelSize(width: side * sampled.sites.count, height: side))
      for (index, site) in sampled.sites.enumerated() {
        let tile = try source.read(
          site.region, output: PixelSize(width: side, height: side), level: plan.level)
        for row in 0..<side {
          let target = (row * strip.width + index * side) * 4
          strip.pixels.replaceSubrange(
            target..<(target + side * 4), with: tile.pixels[(row * side * 4)..<((row + 1) * side * 4)])
        }
      }
      slide = MemorySlide(levels: [strip], mpp: source.description.mpp)
      self.plan = TilePlan(
        sites: sampled.sites.indices.map { TileSite(x: $0 * side, y: 0, side: side) },
        tileMicrons: plan.tileMicrons, pixels: side, level: 0)
    }
  }
}
