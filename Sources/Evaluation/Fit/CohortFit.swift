import SurvivalStatistics
import Tables

/// A Cox model of a cohort's columns with all that is reported of it.
public struct CohortFit: Sendable {
  /// The terms as they were written.
  public let covariates: String
  /// The Cox model that was fitted.
  public let model: CoxModel
  /// Harrell's c of its linear predictor in the same patients: apparent.
  public let concordance: Concordance
  /// The test of proportional hazards on the scale 1 - S(t-); `nil` where its information is singular.
  public let proportionalHazards: ProportionalHazardsTest?
  /// How many rows were read, and which of them were left out.
  public let flow: CohortFlow
  /// What to read it with.
  public let warnings: [CohortWarning]

  /// Fits `terms`, written as `covariates`, to the rows that have all their columns.
  ///
  /// - Throws: ``CohortFailure``: `table` where a column is not there or has cells that are not numbers, `term` where a
  ///   term cannot be computed, `allLeftOut` or `allCensored` where no row or no event is left, `survival` where the
  ///   model cannot be fitted.
  public init(
    _ cohort: Cohort, terms: CovariateTerms, covariates: String, ties: TieMethod = .efron
  ) throws(CohortFailure) {
    let complete = try cohort.keeping(terms.columnsRead)
    let columns = try complete.covariates(terms)
    do {
      model = try CoxRegression.fit(columns, times: complete.times, ties: ties)
      concordance = try SurvivalStatistics.concordance(
        scores: model.logHazards(columns), times: complete.times)
    } catch {
      throw .survival(error)
    }
    proportionalHazards = try? proportionalHazardsTest(
      model, columns, times: complete.times, terms: terms.ranges)
    self.covariates = covariates
    flow = complete.flow
    warnings =
      CohortWarning.fewEvents(model: .fit, events: model.events, covariates: model.names.count)
      + (try cohort.namesPatients() ? [] : [.patientsNotNamed]) + (try cohort.warningsOfRows())
  }
}

extension CoxModel {
  /// beta' x of each subject, zero columns as the reference.
  func logHazards(_ columns: [CoxCovariate]) -> [Double] {
    (columns.first?.values.indices ?? 0..<0).map { row in logHazard(columns.map { $0.values[row] }) }
  }
}
