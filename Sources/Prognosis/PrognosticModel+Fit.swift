import SurvivalStatistics

extension PrognosticModel {
  /// Fits the Cox model (Efron's ties) on patients who have every covariate.
  ///
  /// - Parameters:
  ///   - scores: slide score of each patient, as `predict` will get it.
  ///   - clinical: the clinical variables of each patient.
  ///   - observations: time to metastatic relapse or censoring, years.
  ///   - covariates: what to weigh; `[.slideScore]` is the slide-only model.
  ///   - horizon: years to which predictions are wanted; somebody must have been followed that long.
  /// - Throws: ``PrognosisFailure`` where the counts differ, a patient lacks a covariate, the Cox model cannot be
  ///   fitted, or nobody was followed to the horizon.
  public static func fit(
    scores: [Double], clinical: [ClinicalVariables], observations: [SurvivalTime], covariates: [Covariate],
    horizon: Double = 5
  ) throws(PrognosisFailure) -> PrognosticModel {
    guard scores.count == observations.count, clinical.count == observations.count else {
      throw .countsDiffer(scores: scores.count, clinical: clinical.count, observations: observations.count)
    }
    let columns = try columns(covariates, scores, clinical)
    let model = try cox(covariates, columns, observations)
    guard model.baseline.lastTime >= horizon else {
      throw .followUpTooShort(horizon: horizon, last: model.baseline.lastTime)
    }
    return try PrognosticModel(
      basis: basis(of: covariates), covariates: covariates, coefficients: model.coefficients, means: model.means,
      covariance: model.covariance, baseline: model.baseline.sampled(at: quarters(to: model.baseline.lastTime)),
      ranges: columns.map { TrainingRange(lower: $0.min() ?? 0, upper: $0.max() ?? 0) }, count: model.count,
      events: model.events)
  }

  private static func columns(
    _ covariates: [Covariate], _ scores: [Double], _ clinical: [ClinicalVariables]
  ) throws(PrognosisFailure) -> [[Double]] {
    var columns: [[Double]] = []
    for covariate in covariates {
      var column: [Double] = []
      for (index, (score, variables)) in zip(scores, clinical).enumerated() {
        guard let value = covariate.value(score: score, clinical: variables) else {
          throw .missingValue(covariate: covariate, index: index)
        }
        column.append(value)
      }
      columns.append(column)
    }
    return columns
  }

  private static func cox(
    _ covariates: [Covariate], _ columns: [[Double]], _ observations: [SurvivalTime]
  ) throws(PrognosisFailure) -> CoxModel {
    do {
      return try CoxRegression.fit(
        zip(covariates, columns).map { CoxCovariate($0.rawValue, $1) }, times: observations)
    } catch {
      throw .survival(error)
    }
  }

  /// 0.25, 0.5 ... years, exact in binary, up to the last that the follow-up reaches.
  private static func quarters(to last: Double) -> [Double] {
    (1...max(1, Int((last * 4).rounded(.down)))).map { Double($0) / 4 }
  }
}
