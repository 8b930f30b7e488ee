import Basics
import Microscopy

/// Reads the tiles of a plan, and tells whether what was read is the tissue that the survey saw there, or what a broken
/// file gives in its place.
///
/// Two signs of a broken tile that OpenSlide reports as read: pixels that are missing where the survey saw tissue, and
/// a picture that disagrees with another level of the slide, as where bytes within a JPEG tile were lost. Where a slide
/// has one level only, the second cannot be told.
public struct TileReadability<Slide: SlideSource>: Sendable {
  private let slide: Slide
  private let tissue: TissueMask?
  private let level: Int
  private let pixels: PixelSize
  /// The level that tiles are held against; `nil` where there is no other that is fine enough.
  private let reference: Int?

  /// Share of a tile's pixels that may be missing where the survey saw tissue: a seam of 4 px between two camera
  /// fields. A hole that matters is wider.
  static var missingLimit: Double { 0.02 }
  /// Squares along a side in which two levels are compared: 8 um each on a tile of 112 um.
  static var squares: Int { 14 }
  /// Grey levels (of 255, the farthest of the three channels) by which a square may differ between two levels.
  static var differenceLimit: Int { 48 }
  /// Share of a tile's squares that may differ more.
  static var differingLimit: Double { 0.06 }

  /// Judges which tiles of `plan`, all of one size, can be read.
  public init(slide: Slide, plan: TilePlan) {
    self.slide = slide
    tissue = plan.tissue
    level = plan.level
    pixels = PixelSize(width: plan.pixels, height: plan.pixels)
    let side = plan.sites.first.map { Double($0.side) } ?? 0
    let levels = slide.description.levels
    let finest = levels.indices.contains(plan.level) ? levels[plan.level].downsample * 1.5 : 1
    // Coarser than the tiles' own level, so that it costs little, and as fine as a square, so that squares are
    // averages.
    let coarsest = side / Double(Self.squares)
    reference = levels.indices.filter { (finest...max(finest, coarsest)).contains(levels[$0].downsample) }
      .min { levels[$0].downsample < levels[$1].downsample }
  }

  /// The opaque tile at `site`, as encoders take it, or `nil` where it cannot be read.
  public func tile(at site: TileSite) -> RGBAImage? {
    guard let tile = try? slide.read(site.region, output: pixels, level: level), !lacksPixels(tile, site),
      !differs(tile, site)
    else { return nil }
    return tile.flattened()
  }

  private func lacksPixels(_ tile: RGBAImage, _ site: TileSite) -> Bool {
    let scale = Double(site.side) / Double(tile.width)
    let missing = tile.missingPixels { x, y in
      guard let tissue else { return true }
      let place = { (corner: Int, pixel: Int) in
        Int((Double(corner) + (Double(pixel) + 0.5) * scale) / tissue.level0PerPixel)
      }
      return tissue.isTissue(x: place(site.x, x), y: place(site.y, y))
    }
    return Double(missing) > Self.missingLimit * Double(tile.width * tile.height)
  }

  /// A reference that is damaged itself says nothing.
  private func differs(_ tile: RGBAImage, _ site: TileSite) -> Bool {
    let side = PixelSize(width: Self.squares, height: Self.squares)
    guard let reference, let other = try? slide.read(site.region, output: side, level: reference),
      other.missingPixels() == 0
    else { return false }
    let own = MemorySlide(levels: [tile], mpp: nil)
    guard let averaged = try? own.read(SlideRegion(whole: tile.size), output: side) else { return false }
    return Self.differing(averaged.flattened(), other.flattened()) > Self.differingLimit
  }

  /// Share of the pixels of two pictures of one size that differ by more than ``differenceLimit``.
  static func differing(_ one: RGBAImage, _ other: RGBAImage) -> Double {
    var count = 0
    for offset in stride(from: 0, to: one.pixels.count, by: 4) {
      let farthest = (0..<3).map { abs(Int(one.pixels[offset + $0]) - Int(other.pixels[offset + $0])) }.max() ?? 0
      if farthest > differenceLimit { count += 1 }
    }
    return Double(count) / Double(max(1, one.width * one.height))
  }
}
