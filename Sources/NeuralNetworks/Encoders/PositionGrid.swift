import Tensors

/// A grid of position embeddings brought to another size as the library of the weights does it; the libraries differ, and
/// so do the features.
///
/// Both are cubic convolution (Keys 1981) along rows and columns; places are pixel centres: output i lies at
/// c = (i + 1/2) old / new - 1/2. Computed in Double, rounded once.
enum PositionGrid {
  /// How a library resamples.
  enum Resampling: Hashable, Sendable {
    /// torch `interpolate(mode: bicubic, align_corners: False)`, as transformers calls it: a = -3/4, four neighbours, the
    /// edge repeated outside.
    case bicubic
    /// The same with `antialias=True`, as timm calls it: a = -1/2, the kernel as wide as the step where the grid shrinks,
    /// cut off at the edge and brought to the sum 1.
    case bicubicAntialiased
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
    case .bicubic:
      let first = Int(centre.rounded(.down)) - 1
      return (first..<first + 4).map { ($0.clamped(to: 0...old - 1), Self.kernel(Double($0) - centre, a: -0.75)) }
    case .bicubicAntialiased:
      let scale = max(1, step)
      let first = max(0, Int((centre - 2 * scale).rounded(.up)))
      let last = min(old - 1, Int((centre + 2 * scale).rounded(.down)))
      let weights = (first...last).map { Self.kernel((Double($0) - centre) / scale, a: -0.5) }
      let total = weights.reduce(0, +)
      return zip(first...last, weights).map { ($0, $1 / total) }
    }
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
