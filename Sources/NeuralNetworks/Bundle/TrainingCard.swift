/// How a bundle was trained.
public struct TrainingCard: Hashable, Sendable, Codable {
  /// The cohort in words.
  public var cohort: String
  /// Patients.
  public var patients: Int
  /// Relapses among them.
  public var events: Int
  /// Tiles of all of them.
  public var tiles: Int
  /// The cross-validation: folds, seed, and the recipes to choose from.
  public var plan: TrainingPlan
  /// What each fold chose, in the order of the networks; each has as many networks as the plan says.
  public var choices: [TrainingChoiceCard]
  /// What the cohort could not carry.
  public var warnings: [String]
}

/// What the inner folds of one outer fold chose; all numbers count from 1.
public struct TrainingChoiceCard: Hashable, Sendable, Codable {
  /// Which cut of the patients.
  public var round: Int
  /// Which of its folds.
  public var fold: Int
  /// Which of the plan's candidates.
  public var candidate: Int
  /// Epochs that the networks were trained for.
  public var epoch: Int
}
