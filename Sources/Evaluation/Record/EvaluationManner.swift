import SurvivalStatistics

/// How an evaluation was done.
public struct EvaluationManner: Sendable, Hashable {
  /// How the limits of the Kaplan-Meier curves are made.
  public let limits: KaplanMeier.Limits
  /// Where the weight of an event is taken: just before its time, or at it.
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
  /// The number of resamples, at least 2.
  public let resamples: Int
  /// The seed of the draws: the same seed gives the same limits.
  public let seed: UInt64

  /// Draws of `resamples` resamples that follow from `seed`.
  public init(resamples: Int, seed: UInt64) {
    self.resamples = resamples
    self.seed = seed
  }
}

/// From where on a patient is called high.
public enum RiskThreshold: Sendable, Hashable {
  /// High is strictly above this score.
  case score(Double)
  /// High is strictly above this probability of the event by the horizon.
  case probability(Double)
  /// High is this probability of the event by the horizon and above, as a bundle calls.
  case call(Double)

  /// The score or probability at which high begins.
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
