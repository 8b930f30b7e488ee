import Basics
import Evaluation
import SurvivalStatistics
import Tables

/// A Cox model of a table's columns, with the unit of its times where that was said.
package struct FittedCohort: Sendable {
  package let fit: CohortFit
  package let unit: TimeUnit?
}

/// Fits a Cox model to the columns of a table.
package struct FitCohort: Sendable {
  /// The table as it was named, for failures.
  package var name: String
  package var outcome: OutcomeColumns
  /// Columns and terms as they were written.
  package var covariates: String
  package var ties: TieMethod
  /// The unit of the times, where somebody said it.
  package var timeUnit: TimeUnit?

  /// Asks for a fit of `covariates`. Competing events end the follow-up.
  package init(
    name: String, outcome: OutcomeColumns, covariates: String, ties: TieMethod = .efron, timeUnit: TimeUnit? = nil
  ) {
    self.name = name
    self.outcome = outcome
    self.covariates = covariates
    self.ties = ties
    self.timeUnit = timeUnit
  }

  /// The model. Fails where the table is not a cohort or does not allow such a model, with the name of the table.
  package func fit(_ table: CohortTable) throws(EvaluationFailure) -> FittedCohort {
    do throws(CohortFailure) {
      let unit = try unit()
      var outcome = outcome
      outcome.allowsCompetingEvents = true
      let cohort = try Cohort(table, outcome: outcome)
      let fit = try CohortFit(cohort, terms: try terms(), covariates: covariates, ties: ties)
      return FittedCohort(fit: fit, unit: unit)
    } catch {
      throw .cohort(error, table: name)
    }
  }

  private func unit() throws(CohortFailure) -> TimeUnit? {
    do {
      let found = try FollowUpUnit(told: timeUnit, column: outcome.time)
      return found.isStated ? found.unit : nil
    } catch {
      throw .table(error)
    }
  }

  private func terms() throws(CohortFailure) -> CovariateTerms {
    do { return try CovariateTerms(covariates) } catch { throw .term(error, line: nil) }
  }
}
