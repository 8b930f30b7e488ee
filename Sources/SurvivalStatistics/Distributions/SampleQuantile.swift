/// The `probability` quantile of ascending, non-empty `sorted`: linear between the order statistics at (n - 1) p, type
/// 7 of Hyndman & Fan (Am Stat 1996;50:361), the default of R's `quantile`.
package func sampleQuantile(_ sorted: [Double], _ probability: Double) -> Double {
  let place = Double(sorted.count - 1) * min(1, max(0, probability))
  let below = Int(place)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
}
