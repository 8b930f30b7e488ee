/// Sorted values of one measurement over the nuclei of a tile.
struct Distribution {
  private let sorted: [Double]

  init(_ values: some Sequence<Double>) { sorted = values.sorted() }

  /// The quantile at `share` in 0...1, linear between order statistics (type 7 of Hyndman and Fan 1996); `nil` where
  /// there is no value.
  func quantile(_ share: Double) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let position = share * Double(last)
    let below = min(last, Int(position))
    let above = min(last, below + 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }

  /// Upper less lower quartile.
  var interquartileRange: Double? {
    guard let lower = quantile(0.25), let upper = quantile(0.75) else { return nil }
    return upper - lower
  }

  /// Arithmetic mean.
  var mean: Double? { sorted.isEmpty ? nil : sorted.reduce(0, +) / Double(sorted.count) }

  /// Standard deviation (of the values as a population) over the mean; `nil` where the mean is 0 or there is none.
  var coefficientOfVariation: Double? {
    guard let mean, mean > 0 else { return nil }
    let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sorted.count)
    return variance.squareRoot() / mean
  }
}
