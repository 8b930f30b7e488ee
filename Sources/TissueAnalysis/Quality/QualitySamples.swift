import Microscopy

/// A few tiles of tissue at 0.5 um/px, or at the scan's own scale where that is coarser, spread over the slide, and
/// what is measured on them.
struct QualitySamples {
  /// The medians over the tiles of ``TileSharpness``; `nil` where no tile is full enough of tissue.
  let sharpness: TileSharpness?
  /// At which the tiles were read, um/px.
  let micronsPerPixel: Double
  /// The share of green in the mean optical density of stained pixels; `nil` where nothing is stained.
  let greenShare: Double?

  private static let tiles = 16
  private static let microns = 112.0

  init(slide: some SlideSource, mask: TissueMask, mpp: MicronsPerPixel) {
    let scale = max(TileSharpness.scale, mpp.mean)
    let side = max(1, Int((Self.microns / scale).rounded()))
    let plan = TilePlan(
      mask: mask, slide: slide.description, mpp: mpp, tileMicrons: Self.microns, pixels: side
    ).sampled(Self.tiles)
    let pictures = plan.sites.compactMap(TileReadability(slide: slide, plan: plan).tile)
    micronsPerPixel = Self.microns / Double(side)
    sharpness = Self.median(
      pictures.map { [micronsPerPixel] in TileSharpness.measure($0, micronsPerPixel: micronsPerPixel) })
    greenShare = StainColor(pictures).greenShare
  }

  private static func median(_ values: [TileSharpness]) -> TileSharpness? {
    guard !values.isEmpty else { return nil }
    return TileSharpness(
      ratio: values.map(\.ratio).sorted()[values.count / 2],
      micronsPerPixel: values.map(\.micronsPerPixel).sorted()[values.count / 2])
  }
}
