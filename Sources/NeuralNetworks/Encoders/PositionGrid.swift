import Tensors

/// A grid of position embeddings brought to another size as the library of the weights does it; the libraries differ,
/// and so do the features.
///
/// All work along rows and columns, most of them by cubic convolution (Keys 1981); places are pixel centres: output i
/// lies at c = (i + 1/2) step - 1/2 with a step of old / new unless it is named. Computed in Double, rounded once.
enum PositionGrid {
  /// How a library resamples.
  enum Resampling: Hashable, Sendable {
    /// torch `interpolate(mode: bicubic, align_corners: False)`, as transformers calls it: a = -3/4, four neighbours,
    /// the edge repeated outside.
    case bicubic
    /// The same with `antialias=True`, as timm calls it: a = -1/2, the kernel as wide as the step where the grid
    /// shrinks, cut off at the edge and brought to the sum 1.
    case bicubicAntialiased
    /// As ``bicubic`` with a step of old / (new + 1/10), as facebookresearch's DINO and DINOv2 call it
    /// (`interpolate_offset`): once against rounding, now part of what the weights were trained with.
    case bicubicOffset
    /// torch `interpolate(mode: bilinear, align_corners: False)`: two neighbours, the edge repeated outside.
    case bilinear
  }

  /// From [oldSide^2, width] to [newSide^2, width].
  static func resampled(_ grid: Parameter, from oldSide: Int, to newSide: Int, as resampling: Resampling) -> Parameter {
    let taps = (0..<newSide).map { resampling.taps($0, oldSide, newSide) }
    let width = grid.columns
    var result = [Float](repeating: 0, count: newSide * newSide * width)
    for row in 0..<newSide {
      for column in 0..<newSide {
        var sum = [Double](repeating: 0, count: width)
        for (y, weightY) in taps[row] {
          for (x, weightX) in taps[column] {
            let start = (y * oldSide + x) * width
            for i in 0..<width { sum[i] += weightY * weightX * Double(grid.elements[start + i]) }
          }
        }
        for i in 0..<width { result[(row * newSide + column) * width + i] = Float(sum[i]) }
      }
    }
    return Parameter(rows: newSide * newSide, columns: width, values: result)
  }
}

extension PositionGrid.Resampling {
  /// The old places that output `index` is made of, with their weights, whose sum is 1.
  func taps(_ index: Int, _ old: Int, _ new: Int) -> [(place: Int, weight: Double)] {
    let step = Double(old) / Double(new)
    let centre = (Double(index) + 0.5) * step - 0.5
    switch self {
    case .bicubic: return Self.cubic(centre, old)
    case .bicubicOffset:
      return Self.cubic((Double(index) + 0.5) * Double(old) / (Double(new) + 0.1) - 0.5, old)
    case .bilinear:
      let place = max(0, centre)
      let first = Int(place.rounded(.down))
      return [first, first + 1].map { ($0.clamped(to: 0...old - 1), 1 - abs(Double($0) - place)) }
    case .bicubicAntialiased:
      let scale = max(1, step)
      let first = max(0, Int((centre - 2 * scale).rounded(.up)))
      let last = min(old - 1, Int((centre + 2 * scale).rounded(.down)))
      let weights = (first...last).map { Self.kernel((Double($0) - centre) / scale, a: -0.5) }
      let total = weights.reduce(0, +)
      return zip(first...last, weights).map { ($0, $1 / total) }
    }
  }

  /// Four neighbours of `centre`, a = -3/4.
  private static func cubic(_ centre: Double, _ old: Int) -> [(place: Int, weight: Double)] {
    let first = Int(centre.rounded(.down)) - 1
    return (first..<first + 4).map { ($0.clamped(to: 0...old - 1), kernel(Double($0) - centre, a: -0.75)) }
  }

  /// The cubic convolution kernel at distance `x`; 0 from 2 on.
  private static func kernel(_ x: Double, a: Double) -> Double {
    let x = abs(x)
    if x <= 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
