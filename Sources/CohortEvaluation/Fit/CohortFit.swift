import SurvivalStatistics

/// A Cox model of a cohort's columns with all that is reported of it.
public struct CohortFit: Sendable {
  /// The terms as they were written.
  public let covariates: String
  /// The model.
  public let model: CoxModel
  /// Harrell's c of its linear predictor in the same patients: apparent.
  public let concordance: Concordance
  /// On the scale 1 - S(t-); `nil` where the information of the test is singular.
  public let proportionalHazards: ProportionalHazardsTest?
  /// Who was left out.
  public let flow: CohortFlow
  /// What to read it with.
  public let warnings: [CohortWarning]

  /// Fits `terms`, written as `covariates`, to the rows that have all their columns.
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
      + (try cohort.namesPatients() ? [] : [.patientsNotNamed])
  }
}

extension CoxModel {
  /// beta' x of each subject, zero columns as the reference.
  func logHazards(_ columns: [CoxCovariate]) -> [Double] {
    (columns.first?.values.indices ?? 0..<0).map { row in logHazard(columns.map { $0.values[row] }) }
  }
}

/// What a reader must know of numbers that could be computed all the same.
public enum CohortWarning: Sendable, Hashable {
  /// Fewer than ten events a covariate.
  case fewEvents(model: ModelRole, events: Int, covariates: Int)
  /// Nobody looked whether patients are in both cohorts.
  case cohortsNotCompared
  /// Whether a patient stands there twice was not looked at: no column says who is who.
  case patientsNotNamed
  /// The table of the training was named, and one of the tables does not say who is who.
  case trainingNotNamed
  /// The model was made on as many patients with as many events: perhaps on these.
  case sizeOfTraining(patients: Int, events: Int)
  /// Fewer than ten events in these levels of subgroups.
  case fewEventsIn(levels: [String])
  /// A higher score goes with fewer events.
  case reversed
  /// Some of the resamples had no answer for a figure with limits: as few as `fewest` of `asked` had one.
  case unanswered(fewest: Int, asked: Int)

  /// Events a covariate below which a model is too rich (Peduzzi et al., J Clin Epidemiol 1995;48:1503).
  public static let eventsPerCovariate = 10

  static func fewEvents(model: ModelRole, events: Int, covariates: Int) -> [CohortWarning] {
    events < eventsPerCovariate * covariates ? [.fewEvents(model: model, events: events, covariates: covariates)] : []
  }
}

/// The models that are spoken of.
public enum ModelRole: String, Sendable, Hashable, CaseIterable {
  /// Of `fit`.
  case fit
  /// The score by itself.
  case score
  /// The clinical variables alone.
  case clinical
  /// Score and clinical variables.
  case combined
}
