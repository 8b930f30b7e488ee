import Prognosis
import SurvivalStatistics

/// Which clinical variables a cohort can carry, and the Cox models of it.
struct PrognosisFit {
  let covariates: [Covariate]
  /// The patients who have them all, by their place in the cohort.
  let complete: [Int]
  let warnings: [TrainingWarning]
  private let patients: [TrainingPatient]
  private let horizon: Double

  init(_ patients: [TrainingPatient], horizon: Double, intendedUse: IntendedUse) throws(TrainingFailure) {
    var (covariates, warnings) = ([Covariate](), [TrainingWarning]())
    for covariate in Covariate.clinical {
      let values = patients.compactMap { covariate.value(score: nil, clinical: $0.clinical) }
      if 2 * values.count < patients.count {
        warnings.append(.mostlyMissing(covariate, patients: patients.count - values.count))
      } else {
        covariates.append(covariate)
      }
    }
    let complete = patients.indices.filter { index in
      covariates.allSatisfy { $0.value(score: nil, clinical: patients[index].clinical) != nil }
    }
    covariates.removeAll { covariate in
      let values = Set(complete.map { covariate.value(score: nil, clinical: patients[$0].clinical) })
      if values.count < 2 { warnings.append(.constant(covariate)) }
      return values.count < 2
    }
    guard !covariates.isEmpty else { throw .noClinicalVariable }
    self.patients = patients
    self.horizon = horizon
    self.covariates = covariates
    self.complete = complete
    self.warnings = warnings + Self.warnings(patients, complete, covariates.count + 1, intendedUse)
  }

  private static func warnings(
    _ patients: [TrainingPatient], _ complete: [Int], _ columns: Int, _ intendedUse: IntendedUse
  ) -> [TrainingWarning] {
    var warnings: [TrainingWarning] = []
    let events = complete.count { patients[$0].outcome.event }
    if events < 10 * columns { warnings.append(.fewEvents(events: events, covariates: columns)) }
    if complete.count < patients.count { warnings.append(.incomplete(patients: patients.count - complete.count)) }
    let outside = patients.count { !intendedUse.violations($0.clinical).isEmpty }
    if outside > 0 { warnings.append(.outsideIntendedUse(patients: outside)) }
    return warnings
  }

  /// A Cox model of these columns on the patients at `indices`, who have them all; `scores` are of the whole cohort.
  func model(_ columns: [Covariate], _ scores: [Double], _ indices: [Int]) throws(TrainingFailure) -> PrognosticModel {
    do {
      return try .fit(
        scores: indices.map { scores[$0] }, clinical: indices.map { patients[$0].clinical },
        observations: indices.map { patients[$0].outcome }, covariates: columns, horizon: horizon)
    } catch { throw .prognosis(error) }
  }
}
