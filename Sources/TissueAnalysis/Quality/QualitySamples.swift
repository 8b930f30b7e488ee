import Microscopy

/// A few tiles of tissue at 0.5 um/px, spread over the slide, and what is measured on them.
struct QualitySamples {
  /// The median over the tiles of ``TileSharpness``; `nil` where no tile is full enough of tissue.
  let sharpness: Double?
  /// The share of green in the mean optical density of stained pixels; `nil` where nothing is stained.
  let greenShare: Double?

  private static let tiles = 16
  private static let pixels = 224

  init(slide: some SlideSource, mask: TissueMask, mpp: MicronsPerPixel) {
    let plan = TilePlan(mask: mask, slide: slide.description, mpp: mpp, pixels: Self.pixels).sampled(Self.tiles)
    let size = PixelSize(width: Self.pixels, height: Self.pixels)
    let pictures = plan.sites.compactMap { site in
      try? slide.read(site.region, output: size, level: plan.level).flattened()
    }
    sharpness = Self.median(pictures.map(TileSharpness.measure))
    greenShare = StainColor(pictures).greenShare
  }

  private static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }
}
