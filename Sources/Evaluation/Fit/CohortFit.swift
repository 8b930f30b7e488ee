import SurvivalStatistics
import Tables

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
      + (try cohort.namesPatients() ? [] : [.patientsNotNamed]) + (try cohort.warningsOfRows())
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
  /// A single event by the horizon: no limits were given of what rests on it.
  case oneEvent
  /// A patient followed past the horizon stands for `largest`; by `usable` nobody stands for more than ``mostWeight``.
  case hugeWeights(largest: Double, usable: Double?)
  /// Nobody was followed past the horizon; figures can be had by `usable`.
  case endOfFollowUp(horizon: Double, last: Double, usable: Double?)
  /// A figure that speaks against the score or the model.
  case doubt(ModelDoubt)
  /// Some of the resamples had no answer for a figure with limits: as few as `fewest` of `asked` had one.
  case unanswered(fewest: Int, asked: Int)

  /// Events of other kinds end the follow-up: the hazard is that of one cause.
  case competingEvents([CompetingEvent])
  /// Rows on these lines are of one person, by their barcodes.
  case onePerson(lines: [[Int]])
  /// The unit of the times was not said, and they make no sense as years, which the horizon seems to be in.
  case unitNotSaid(longest: Double, horizon: Double)
  /// The unit of the times was not said; the model's is `unit`.
  case unitOfModel(unit: String)
  /// The unit of the times was not said and was taken to be `here`, while the model's cohort counted `model`.
  case unitAssumed(model: String, here: String)
  /// The longest follow-up of the model's patients and of these, in numbers that one unit hardly explains.
  case unitsDiffer(model: Double, here: Double)

  /// Events a covariate below which a model is too rich (Peduzzi et al., J Clin Epidemiol 1995;48:1503).
  public static let eventsPerCovariate = 10

  /// Patients whom one may stand for, at most: G of 10 % (weights above it are what is truncated, Cole & Hernan, Am J
  /// Epidemiol 2008;168:656).
  public static let mostWeight = 10.0

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
