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

extension TrainingCard {
  private enum FirstKeys: String, CodingKey { case recipe, epoch }

  /// What the first cards had in place of a plan: one network a fold, by one recipe, all stopped at one epoch.
  private struct FirstRecipe: Decodable {
    let seed, members: Int
  }

  /// Reads a card, also of those that were written before there was a plan.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    cohort = try values.decode(String.self, forKey: .cohort)
    patients = try values.decode(Int.self, forKey: .patients)
    events = try values.decode(Int.self, forKey: .events)
    tiles = try values.decode(Int.self, forKey: .tiles)
    warnings = try values.decodeIfPresent([String].self, forKey: .warnings) ?? []
    guard values.contains(.plan) else {
      (plan, choices) = try Self.first(decoder)
      return
    }
    plan = try values.decode(TrainingPlan.self, forKey: .plan)
    choices = try values.decode([TrainingChoiceCard].self, forKey: .choices)
  }

  private static func first(_ decoder: any Decoder) throws -> (TrainingPlan, [TrainingChoiceCard]) {
    let values = try decoder.container(keyedBy: FirstKeys.self)
    let recipe = try values.decode(FirstRecipe.self, forKey: .recipe)
    let epoch = try values.decode(Int.self, forKey: .epoch)
    var plan = TrainingPlan(candidates: [try values.decode(TrainingConfiguration.self, forKey: .recipe)])
    (plan.folds, plan.innerFolds, plan.networks, plan.seed) = (recipe.members, 0, 1, recipe.seed)
    return (
      plan, (0..<recipe.members).map { TrainingChoiceCard(round: 1, fold: $0 + 1, candidate: 1, epoch: epoch) }
    )
  }
}
