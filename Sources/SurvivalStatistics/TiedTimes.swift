extension [SurvivalTime] {
  /// Times that differ by no more than rounding leaves become one, as R's `timefix` does (`aeqSurv` of survival 3.5):
  /// of the distinct times in order, one that follows another by at most 2^-26, or 2^-26 of the mean of all, takes its
  /// value. 6.1 and 6.0999999999999943, which come of two ways to turn days into months, are tied then. Times that are
  /// not finite are left to those who check them.
  public var tiedWhereAlmostEqual: [SurvivalTime] {
    let distinct = Set(map(\.time)).filter(\.isFinite).sorted()
    let tolerance = 0x1p-26
    let mean = distinct.reduce(0) { $0 + abs($1) } / Double(Swift.max(1, distinct.count))
    let isTied = zip(distinct, distinct.dropFirst()).map { $1 - $0 <= tolerance || ($1 - $0) / mean <= tolerance }
    guard isTied.contains(true) else { return self }
    var value: [Double: Double] = [:]
    for (index, time) in distinct.enumerated() {
      value[time] = index > 0 && isTied[index - 1] ? value[distinct[index - 1]] : time
    }
    return map { SurvivalTime(time: value[$0.time] ?? $0.time, event: $0.event) }
  }
}
