import SurvivalStatistics

/// How an evaluation was done.
public struct EvaluationManner: Sendable, Hashable {
  /// Limits of the Kaplan-Meier curves.
  public let limits: KaplanMeier.Limits
  /// Where an event's weight is taken.
  public let censoring: CensoringDistribution.Evaluation
  /// Resamples and their seed; `nil` without a bootstrap.
  public let bootstrap: Resampling?

  /// A way to evaluate.
  public init(
    limits: KaplanMeier.Limits, censoring: CensoringDistribution.Evaluation, bootstrap: Resampling? = nil
  ) {
    self.limits = limits
    self.censoring = censoring
    self.bootstrap = bootstrap
  }
}

/// Resamples and seed of a bootstrap.
public struct Resampling: Sendable, Hashable {
  /// At least 2.
  public let resamples: Int
  /// The same seed gives the same limits.
  public let seed: UInt64

  /// Draws of `resamples` resamples that follow from `seed`.
  public init(resamples: Int, seed: UInt64) {
    self.resamples = resamples
    self.seed = seed
  }
}

/// From where on a patient is called high.
public enum RiskThreshold: Sendable, Hashable {
  /// On the scale of the score, strictly above.
  case score(Double)
  /// On the scale of the probability by the horizon, strictly above.
  case probability(Double)
  /// On the scale of the probability by the horizon, from there on: as a bundle calls.
  case call(Double)

  /// The number.
  public var value: Double {
    switch self {
    case .score(let value), .probability(let value), .call(let value): value
    }
  }

  /// The number where it is one of probability; `nil` on the scale of a score.
  public var probability: Double? {
    switch self {
    case .score: nil
    case .probability(let value), .call(let value): value
    }
  }

  /// High is strictly above it, whatever the kind.
  var cut: Double {
    switch self {
    case .score(let value), .probability(let value): value
    case .call(let value): value.nextDown
    }
  }
}
