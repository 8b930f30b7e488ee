import SurvivalStatistics

/// How long patients were followed.
public struct FollowUp: Sendable, Hashable {
  /// The median follow-up, as if nobody had had the event: reverse Kaplan-Meier; `nil` where more than half were still
  /// followed at the end.
  public let median: Double?
  /// The longest follow-up.
  public let longest: Double
  /// The number of events by the horizon.
  public let eventsByHorizon: Int
  /// The number of patients censored before the horizon.
  public let censoredBefore: Int
  /// The number of patients followed past the horizon.
  public let followedPast: Int
}

/// The pairs of patients that a c-index was counted from.
public struct PairCounts: Sendable, Hashable {
  /// The standard error of the index, by the infinitesimal jackknife.
  public let standardError: Double
  /// Pairs whose earlier event has the higher score.
  public let concordant: Int
  /// Pairs whose earlier event has the lower score.
  public let discordant: Int
  /// The number of pairs with one score.
  public let tiedScore: Int
  /// Pairs of events at one time.
  public let tiedTime: Int
}

/// The threshold from which on a patient is called high, and how many patients are.
public struct ThresholdCall: Sendable, Hashable {
  /// From where on a patient is called high.
  public let threshold: RiskThreshold
  /// Patients called high, whatever their follow-up.
  public let calledHigh: Int
}

/// The observed course of all patients, or of those called low or high.
public struct ObservedCourse: Sendable, Hashable {
  /// The curve with all its steps.
  public let curve: SurvivalCurve
  /// Survival at the horizon; `nil` where the group's follow-up ends before.
  public let atHorizon: Estimate?
  /// Median time to the event.
  public let median: TimeEstimate
}

/// The effects of a Cox model fitted to these patients.
public struct ModelEffects: Sendable, Hashable {
  /// The model whose effects these are.
  public let role: ModelRole
  /// Whether the model is of high against low, not of the score.
  public let isOfCall: Bool
  /// A standard deviation of the score, where the score is a column.
  public let scoreDeviation: Double?
  /// The effects, one per column.
  public let effects: [CoxEffect]
  /// The number of patients that the model was fitted to.
  public let count: Int
  /// The number of the model's patients who had the event.
  public let events: Int
}

/// Clinical variables, score, and both together, on the same patients: those who have every clinical value.
public struct ModelComparison: Sendable, Hashable {
  /// The number of patients.
  public let count: Int
  /// The number of patients who had the event.
  public let events: Int
  /// Whether the clinical and the combined model were fitted to these very patients, so that their figures are
  /// apparent.
  public let isApparent: Bool
  /// Patients who are not compared, because a clinical value is missing.
  public let missing: Int
  /// Lines of the table that these patients stand on; empty where they are not known.
  public let missingLines: [Int]
  /// Specificity of the call on these patients, at which the models' sensitivities are compared.
  public let specificity: Double?
  /// The models, in the order clinical, score, combined; only those that there are.
  public internal(set) var models: [ModelRole]
  /// What was measured of each model, and the paired differences where there was a bootstrap.
  public internal(set) var statistics: [Statistic]
}

/// The predicted risks against the observed ones.
public struct CalibrationRecord: Sendable, Hashable {
  /// Where the probabilities come from.
  public enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
    /// The score is a probability itself.
    case score
    /// A model made elsewhere.
    case model
    /// A Cox model of the score in these patients.
    case refit
  }

  /// A point of the smooth curve.
  public struct Point: Sendable, Hashable {
    /// The predicted risk.
    public let predicted: Double
    /// Risk that the smooth curve observes there.
    public let observed: Double
  }

  /// Where the probabilities come from.
  public let basis: Basis
  /// Tenths of the patients, ascending by predicted risk.
  public internal(set) var groups: [CalibrationGroup] = []
  /// The smooth curve, ascending by predicted risk; empty where there is none.
  public internal(set) var curve: [Point] = []
  /// How many patients were predicted which risk, by what became of them.
  public internal(set) var risks: RiskCounts
}

/// Patients by predicted risk and outcome.
public struct RiskCounts: Sendable, Hashable {
  /// Width of a bin; the first begins at 0.
  public let width: Double
  /// Patients of each bin who had the event by the horizon.
  public let events: [Int]
  /// Patients of each bin who were followed past the horizon, free of the event.
  public let followed: [Int]
  /// Patients of each bin who were censored before the horizon.
  public let censored: [Int]
}

/// The score within the levels of a variable.
public struct SubgroupRecord: Sendable, Hashable {
  /// A level; its statistics are entries of the record.
  public struct Level: Sendable, Hashable {
    /// The level's name, as the table writes it.
    public let name: String
    /// The number of patients of the level.
    public let count: Int
    /// The number of those patients who had the event.
    public let events: Int
  }

  /// The variable, as the table calls it.
  public let name: String
  /// The number of patients in whom the variable is missing.
  public let missing: Int
  /// The levels, from low to high.
  public internal(set) var levels: [Level]
  /// Whether the hazard ratios are of high against low, not of a standard deviation of the score.
  public let isOfCall: Bool
  /// Whether the effect differs between levels: likelihood ratio of the products; `nil` where it cannot be fitted.
  public internal(set) var interaction: ChiSquaredTest?

  /// What entries of `level` are found by.
  public func place(_ level: Level) -> StatisticSubject.Level { .init(variable: name, name: level.name) }
}

/// Sensitivity of a model against its specificity.
public struct ModelROC: Sendable, Hashable {
  /// A point of the curve.
  public struct Point: Sendable, Hashable {
    /// Share of controls above the point's threshold.
    public let falsePositiveRate: Double
    /// Share of cases above the point's threshold.
    public let sensitivity: Double
  }

  /// The model whose curve this is.
  public let role: ModelRole
  /// The points from the highest threshold to the lowest, by the horizon.
  public let points: [Point]
}
