import Basics

/// What was evaluated, on which table, and what was looked at beside the figures.
public struct EvaluationSubject: Sendable, Hashable {
  /// What makes the predictions.
  public enum Kind: Sendable, Hashable {
    /// A column of the table.
    case score(column: String)
    /// A Cox model that was fitted to other patients.
    case model(FittedModel)
    /// A model bundle.
    case bundle(EvaluatedBundle)
  }

  /// What makes the predictions.
  public var kind: Kind
  /// The table, as it was named.
  public var table: String
  /// The columns of the outcome.
  public var outcome: EvaluatedOutcome
  /// The clinical terms as they were written; `nil` where none were.
  public var clinical: String?
  /// What the times count; `nil` where it was not said.
  public var unit: TimeUnit?
  /// Patients whom a bundle would have declined, or judged by the slide alone; `nil` of other kinds.
  public var remarks: CohortRemarks?
  /// What was held against the training, and found to have no patient in common with it.
  public var training = TrainingComparison()

  /// A subject of `kind` on the patients of `table`.
  public init(
    _ kind: Kind, table: String, outcome: EvaluatedOutcome, clinical: String? = nil, unit: TimeUnit? = nil
  ) {
    self.kind = kind
    self.table = table
    self.outcome = outcome
    self.clinical = clinical
    self.unit = unit
  }
}

extension EvaluationSubject.Kind {
  /// The model whose probabilities and calls are judged: a bundle makes them of the slide and the clinical variables.
  public var riskRole: ModelRole {
    switch self {
    case .score, .model: .score
    case .bundle: .combined
    }
  }
}

/// The columns that an outcome was read from.
public struct EvaluatedOutcome: Sendable, Hashable {
  /// The column of the follow-up times.
  public let time: String
  /// The column of the events.
  public let event: String
  /// The value that means the event; `nil` where it was not said.
  public let eventValue: String?

  /// The columns by their names.
  public init(time: String, event: String, eventValue: String? = nil) {
    self.time = time
    self.event = event
    self.eventValue = eventValue
  }
}

/// A Cox model that was fitted to other patients.
public struct FittedModel: Sendable, Hashable {
  /// The effect of a column.
  public struct Coefficient: Sendable, Hashable {
    /// The column or term.
    public let name: String
    /// Log hazard ratio per unit.
    public let value: Double

    /// The effect of the column `name`.
    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// The name of its file, without the folder.
  public let file: String
  /// The number of patients whom the model was fitted to.
  public let count: Int
  /// The number of patients who had the event.
  public let events: Int
  /// The coefficients, in the order of the columns.
  public let coefficients: [Coefficient]

  /// The model of `file`.
  public init(file: String, count: Int, events: Int, coefficients: [Coefficient]) {
    self.file = file
    self.count = count
    self.events = events
    self.coefficients = coefficients
  }
}

/// A bundle that was evaluated.
public struct EvaluatedBundle: Sendable, Hashable {
  /// The name in its card.
  public let name: String
  /// The version in its card.
  public let version: String
  /// SHA-256 of its card, 64 hexadecimal digits.
  public let digest: String
  /// Whether it is a demonstration, which says nothing of a patient.
  public let demonstration: Bool

  /// The bundle of that digest.
  public init(name: String, version: String, digest: String, demonstration: Bool) {
    self.name = name
    self.version = version
    self.digest = digest
    self.demonstration = demonstration
  }
}

/// Patients of a cohort whom a bundle would have declined, or would have judged without clinical variables; all are
/// kept in the figures.
public struct CohortRemarks: Sendable, Hashable {
  /// Patients whose tiles are unlike those of the training; `nil` where the bundle does not know its training.
  public let outOfDistribution: Int?
  /// Patients whom the bundle is not meant for.
  public let outsideIntendedUse: Int
  /// Patients whose risk is that of the slide alone, because a clinical variable is missing.
  public let bySlideAlone: Int

  /// Remarks with these numbers of patients.
  public init(outOfDistribution: Int?, outsideIntendedUse: Int, bySlideAlone: Int) {
    self.outOfDistribution = outOfDistribution
    self.outsideIntendedUse = outsideIntendedUse
    self.bySlideAlone = bySlideAlone
  }
}

/// What of a cohort was held against the training of a model, so that a report says what was looked at, and no more.
public struct TrainingComparison: Sendable, Hashable {
  /// Names of patients in the table of the training.
  public struct Names: Sendable, Hashable {
    /// The table's name, without its folder.
    public let table: String
    /// Whether its bytes are those of the table that the bundle was trained on; `nil` where that is not known.
    public let isTheTraining: Bool?

    /// A comparison with the names in `table`.
    public init(table: String, isTheTraining: Bool?) {
      self.table = table
      self.isTheTraining = isTheTraining
    }
  }

  /// The table in which nobody of these stands, by name; `nil` where it was not looked at.
  public var names: Names?
  /// Training patients, none of whose features and outcomes are a patient's here; `nil` where the bundle does not hold
  /// them.
  public var members: Int?

  /// What was held against the training; by default nothing.
  public init(names: Names? = nil, members: Int? = nil) {
    self.names = names
    self.members = members
  }

  /// Whether something was compared.
  public var isMade: Bool { names != nil || members != nil }
}
