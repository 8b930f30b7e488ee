/// What a statistic is of: a model, the difference between two models, or a model within a level of a subgroup.
public struct StatisticSubject: Sendable, Hashable {
  /// A level of a variable that is looked at separately.
  public struct Level: Sendable, Hashable {
    /// The variable, as the table calls it.
    public let variable: String
    /// The level, as the table calls it.
    public let name: String

    /// The level `name` of `variable`.
    public init(variable: String, name: String) {
      self.variable = variable
      self.name = name
    }
  }

  /// The model that was measured.
  public let model: ModelRole
  /// The model whose statistic is subtracted; `nil` where the statistic is not a difference.
  public let less: ModelRole?
  /// The level within which the model was looked at; `nil` for all patients.
  public let level: Level?

  private init(_ model: ModelRole, less: ModelRole? = nil, level: Level? = nil) {
    self.model = model
    self.less = less
    self.level = level
  }

  /// A model in all patients.
  public static func model(_ model: ModelRole) -> StatisticSubject { StatisticSubject(model) }
  /// The difference of two models, paired.
  public static func difference(_ model: ModelRole, less other: ModelRole) -> StatisticSubject {
    StatisticSubject(model, less: other)
  }
  /// A model within a level of a variable.
  public static func level(_ variable: String, _ name: String, of model: ModelRole) -> StatisticSubject {
    StatisticSubject(model, level: Level(variable: variable, name: name))
  }

  /// The score in all patients.
  public static let score = StatisticSubject.model(.score)
  /// The clinical variables alone, in all patients.
  public static let clinical = StatisticSubject.model(.clinical)
  /// Score and clinical variables, in all patients.
  public static let combined = StatisticSubject.model(.combined)
  /// What the score adds to the clinical variables.
  public static let gain = StatisticSubject.difference(.combined, less: .clinical)
}
