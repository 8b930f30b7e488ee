import Basics
import Microscopy

extension StainEstimate {
  /// The estimate of a slide that nobody has surveyed, for a viewer: from a few places of stained tissue, spread over
  /// the picture of the whole slide. The published vectors answer where it shows no tissue.
  ///
  /// A survey looks at more tiles, on white glass; what it finds goes into findings, and may differ a little.
  ///
  /// - Throws: where nothing of the slide can be read.
  public static func estimate(of slide: some SlideSource) throws(SlideReadFailure) -> StainEstimate {
    let whole = slide.description.size
    let scale = Double(max(whole.width, whole.height)) / Double(overviewSide)
    let overview = PixelSize(
      width: max(1, Int(Double(whole.width) / scale)), height: max(1, Int(Double(whole.height) / scale)))
    let picture = try slide.picture(of: SlideRegion(whole: whole), output: overview).image
    let places = TissueDensities.places(in: picture)
    let step = max(1, places.count / placesRead)
    let chosen = stride(from: step / 2, to: places.count, by: step).prefix(placesRead).map { places[$0] }
    let across = Double(whole.width) / Double(overview.width)
    let down = Double(whole.height) / Double(overview.height)
    return estimate(
      from: chosen.compactMap { place in
        tile(of: slide, x: (Double(place.x) + 0.5) * across, y: (Double(place.y) + 0.5) * down)
      })
  }

  /// Longer side of the picture of the whole slide in which tissue is looked for, px.
  private static let overviewSide = 256
  /// Places at which the slide is read.
  private static let placesRead = 16
  /// Side of a tile, px, and what one of them shows, um.
  private static let tile = (pixels: 128, microns: 0.5)

  /// A tile about a place, level-0 px; `nil` where it cannot be read.
  private static func tile(of slide: some SlideSource, x: Double, y: Double) -> RGBAImage? {
    let side = Double(tile.pixels) * (slide.description.mpp.map { max(1, tile.microns / $0.mean) } ?? 1)
    let region = SlideRegion(x: x - side / 2, y: y - side / 2, width: side, height: side)
    return try? slide.picture(of: region, output: PixelSize(width: tile.pixels, height: tile.pixels)).image
  }
}

extension TissueDensities {
  /// The pixels that count as stained, row after row.
  fileprivate static func places(in image: RGBAImage) -> [(x: Int, y: Int)] {
    (0..<(image.width * image.height)).compactMap { index in
      let offset = index * 4
      let (red, green, blue) = (image.pixels[offset], image.pixels[offset + 1], image.pixels[offset + 2])
      guard image.pixels[offset + 3] == 255, stained(red, green, blue) != nil else { return nil }
      return (index % image.width, index / image.width)
    }
  }
}
