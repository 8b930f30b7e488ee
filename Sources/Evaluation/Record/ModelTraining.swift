/// How a model was trained, as its card says.
public struct ModelTraining: Hashable, Sendable {
  /// The cohort in words.
  public var cohort: String
  /// Patients.
  public var patients: Int
  /// Relapses among them.
  public var events: Int
  /// Tiles of all of them.
  public var tiles: Int
  /// The cross-validation in words.
  public var plan: String
  /// What all draws followed from.
  public var seed: Int
  /// What the cohort could not carry, a sentence each.
  public var warnings: [String]

  /// A training on `patients` patients, `events` of whom relapsed.
  public init(
    cohort: String, patients: Int, events: Int, tiles: Int, plan: String, seed: Int, warnings: [String] = []
  ) {
    self.cohort = cohort
    self.patients = patients
    self.events = events
    self.tiles = tiles
    self.plan = plan
    self.seed = seed
    self.warnings = warnings
  }
}
