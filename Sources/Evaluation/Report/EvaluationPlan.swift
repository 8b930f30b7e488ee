import SurvivalStatistics

/// What is evaluated, on whom, and against what. All arrays have one value a patient, in one order.
public struct EvaluationPlan: Sendable {
  /// Outcome.
  public var times: [SurvivalTime]
  /// Higher is worse.
  public var score: [Double]
  /// Where probabilities come from.
  public var risks: RiskSource
  /// What the score is compared with.
  public var comparators: Comparators
  /// Whom it is looked at separately in.
  public var subgroups: [SubgroupVariable]
  /// How.
  public var options: EvaluationOptions

  /// The values as given.
  public init(
    times: [SurvivalTime], score: [Double], risks: RiskSource, comparators: Comparators = .none,
    subgroups: [SubgroupVariable] = [], options: EvaluationOptions = EvaluationOptions()
  ) {
    self.times = times
    self.score = score
    self.risks = risks
    self.comparators = comparators
    self.subgroups = subgroups
    self.options = options
  }
}

/// Where each patient's probability of the event comes from.
public enum RiskSource: Sendable {
  /// From nowhere: nothing is calibrated.
  case none
  /// The score is the probability of the event by the horizon.
  case score
  /// Probabilities of the event by the horizon from a model made elsewhere.
  case probabilities([Double])
  /// A model made elsewhere: its linear predictors and its baseline.
  case model(predictors: [Double], baseline: CumulativeBaseline)
  /// A Cox model of the score, fitted to these patients: apparent, and calibrated by construction.
  case refit
}

/// What a score is compared with.
public enum Comparators: Sendable {
  /// With nothing.
  case none
  /// Cox models of clinical columns, without and with the score, fitted to these patients: apparent. A value that is
  /// missing is not a number.
  case refit([CoxCovariate])
  /// Predictors of models made elsewhere; not a number where a value is missing.
  case fixed(clinical: [Double], combined: [Double])
}

/// A variable whose levels are looked at separately.
public struct SubgroupVariable: Sendable, Hashable {
  /// As the table calls it.
  public let name: String
  /// From low to high.
  public let levels: [String]
  /// One a patient, an index of `levels`; `nil` where missing.
  public let level: [Int?]

  /// The values as given.
  public init(name: String, levels: [String], level: [Int?]) {
    self.name = name
    self.levels = levels
    self.level = level
  }
}

/// How an evaluation is done.
public struct EvaluationOptions: Sendable {
  /// By when, in the unit of the times.
  public var horizon = 5.0
  /// Where high begins.
  public var threshold: RiskThreshold?
  /// Resamples and the seed that they follow from; without it only limits that have a formula are given.
  public var bootstrap: Resampling?
  /// Limits of Kaplan-Meier curves.
  public var limits = KaplanMeier.Limits.logLog
  /// Where an event's weight is taken.
  public var censoring = CensoringDistribution.Evaluation.before

  /// Five of the unit, no threshold, no bootstrap.
  public init() {}

  /// Resamples and seed.
  public struct Resampling: Sendable, Hashable {
    /// At least 2.
    public let resamples: Int
    /// The same seed gives the same limits.
    public let seed: UInt64

    /// The values as given.
    public init(resamples: Int, seed: UInt64) {
      self.resamples = resamples
      self.seed = seed
    }
  }

  var accuracy: AccuracyOptions { AccuracyOptions(evaluation: censoring) }

  /// Five times up to the horizon, the last one the horizon itself.
  var grid: [Double] { (1...5).map { $0 == 5 ? horizon : horizon * Double($0) / 5 } }
}

/// Where high begins.
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

  /// High is strictly above it, of every kind.
  var cut: Double {
    if case .call(let value) = self { value.nextDown } else { value }
  }
}
