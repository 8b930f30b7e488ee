import Basics
import Microscopy

/// How much fine detail a tile has, as a ratio of two bands of its brightness.
///
/// With G(s) a Gaussian of s px at 0.5 um/px: variance of G(1) - G(2) over variance of G(2) - G(4). Both grow alike
/// with contrast and with the strength of the stain, so the ratio tells focus alone; the finest band, I - G(1), is left
/// out, since it is mostly the noise of the camera (with noise of 2 grey levels a blurred slide would look sharp).
/// Medians measured on real slides: 0.67 to 1.3 in focus; blurred by a Gaussian of 0.5 um 0.44 to 0.79, of 0.75 um 0.33
/// to 0.52, of 1 um 0.25 to 0.35, of 2 um 0.12 to 0.14.
///
/// A tile is taken at the scale at which it was scanned and drawn smoothly between its pixels: repeated, their edges
/// would be the finest detail of all. Pixels that are repeated in the file itself are found and counted as one.
struct TileSharpness: Equatable {
  /// The ratio; infinite where there is no coarse detail either, as on glass.
  let ratio: Double
  /// What one pixel of the scan is worth, um, at least 0.5: larger than the file says where it repeats its pixels.
  let micronsPerPixel: Double

  /// Below it, a slide is out of focus or scanned too coarsely: about 1 um of blur, when chromatin is gone.
  static let limit = 0.30
  /// The scale of the bands, um/px.
  static let scale = 0.5
  /// The part of a tile that is looked at, px of ``scale``.
  private static let side = 144
  /// Three times the widest Gaussian, twice: what the edge of that part spoils.
  private static let margin = 24
  /// A scale this near to ``scale`` needs no drawing anew: the bands shift by less than the noise of the ratio.
  private static let tolerance = 1.02

  /// Measures the middle of `tile`, scanned at `micronsPerPixel`, 0.5 or coarser.
  static func measure(_ tile: RGBAImage, micronsPerPixel: Double = scale) -> TileSharpness {
    let repeats = PixelRepetition.factor(GrayImage(middleOf: tile, side: max(tile.width, tile.height)))
    let worth = micronsPerPixel * repeats
    let enlargement = worth / scale
    guard enlargement > tolerance else {
      return TileSharpness(ratio: ratio(GrayImage(middleOf: tile, side: side)), micronsPerPixel: worth)
    }
    let reach = Int((Double(side) * scale / micronsPerPixel).rounded(.up))
    let pixels = GrayImage(middleOf: tile, side: reach).reduced(by: repeats)
    return TileSharpness(ratio: ratio(pixels.enlarged(by: enlargement)), micronsPerPixel: worth)
  }

  private static func ratio(_ gray: GrayImage) -> Double {
    let (fine, middle, coarse) = (gray.smoothed(sigma: 1), gray.smoothed(sigma: 2), gray.smoothed(sigma: 4))
    let detail = fine.variance(minus: middle, margin: margin)
    let structure = middle.variance(minus: coarse, margin: margin)
    return structure > 0 ? detail / structure : .infinity
  }
}
