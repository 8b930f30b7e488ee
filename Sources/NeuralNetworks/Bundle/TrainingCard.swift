/// How a bundle was trained.
public struct TrainingCard: Hashable, Sendable, Codable {
  /// The cohort in words.
  public var cohort: String
  /// Where its patients come from.
  public var source: TrainingSource
  /// How many patients there were.
  public var patients: Int
  /// The number of those patients who relapsed.
  public var events: Int
  /// The number of tiles of all patients.
  public var tiles: Int
  /// How the threshold was found, in words.
  public var threshold: String
  /// The cross-validation: folds, seed, and the recipes to choose from.
  public var plan: TrainingPlan
  /// What each fold chose, in the order of the networks; each has as many networks as the plan says.
  public var choices: [TrainingChoiceCard]
  /// What the cohort could not carry.
  public var warnings: [String]
}

/// Where the patients of a training come from, so that it can be told again; empty where it is not known.
public struct TrainingSource: Hashable, Sendable, Codable {
  /// The table's name, without its folder.
  public var table: String
  /// SHA-256 of the table, 64 hexadecimal digits.
  public var digest: String
  /// What the times count there: `years`.
  public var timeUnit: String
  /// What stands there for a relapse.
  public var eventValue: String
  /// The program and its version.
  public var software: String

  /// How a training went, as the card tells it.
  public init(
    table: String = "", digest: String = "", timeUnit: String = "", eventValue: String = "", software: String = ""
  ) {
    self.table = table
    self.digest = digest
    self.timeUnit = timeUnit
    self.eventValue = eventValue
    self.software = software
  }
}

/// What the inner folds of one outer fold chose; all numbers count from 1.
public struct TrainingChoiceCard: Hashable, Sendable, Codable {
  /// The cut of the patients, counted from 1.
  public var round: Int
  /// The fold of that cut, counted from 1.
  public var fold: Int
  /// The candidate of the plan, counted from 1.
  public var candidate: Int
  /// Epochs that the networks were trained for.
  public var epoch: Int
}
