import SurvivalStatistics

/// Median and quartiles of what was measured, type 7 of Hyndman & Fan (Am Stat 1996;50:361): the default of R's
/// `quantile` and of NumPy's.
public struct Spread: Hashable, Sendable {
  /// How many values there are; at least 1.
  public let count: Int
  /// A quarter of the values lies below it.
  public let lowerQuartile: Double
  /// Half of the values lies below it.
  public let median: Double
  /// A quarter of the values lies above it.
  public let upperQuartile: Double

  /// Of `values` in any order and unit; `nil` where there are none.
  public init?(_ values: [Int]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted().map(Double.init)
    count = sorted.count
    lowerQuartile = sampleQuantile(sorted, 0.25)
    median = sampleQuantile(sorted, 0.5)
    upperQuartile = sampleQuantile(sorted, 0.75)
  }
}
