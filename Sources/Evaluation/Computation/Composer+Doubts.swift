import SurvivalStatistics

extension Composer {
  /// Once all limits are there.
  mutating func doubt() {
    let doubts = ofDiscrimination + ofGain + ofSlope + ofThreshold
    record.warnings += doubts.map { .doubt($0) }
  }

  private var ofDiscrimination: [ModelDoubt] {
    let comparison = record.comparison
    let combined = comparison?[.harrellCorrected, .combined] ?? comparison?[.harrell, .combined]
    let models: [(ModelRole, Estimate?)] = [(.score, record[.harrell]), (.combined, combined)]
    return models.filter { $0.1?.holds(0.5) == true }.map { .chance($0.0) }
  }

  private var ofGain: [ModelDoubt] {
    let gain = record.comparison?[.harrellCorrected, .gain] ?? record.comparison?[.harrell, .gain]
    guard let lower = gain?.lower, lower <= 0 else { return [] }
    return [.noGain]
  }

  private var ofSlope: [ModelDoubt] {
    guard let slope = record[.calibrationSlope], let lower = slope.lower, let upper = slope.upper else { return [] }
    if lower <= 0 { return [.slopeHoldsZero] }
    return upper < 1 ? [.tooExtreme] : lower > 1 ? [.tooClose] : []
  }

  private var ofThreshold: [ModelDoubt] {
    guard let isHigh, !isHigh.isEmpty else { return [] }
    return isHigh.contains(true) ? (isHigh.contains(false) ? [] : [.everybodyHigh]) : [.nobodyHigh]
  }
}

extension Estimate {
  /// Whether `value` is within the limits; `false` where there are none.
  func holds(_ value: Double) -> Bool { lower.flatMap { low in upper.map { low <= value && value <= $0 } } ?? false }
}
