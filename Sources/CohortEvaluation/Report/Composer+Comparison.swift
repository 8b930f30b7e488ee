import SurvivalStatistics

extension Composer {
  static let compared: [ModelRole] = [.clinical, .score, .combined]

  /// Clinical variables, score and both, on the patients who have every clinical value.
  mutating func compare() {
    guard let predictors = ModelPredictors(plan) else { return leaveOut(.comparison, .noClinical) }
    guard predictors.rows.count > 1 else {
      return leaveOut(.comparison, .tooFewComplete(found: predictors.rows.count))
    }
    var comparison = Comparison(
      count: predictors.rows.count, events: predictors.times.count { $0.event }, isApparent: predictors.isApparent,
      models: [])
    for role in Self.compared {
      guard let model = accuracy(of: role, predictors) else { continue }
      comparison.models.append(model)
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

  private mutating func accuracy(of role: ModelRole, _ predictors: ModelPredictors) -> ModelAccuracy? {
    let everyone = Array(predictors.rows.indices)
    let part: ReportPart = role == .clinical ? .clinicalModel : role == .combined ? .combinedModel : .comparison
    guard
      let fitted = take(part, { () throws(SurvivalFailure) in try predictors.model(role, everyone) })
    else { return nil }
    if let fitted { report.hazardRatios.append(effects(role, fitted, isOfCall: false, deviation: nil)) }
    let scores = predictors.predictors(role, everyone, by: fitted)
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
    let atEqual = equalSpecificity(role, scores, predictors, everyone)
    model.sensitivity = atEqual.map { Estimate($0.sensitivity) }
    model.specificity = atEqual?.specificity
    return model
  }

  /// The accuracy of `scores` where they are as specific as the call is.
  func equalSpecificity(
    _ role: ModelRole, _ scores: [Double], _ predictors: ModelPredictors, _ drawn: [Int]
  ) -> ThresholdAccuracy? {
    guard let threshold = options.threshold, let marker else { return nil }
    let times = drawn.map { predictors.times[$0] }
    let own = drawn.map { marker[predictors.rows[$0]] }
    guard
      let call = try? thresholdAccuracy(
        scores: own, times: times, threshold: threshold.value, horizon: horizon, options: options.accuracy)
    else { return nil }
    guard role != markedRole else { return call }
    guard
      let cut = try? lowestThreshold(
        reachingSpecificity: call.specificity, scores: scores, times: times, horizon: horizon)
    else { return nil }
    return try? thresholdAccuracy(
      scores: scores, times: times, threshold: cut, horizon: horizon, options: options.accuracy)
  }

  /// The model whose own threshold it is.
  private var markedRole: ModelRole {
    guard case .probability = options.threshold, case .probabilities = plan.risks else { return .score }
    return .combined
  }
}
