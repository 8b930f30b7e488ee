/// What the figures say against a score or a model.
public enum ModelDoubt: Sendable, Hashable, Codable {
  /// The limits of Harrell's c of this model hold 0.5.
  case chance(ModelRole)
  /// The limits of the gain in Harrell's c over the clinical variables hold 0, or lie below it.
  case noGain
  /// The limits of the calibration slope hold 0.
  case slopeHoldsZero
  /// The calibration slope is below 1 with both limits: predictions are too extreme.
  case tooExtreme
  /// The slope is above 1 with both limits: predictions are too close to each other.
  case tooClose
  /// Nobody is called high at the threshold.
  case nobodyHigh
  /// Everybody is called high.
  case everybodyHigh
}

extension ModelDoubt {
  private enum CodingKeys: String, CodingKey {
    case chance
    case noGain = "no-gain"
    case slopeHoldsZero = "slope-holds-zero"
    case tooExtreme = "too-extreme"
    case tooClose = "too-close"
    case nobodyHigh = "nobody-high"
    case everybodyHigh = "everybody-high"
  }

  private enum ChanceCodingKeys: String, CodingKey { case _0 = "model" }
}
