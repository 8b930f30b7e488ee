import SurvivalStatistics

/// What the figures say against a score or a model.
public enum ModelDoubt: Sendable, Hashable {
  /// The limits of Harrell's c of this model hold 0.5.
  case chance(ModelRole)
  /// The limits of the gain in Harrell's c over the clinical variables hold 0, or lie below it.
  case noGain
  /// The limits of the calibration slope hold 0.
  case slopeHoldsZero
  /// The calibration slope is below 1 with both limits: predictions are too extreme.
  case tooExtreme
  /// It is above 1 with both: predictions are too close to each other.
  case tooClose
  /// Nobody is called high at the threshold.
  case nobodyHigh
  /// Everybody is.
  case everybodyHigh
}

extension Composer {
  /// Once all limits are there.
  mutating func doubt() {
    let doubts = ofDiscrimination + ofGain + ofSlope + ofThreshold
    report.warnings += doubts.map { .doubt($0) }
  }

  private var ofDiscrimination: [ModelDoubt] {
    let combined = report.comparison?.models.first { $0.role == .combined }
    let models: [(ModelRole, Estimate?)] = [
      (.score, report.accuracy.harrell), (.combined, combined?.corrected ?? combined?.harrell),
    ]
    return models.filter { $0.1?.holds(0.5) == true }.map { .chance($0.0) }
  }

  private var ofGain: [ModelDoubt] {
    let gain = report.comparison?.differences.first {
      $0.measure == .harrellC && $0.first == .combined && $0.second == .clinical
    }
    guard let lower = (gain?.corrected ?? gain?.difference)?.lower, lower <= 0 else { return [] }
    return [.noGain]
  }

  private var ofSlope: [ModelDoubt] {
    guard let slope = report.calibration?.slope, let lower = slope.lower, let upper = slope.upper else { return [] }
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
