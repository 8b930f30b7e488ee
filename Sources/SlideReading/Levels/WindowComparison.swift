import Basics
import Microscopy

/// Two pictures of one place, of a level and of the area average of a finer one: do they show the same?
///
/// Both are smoothed by 3 x 3 px, so that it does not matter how the level was made; then correlated (Pearson) at every
/// shift of up to ``margin`` px. Measured on 8 real and simulated slides, whose levels were made again by area
/// averaging, bilinear, Lanczos and nearest-neighbour sampling at 2, 4, 8 and 16, also as JPEG of quality 30 (over
/// 1,000 windows): the best shift was never beyond 1 px, and the least correlation 0.62 (nearest-neighbour at 8; 0.9
/// where levels were averaged). Windows of other places correlate by 0.03 in the median, by 0.69 at most, and nearly
/// all of these are better elsewhere by more than 0.02; so are 9 of 10 windows that lie 3 px off.
struct WindowComparison {
  /// What a window says.
  enum Outcome: Equatable {
    /// There is nothing on the glass, or a part of it is missing.
    case nothing
    /// The level shows something where the finer one is even: glass, or a part that was lost. It speaks against
    /// neither.
    case finerIsEven
    /// The same place, with the correlation.
    case agrees(Double)
    /// Another place, another scale, or rubbish.
    case differs
  }

  /// The shifts that are tried, px of the level; the coarse picture reaches so far beyond the fine one on each side.
  static let margin = 4
  /// Shifts that are still agreement: sampling may begin half a pixel off, and sizes are rounded.
  private static let allowedShift = 1
  private static let leastCorrelation = 0.5
  /// How much better another shift must be to speak against this one.
  private static let betterElsewhere = 0.02
  /// Standard deviation of the smoothed luminance from which there is something to see, of 255. Noise and JPEG leave 1
  /// to 2 on plain glass.
  static let leastContrast: Float = 4
  /// The same below which there is nothing at all: half of what separates plain glass from something to see.
  private static let evenContrast: Float = 1
  /// The most that the means of a colour may lie apart, of 255.
  private static let mostCast: Float = 24
  /// The most of a window that may be missing, as a share.
  private static let mostMissing = 0.05

  /// - Parameters:
  ///   - coarse: of the level, ``margin`` px wider on each side than `fine`.
  ///   - fine: the area average of a finer level.
  static func outcome(coarse: RGBAImage, fine: RGBAImage) -> Outcome {
    guard missing(coarse) <= mostMissing, missing(fine) <= mostMissing, !isBlank(fine) else { return .nothing }
    let (large, small) = (LuminancePlane(coarse).smoothed, LuminancePlane(fine).smoothed)
    let centre = large.part(x: margin, y: margin, width: small.width, height: small.height)
    guard max(centre.deviation, small.deviation) >= leastContrast else { return .nothing }
    guard small.deviation >= evenContrast else { return .finerIsEven }
    guard cast(coarse, fine) <= mostCast else { return .differs }
    var (near, best) = (-1.0, -1.0)
    for y in -margin...margin {
      for x in -margin...margin {
        let value = large.correlation(with: small, atX: margin + x, y: margin + y)
        best = max(best, value)
        if abs(x) <= allowedShift, abs(y) <= allowedShift { near = max(near, value) }
      }
    }
    return near >= leastCorrelation && best - near <= betterElsewhere ? .agrees(near) : .differs
  }

  private static func missing(_ image: RGBAImage) -> Double {
    let transparent = stride(from: 3, to: image.pixels.count, by: 4).count(where: { image.pixels[$0] < 128 })
    return Double(transparent) / Double(max(1, image.width * image.height))
  }

  /// Zeros throughout: what a hole in a file decodes to, where it does not fail.
  private static func isBlank(_ image: RGBAImage) -> Bool {
    stride(from: 0, to: image.pixels.count, by: 4).allSatisfy {
      image.pixels[$0] < 3 && image.pixels[$0 + 1] < 3 && image.pixels[$0 + 2] < 3
    }
  }

  /// The largest difference of the means of a colour, over the part that both show.
  private static func cast(_ coarse: RGBAImage, _ fine: RGBAImage) -> Float {
    (0..<3).map { channel in
      var (first, second): (Float, Float) = (0, 0)
      for y in 0..<fine.height {
        for x in 0..<fine.width {
          first += Float(coarse.pixels[((y + margin) * coarse.width + x + margin) * 4 + channel])
          second += Float(fine.pixels[(y * fine.width + x) * 4 + channel])
        }
      }
      return abs(first - second) / Float(fine.width * fine.height)
    }.max() ?? 0
  }
}
