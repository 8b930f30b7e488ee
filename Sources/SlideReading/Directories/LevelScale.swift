import Basics
import Microscopy

/// What the size of a level says of its downsample.
enum LevelScale {
  /// Whether one downsample explains width and height to within a pixel of the level.
  ///
  /// A side of `n` px stands for level-0 px between `(n - 1) * d` and `(n + 1) * d`: both axes must allow a common `d`.
  static func agrees(_ level: PixelSize, with base: PixelSize) -> Bool {
    let across = range(base.width, level.width)
    let down = range(base.height, level.height)
    return max(across.lowerBound, down.lowerBound) <= min(across.upperBound, down.upperBound)
  }

  private static func range(_ base: Int, _ side: Int) -> ClosedRange<Double> {
    Double(base) / Double(side + 1)...(side > 1 ? Double(base) / Double(side - 1) : .infinity)
  }

  /// Downsamples that would give a level of this size once it was padded to whole tiles, the smallest first; in doubt
  /// the pixels decide.
  ///
  /// Writers halve, so the candidates are powers of two and small multiples of the next finer level.
  ///
  /// - Parameter finer: downsample of the next finer level.
  static func padded(_ level: PyramidLevel, base: PixelSize, finer: Double) -> [Double] {
    guard let tile = level.tile else { return [] }
    let powers = (1...12).map { Double(1 << $0) }
    let multiples = [2.0, 3, 4, 5, 6, 8, 16].map { $0 * finer }
    let fitting = Set(powers + multiples).sorted().filter { downsample in
      downsample > finer
        && isPadded(level.size.width, of: base.width, downsample, tile: tile.width)
        && isPadded(level.size.height, of: base.height, downsample, tile: tile.height)
    }
    return Array(fitting.prefix(mostCandidates))
  }

  private static let mostCandidates = 6

  /// Whether a side of `base` level-0 px becomes `side`, as it is or filled up to whole tiles.
  private static func isPadded(_ side: Int, of base: Int, _ downsample: Double, tile: Int) -> Bool {
    let exact = Double(base) / downsample
    let up = Int(exact.rounded(.up))
    return abs(Double(side) - exact) <= 1 || side == (up + tile - 1) / tile * tile
  }

  /// The part of a level that shows the slide: what reaches beyond it is padding.
  static func trimmed(_ level: PixelSize, base: PixelSize, downsample: Double) -> PixelSize {
    let side = { (claimed: Int, base: Int) in min(claimed, max(1, Int((Double(base) / downsample).rounded(.up)))) }
    return PixelSize(width: side(level.width, base.width), height: side(level.height, base.height))
  }
}
