import Casework
import Microscopy
import SlideReading
import TissueAnalysis

/// A slide opened for scoring: its tissue, its quality, its stains and its tiles. Pixels are read as they are needed.
struct SlideSurvey {
  let slide: OpenSlideSource
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
    slide = try SlideOpening.open(record.path, mpp: record.mpp)
    fileName = record.fileName
    guard slide.description.size == record.size else {
      throw CommandFailure(
        .badData,
        "\(record.path): the file is not the one that was registered (it has \(slide.description.size.width) x "
          + "\(slide.description.size.height) px); put the registered slide back or add it as a new case")
    }
    do {
      tissue = try TissueSurvey.survey(of: slide, mpp: record.mpp, workers: workers)
    } catch {
      throw error.words(path: record.path)
    }
    plan = TilePlan(
      mask: tissue.mask, slide: slide.description, mpp: record.mpp,
      tileMicrons: tile.microns,
      pixels: tile.pixels)
    stains = StainEstimate.estimate(from: Self.samples(of: plan, slide: slide))
  }

  var tissueMM2: Double { tissue.mask.areaMM2 }
  var unreadableRegions: Int { tissue.unreadableRegions }

  /// Features of every tile of `plan`, which is ``plan`` or a sample of it.
  func encode(
    _ plan: TilePlan, with encoder: SlideEncoder, workers: Int, progress: @escaping @Sendable (Int) -> Void
  ) -> EncodedTiles {
    encode(plan, with: encoder.encoder(for: stains.vectors), workers, progress)
  }

  private func encode(
    _ plan: TilePlan, with encoder: some TileEncoder, _ workers: Int, _ progress: @escaping @Sendable (Int) -> Void
  ) -> EncodedTiles {
    TileEncoding.encode(plan, slide: slide, encoder: encoder, workers: workers, progress: progress)
  }

  /// A damaged tile is left out here; it is counted where it is encoded.
  private static func samples(of plan: TilePlan, slide: OpenSlideSource) -> [RGBAImage] {
    let size = PixelSize(width: plan.pixels, height: plan.pixels)
    return plan.sampled(stainTiles).sites.compactMap { site in
      try? slide.read(site.region, output: size, level: plan.level).flattened()
    }
  }
}
