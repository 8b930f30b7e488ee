import Tables
import SurvivalStatistics

/// What a reader must know of numbers that could be computed all the same.
public enum CohortWarning: Sendable, Hashable, Codable {
  /// The model has fewer than ten events per covariate.
  case fewEvents(model: ModelRole, events: Int, covariates: Int)
  /// Nobody looked whether patients are in both cohorts.
  case cohortsNotCompared
  /// Whether a patient stands there twice was not looked at: no column says who is who.
  case patientsNotNamed
  /// The table of the training was named, and one of the tables does not say who is who.
  case trainingNotNamed
  /// The model was made on as many patients with as many events: perhaps on these.
  case sizeOfTraining(patients: Int, events: Int)
  /// These levels of subgroups have fewer than ten events.
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

  /// The most patients whom one patient may stand for: G of 10 % (weights above it are what is truncated, Cole &
  /// Hernan, Am J Epidemiol 2008;168:656).
  public static let mostWeight = 10.0

  static func fewEvents(model: ModelRole, events: Int, covariates: Int) -> [CohortWarning] {
    events < eventsPerCovariate * covariates ? [.fewEvents(model: model, events: events, covariates: covariates)] : []
  }
}

// MARK: As a record codes it

extension CohortWarning {
  private enum CodingKeys: String, CodingKey {
    case fewEvents = "few-events"
    case cohortsNotCompared = "cohorts-not-compared"
    case patientsNotNamed = "patients-not-named"
    case trainingNotNamed = "training-not-named"
    case sizeOfTraining = "size-of-training"
    case fewEventsIn = "few-events-in"
    case reversed
    case oneEvent = "one-event"
    case hugeWeights = "huge-weights"
    case endOfFollowUp = "end-of-follow-up"
    case doubt
    case unanswered
    case competingEvents = "competing-events"
    case onePerson = "one-person"
    case unitNotSaid = "unit-not-said"
    case unitOfModel = "unit-of-model"
    case unitAssumed = "unit-assumed"
    case unitsDiffer = "units-differ"
  }

  private enum DoubtCodingKeys: String, CodingKey { case _0 = "of" }
  private enum CompetingEventsCodingKeys: String, CodingKey { case _0 = "events" }
}
