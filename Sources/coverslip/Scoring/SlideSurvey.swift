import Sentences
import Casework
import Microscopy
import SlideReading
import TissueAnalysis

/// A slide opened for scoring: its tissue, its quality, its stains and its tiles. Pixels are read as they are needed.
struct SlideSurvey {
  let slide: OpenSlideSource
  /// The same as on white glass.
  private let corrected: GlassSlide<OpenSlideSource>
  let tissue: TissueSurvey
  let plan: TilePlan
  let stains: StainEstimate
  let fileName: String

  /// Tiles from which the stains of a slide are estimated, spread over its tissue.
  private static let stainTiles = 24

  /// - Parameters:
  ///   - tile: what the encoder wants.
  ///   - workers: threads that read the overview.
  init(_ record: CaseSlide, tile: TileShape, workers: Int = 1) throws {
    slide = try SlideOpening.open(record)
    fileName = record.fileName
    do {
      tissue = try TissueSurvey.survey(of: slide, mpp: record.mpp, workers: workers)
    } catch {
      throw error.words(path: record.path)
    }
    plan = TilePlan(
      mask: tissue.mask, slide: slide.description, mpp: record.mpp,
      tileMicrons: tile.microns,
      pixels: tile.pixels)
    corrected = GlassSlide(slide, glass: tissue.glass)
    stains = StainEstimate.estimate(from: Self.samples(of: plan, slide: corrected))
  }

  var tissueMM2: Double { tissue.mask.areaMM2 }
  var unreadableRegions: Int { tissue.unreadableRegions }

  /// Features of every tile of `plan`, which is ``plan`` or a sample of it.
  func encode(
    _ plan: TilePlan, with encoder: SlideEncoder, workers: Int, progress: @escaping @Sendable (Int) -> Void
  ) -> EncodedTiles {
    encode(plan, with: encoder.encoder(for: stains.vectors), seesWhiteGlass: encoder.seesWhiteGlass, workers, progress)
  }

  private func encode(
    _ plan: TilePlan, with encoder: some TileEncoder, seesWhiteGlass: Bool, _ workers: Int,
    _ progress: @escaping @Sendable (Int) -> Void
  ) -> EncodedTiles {
    guard seesWhiteGlass else {
      return TileEncoding.encode(plan, slide: slide, encoder: encoder, workers: workers, progress: progress)
    }
    return TileEncoding.encode(plan, slide: corrected, encoder: encoder, workers: workers, progress: progress)
  }

  /// Tiles of a feature file that are looked at in the slide.
  private static let checkedTiles = 64

  /// How many of an even sample of `sites`, tiles that another program encoded, cannot be read from this slide.
  func unreadable(of sites: [TileSite]) -> (tried: Int, unreadable: Int) {
    let sample = TilePlan(
      sites: sites, tileMicrons: plan.tileMicrons, pixels: plan.pixels, level: plan.level, tissue: tissue.mask
    ).sampled(Self.checkedTiles)
    return (sample.sites.count, TileEncoding.unreadable(sample, slide: slide))
  }

  /// A damaged tile is left out here; it is counted where it is encoded.
  private static func samples(of plan: TilePlan, slide: some SlideSource) -> [RGBAImage] {
    let sample = plan.sampled(stainTiles)
    return sample.sites.compactMap(TileReadability(slide: slide, plan: sample).tile)
  }
}
