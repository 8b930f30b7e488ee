import SurvivalStatistics

extension Composer {
  /// Clinical variables, score and both, on the patients who have every clinical value.
  mutating func compare() {
    guard let predictors = ModelPredictors(plan) else {
      drawScore()
      return leaveOut(.comparison, .noClinical)
    }
    guard predictors.rows.count > 1 else {
      return leaveOut(.comparison, .tooFewComplete(found: predictors.rows.count))
    }
    var comparison = Comparison(
      count: predictors.rows.count, events: predictors.times.count { $0.event }, isApparent: predictors.isApparent,
      missing: predictors.missing, specificity: specificity(predictors, Array(predictors.rows.indices)), models: [])
    for role in SortedModels.compared {
      guard let scores = scores(of: role, predictors) else { continue }
      comparison.models.append(accuracy(of: role, scores, predictors, at: comparison.specificity))
    }
    if options.threshold == nil { leaveOut(.equalSpecificity, .noThreshold) }
    report.comparison = comparison
    guard predictors.isApparent else { return }
    for (role, columns) in [
      (ModelRole.clinical, predictors.clinicalColumns), (.combined, predictors.clinicalColumns + 1),
    ] {
      report.warnings += CohortWarning.fewEvents(model: role, events: comparison.events, covariates: columns)
    }
  }

  /// The curve of the score where there is none to compare it with.
  private mutating func drawScore() {
    let curve = try? cumulativeDynamicROC(
      scores: plan.score, times: plan.times, horizon: horizon, options: options.accuracy)
    report.curvesOfAccuracy = curve.map { [ModelROC(role: .score, curve: $0)] } ?? []
  }

  /// The predictors of a model on all who are compared, the model fitted where it is fitted here.
  private mutating func scores(of role: ModelRole, _ predictors: ModelPredictors) -> [Double]? {
    let everyone = Array(predictors.rows.indices)
    let part: ReportPart = role == .clinical ? .clinicalModel : role == .combined ? .combinedModel : .comparison
    guard
      let fitted = take(part, { () throws(SurvivalFailure) in try predictors.model(role, everyone) })
    else { return nil }
    if let fitted { report.hazardRatios.append(effects(role, fitted, isOfCall: false, deviation: nil)) }
    let scores = predictors.predictors(role, everyone, by: fitted)
    compared[role] = scores
    return scores
  }

  private mutating func accuracy(
    of role: ModelRole, _ scores: [Double], _ predictors: ModelPredictors, at specificity: Double?
  ) -> ModelAccuracy {
    let (times, horizon, options) = (predictors.times, horizon, options.accuracy)
    var model = ModelAccuracy(role: role)
    model.harrell = take(.comparison, about: role.rawValue) { () throws(SurvivalFailure) in
      let c = try concordance(scores: scores, times: times)
      return Estimate(c.index, standardError: c.standardError)
    }
    model.uno = (try? Statistic.uno(scores, times, horizon, options)).map {
      Estimate($0.index, standardError: $0.standardError)
    }
    model.auc = (try? Statistic.area(scores, times, horizon, options)).map { Estimate($0) }
    guard let curve = try? cumulativeDynamicROC(scores: scores, times: times, horizon: horizon, options: options) else {
      return model
    }
    report.curvesOfAccuracy.append(ModelROC(role: role, curve: curve))
    model.sensitivity = specificity.map { Estimate(curve.sensitivity(atSpecificity: $0)) }
    return model
  }

  /// Of the call, on the patients `drawn` of those who are compared.
  func specificity(_ predictors: ModelPredictors, _ drawn: [Int]) -> Double? {
    guard let threshold = options.threshold, let marker else { return nil }
    let accuracy = try? thresholdAccuracy(
      scores: drawn.map { marker[predictors.rows[$0]] }, times: drawn.map { predictors.times[$0] },
      threshold: threshold.cut, horizon: horizon, options: options.accuracy)
    return accuracy?.specificity
  }
}
