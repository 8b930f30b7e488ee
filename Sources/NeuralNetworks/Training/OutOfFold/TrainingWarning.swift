import Prognosis

/// What a cohort could not carry, or carries badly. The training goes on; the card says it.
public enum TrainingWarning: Hashable, Sendable {
  /// Fewer than ten relapses a covariate of the combined model (Peduzzi et al., J Clin Epidemiol 1995;48:1503).
  case fewEvents(events: Int, covariates: Int)
  /// The covariate is the same for everybody: it is left out.
  case constant(Covariate)
  /// The covariate orders the relapses perfectly, alone or with others, or is the same for all, without one of the
  /// folds: its effect is infinite there, and it is left out.
  case infinite(Covariate)
  /// No patient who relapsed by the horizon was called high.
  case nobodyFound
  /// More than half of the patients have no value of the covariate: it is left out.
  case mostlyMissing(Covariate, patients: Int)
  /// `patients` lack a covariate: the networks learn from them, the models with clinical variables do not.
  case incomplete(patients: Int)
  /// `patients` of the table are `persons` people only, or share slides: the folds kept them together, but each counts.
  case keptTogether(patients: Int, persons: Int)
  /// `patients` are not those whom the model is for.
  case outsideIntendedUse(patients: Int)

  /// The warning in words, for the card and for people.
  public var text: String {
    switch self {
    case .fewEvents(let events, let covariates):
      "\(events) relapses for \(covariates) covariates: fewer than ten each, so that the combined model is unsure"
    case .constant(let covariate): "\(covariate.variable) is the same for all patients and was left out"
    case .infinite(let covariate):
      "\(covariate.variable) has no finite effect of its own, on all patients or without one of the folds: it "
        + "separates them, or follows from other variables; it was left out"
    case .nobodyFound: "no relapse by the horizon was called high at this threshold"
    case .mostlyMissing(let covariate, let patients):
      "\(covariate.variable) is missing for \(patients) patients, more than half, and was left out"
    case .incomplete(let patients):
      "\(patients) patients lack a clinical variable: the networks learned from them, the combined model did not"
    case .keptTogether(let patients, let persons):
      "\(patients) patients of the table are \(persons) \(persons == 1 ? "person" : "persons"), or share their slides: "
        + "the folds kept them together, but each counts in the figures"
    case .outsideIntendedUse(let patients): "\(patients) patients are outside the intended use"
    }
  }
}
