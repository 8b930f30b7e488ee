import Basics
import Casework
import Microscopy
import TissueAnalysis

/// A slide opened for scoring: its tissue, its quality, its stains and its tiles. Pixels are read as they are needed.
package struct SlideSurvey: Sendable {
  package let slide: any SlideSource
  package let tissue: TissueSurvey
  package private(set) var plan: TilePlan
  package let stains: StainEstimate
  package let fileName: String

  /// Tiles from which the stains of a slide are estimated, spread over its tissue.
  private static let stainTiles = 24

  /// - Parameters:
  ///   - tile: what the encoder wants.
  ///   - workers: threads that read the overview.
  ///   - watch: is told how far that is.
  package init(
    _ record: CaseSlide, tile: TileShape, _ access: SlideAccess, workers: Int = 1, _ watch: SurveyWatch = .none
  ) throws {
    slide = try access.open(record)
    fileName = record.fileName
    do {
      tissue = try TissueSurvey.survey(of: slide, mpp: record.mpp, workers: workers, watch)
    } catch {
      throw SlideFailure.pixels(path: record.path, error)
    }
    plan = TilePlan(
      mask: tissue.mask, slide: slide.description, mpp: record.mpp, tileMicrons: tile.microns, pixels: tile.pixels)
    stains = Self.stains(of: plan, slide, tissue.glass)
  }

  private static func stains(of plan: TilePlan, _ slide: some SlideSource, _ glass: Glass) -> StainEstimate {
    StainEstimate.estimate(from: samples(of: plan, slide: GlassSlide(slide, glass: glass)))
  }

  /// The same slide, whose plan lacks the tiles of which `isLeftOut` says so.
  package func without(_ isLeftOut: (TileSite) -> Bool) -> SlideSurvey {
    var survey = self
    survey.plan = TilePlan(
      sites: plan.sites.filter { !isLeftOut($0) }, tileMicrons: plan.tileMicrons, pixels: plan.pixels,
      level: plan.level, tissue: plan.tissue)
    return survey
  }

  package var tissueMM2: Double { tissue.mask.areaMM2 }
  package var unreadableRegions: Int { tissue.unreadableRegions }

  /// Features of every tile of `plan`, which is ``plan`` or a sample of it; of those that were done where somebody
  /// wants the work stopped.
  package func encode(
    _ plan: TilePlan, with encoder: SlideEncoder, workers: Int, _ cancellation: Cancellation,
    progress: @escaping @Sendable (Int) -> Void
  ) -> EncodedTiles {
    let run = EncodingRun(plan: plan, workers: workers, cancellation: cancellation, progress: progress)
    let tiles = encoder.encoder(for: stains.vectors)
    return encoder.seesWhiteGlass ? run.onWhiteGlass(slide, tissue.glass, tiles) : run(slide, tiles)
  }

  /// Tiles of a feature file that are looked at in the slide.
  private static let checkedTiles = 64

  /// How many of an even sample of `sites`, tiles that another program encoded, cannot be read from this slide.
  package func unreadable(of sites: [TileSite]) -> (tried: Int, unreadable: Int) {
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

/// How the tiles of a plan are encoded, whatever the slide and the encoder.
private struct EncodingRun {
  let plan: TilePlan
  let workers: Int
  let cancellation: Cancellation
  let progress: @Sendable (Int) -> Void

  func callAsFunction(_ slide: some SlideSource, _ encoder: some TileEncoder) -> EncodedTiles {
    TileEncoding.encode(
      plan, slide: slide, encoder: encoder, workers: workers, progress: progress,
      isCancelled: { [cancellation] in cancellation.isCancelled })
  }

  func onWhiteGlass(_ slide: some SlideSource, _ glass: Glass, _ encoder: some TileEncoder) -> EncodedTiles {
    self(GlassSlide(slide, glass: glass), encoder)
  }
}
