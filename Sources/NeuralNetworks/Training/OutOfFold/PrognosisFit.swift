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

  /// - Parameter folds: of each patient, in which every model is fitted without one of them too.
  init(
    _ patients: [TrainingPatient], folds: [Int], horizon: Double, intendedUse: IntendedUse
  ) throws(TrainingFailure) {
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
    self.patients = patients
    self.horizon = horizon
    self.complete = complete
    let sets = [complete] + Set(folds).sorted().map { fold in complete.filter { folds[$0] != fold } }
    while let infinite = try Self.infinite(covariates, patients, sets, horizon) {
      covariates.removeAll { $0 == infinite }
      warnings.append(.infinite(infinite))
    }
    guard !covariates.isEmpty else { throw .noClinicalVariable }
    self.covariates = covariates
    self.warnings = warnings + Self.warnings(patients, complete, covariates.count + 1, intendedUse)
  }

  /// The first covariate whose effect the clinical model cannot estimate on one of `sets`: before the networks are
  /// trained, not after.
  private static func infinite(
    _ covariates: [Covariate], _ patients: [TrainingPatient], _ sets: [[Int]], _ horizon: Double
  ) throws(TrainingFailure) -> Covariate? {
    guard !covariates.isEmpty else { return nil }
    for indices in sets {
      let isTold: Bool
      do {
        let model = try PrognosticModel.fit(
          scores: indices.map { _ in 0 }, clinical: indices.map { patients[$0].clinical },
          observations: indices.map { patients[$0].outcome }, covariates: covariates, horizon: horizon)
        let first = indices.first.map { patients[$0].clinical }
        isTold = first.flatMap { model.predict(score: 0, scoreSD: nil, clinical: $0, horizon: horizon) } != nil
      } catch {
        if let covariate = covariates.first(where: { $0.rawValue == error.unfitColumn }) { return covariate }
        throw .prognosis(error)
      }
      guard isTold else { throw .statistics(.noEventsBy(horizon: horizon)) }
    }
    return nil
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

extension PrognosisFailure {
  /// The column that has no coefficient, where the regression failed for one.
  fileprivate var unfitColumn: String? {
    switch self {
    case .survival(let failure): failure.unfitColumn
    case .missingValue, .countsDiffer, .followUpTooShort, .inconsistent: nil
    }
  }
}

extension SurvivalFailure {
  fileprivate var unfitColumn: String? {
    switch self {
    case .separation(let column), .constantColumn(let column), .notIdentifiable(let column): column
    case .empty, .countsDiffer, .invalidTime, .notFinite, .noEvents, .notConverged, .invalidRidge, .tooManyColumns,
      .penalised, .noComparablePairs, .oneClass, .oneGroup, .noEventsBy, .horizonPastFollowUp, .censoringUnknown,
      .invalidProbability, .invalidKnots, .tooFew:
      nil
    }
  }
}
