import SurvivalStatistics

/// What is evaluated, on whom, and against what. All arrays have one value per patient, in one order.
public struct EvaluationPlan: Sendable {
  /// How long each patient was followed, and whether the event ended it.
  public var times: [SurvivalTime]
  /// The score that is evaluated; higher is worse.
  public var score: [Double]
  /// Where probabilities come from.
  public var risks: RiskSource
  /// What the score is compared with.
  public var comparators: Comparators
  /// The variables within whose levels the score is looked at separately.
  public var subgroups: [SubgroupVariable]
  /// How it is evaluated.
  public var options: EvaluationOptions
  /// Lines of the table, one per patient; empty where they are not known.
  public var lines: [Int]

  /// A score of patients and their outcome.
  public init(
    times: [SurvivalTime], score: [Double], risks: RiskSource, comparators: Comparators = .none,
    subgroups: [SubgroupVariable] = [], options: EvaluationOptions = EvaluationOptions(), lines: [Int] = []
  ) {
    self.times = times
    self.score = score
    self.risks = risks
    self.comparators = comparators
    self.subgroups = subgroups
    self.options = options
    self.lines = lines
  }
}

/// Where each patient's probability of the event comes from.
public enum RiskSource: Sendable {
  /// There are no probabilities: nothing is calibrated.
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
  /// The score is compared with nothing.
  case none
  /// Cox models of clinical columns, without and with the score, fitted to these patients: apparent. A value that is
  /// missing is not a number.
  case refit([CoxCovariate])
  /// Predictors of models made elsewhere; not a number where a value is missing.
  case fixed(clinical: [Double], combined: [Double])
}

/// A variable whose levels are looked at separately.
public struct SubgroupVariable: Sendable, Hashable {
  /// The variable's name, as the table writes it.
  public let name: String
  /// The names of the levels, from low to high.
  public let levels: [String]
  /// The level of each patient, an index of `levels`; `nil` where it is missing.
  public let level: [Int?]

  /// A variable with its levels, and the level of each patient.
  public init(name: String, levels: [String], level: [Int?]) {
    self.name = name
    self.levels = levels
    self.level = level
  }
}

/// How an evaluation is done.
public struct EvaluationOptions: Sendable {
  /// The time by which events are predicted, in the unit of the times.
  public var horizon = 5.0
  /// From where on a patient is called high; `nil` without a threshold.
  public var threshold: RiskThreshold?
  /// Resamples and the seed that they follow from; without it only limits that have a formula are given.
  public var bootstrap: Resampling?
  /// How the limits of Kaplan-Meier curves are made.
  public var limits = KaplanMeier.Limits.logLog
  /// Where the weight of an event is taken: just before its time, or at it.
  public var censoring = CensoringDistribution.Evaluation.before

  /// Options of a horizon of five of the unit, no threshold and no bootstrap.
  public init() {}

  /// What a record keeps of them.
  var manner: EvaluationManner { EvaluationManner(limits: limits, censoring: censoring, bootstrap: bootstrap) }

  var accuracy: AccuracyOptions { AccuracyOptions(evaluation: censoring) }

  /// Five times up to the horizon, the last one the horizon itself.
  var grid: [Double] { (1...5).map { $0 == 5 ? horizon : horizon * Double($0) / 5 } }
}
