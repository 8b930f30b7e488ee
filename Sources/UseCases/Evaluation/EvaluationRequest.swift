import Basics
import Evaluation
import SurvivalStatistics
import Tables

/// What is asked of an evaluation, whatever is evaluated.
package struct EvaluationRequest: Sendable {
  /// The table as it was named, for the record and for failures.
  package var name: String
  /// The columns of the outcome.
  package var outcome: OutcomeColumns
  /// Clinical columns and terms as they were written; `nil` where nothing is compared.
  package var clinical: String?
  /// Columns to look at separately; none for those that are known by their names.
  package var subgroups: [String]
  /// The unit of the times, where somebody said it.
  package var timeUnit: TimeUnit?
  /// The table that the model was made on, where it was named.
  package var training: TrainingTable?
  /// How it is evaluated.
  package var choices: EvaluationChoices

  /// Asks for an evaluation on the table of that name.
  package init(
    name: String, outcome: OutcomeColumns, clinical: String? = nil, subgroups: [String] = [],
    timeUnit: TimeUnit? = nil, training: TrainingTable? = nil, choices: EvaluationChoices = EvaluationChoices()
  ) {
    self.name = name
    self.outcome = outcome
    self.clinical = clinical
    self.subgroups = subgroups
    self.timeUnit = timeUnit
    self.training = training
    self.choices = choices
  }
}

/// The table that a model was made on: no patient may be in both.
package struct TrainingTable: Sendable {
  /// Without its folder.
  package let name: String
  package let table: CohortTable
  /// SHA-256 of its bytes, 64 hexadecimal digits.
  package let digest: String

  /// The table of the file `name`.
  package init(name: String, table: CohortTable, digest: String) {
    self.name = name
    self.table = table
    self.digest = digest
  }
}

/// How it is evaluated, as far as somebody chose it.
package struct EvaluationChoices: Sendable {
  /// By when, in the unit of the times; `nil` for five years, or a bundle's own.
  package var horizon: Double?
  /// Where high begins; `nil` for a bundle's own threshold, or none.
  package var threshold: RiskThreshold?
  /// Resamples and seed; `nil` without a bootstrap.
  package var bootstrap: Resampling?
  /// Limits of the Kaplan-Meier curves.
  package var limits = KaplanMeier.Limits.logLog
  /// Where an event's weight is taken.
  package var censoring = CensoringDistribution.Evaluation.before

  /// Nothing was chosen.
  package init() {}

  /// Of times in `unit`; five of it where it is not known.
  func options(_ unit: TimeUnit?) -> EvaluationOptions {
    var options = EvaluationOptions()
    options.horizon = horizon ?? 5 * (unit?.perYear ?? 1)
    options.threshold = threshold
    options.bootstrap = bootstrap
    options.limits = limits
    options.censoring = censoring
    return options
  }
}
