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
    var comparison = ModelComparison(predictors, specificity: specificity(predictors), lines: plan.lines)
    for role in SortedModels.compared {
      guard let scores = scores(of: role, predictors) else { continue }
      comparison.models.append(role)
      measure(role, scores, predictors, &comparison)
    }
    if options.threshold == nil { leaveOut(.equalSpecificity, .noThreshold) }
    record.comparison = comparison
    guard predictors.isApparent else { return }
    for (role, columns) in [
      (ModelRole.clinical, predictors.clinicalColumns), (.combined, predictors.clinicalColumns + 1),
    ] {
      record.warnings += CohortWarning.fewEvents(model: role, events: comparison.events, covariates: columns)
    }
  }

  /// The curve of the score where there is none to compare it with.
  private mutating func drawScore() {
    let curve = try? cumulativeDynamicROC(
      scores: plan.score, times: plan.times, horizon: horizon, options: options.accuracy)
    record.curvesOfAccuracy = curve.map { [ModelROC(.score, $0)] } ?? []
  }

  /// The predictors of a model on all who are compared, the model fitted where it is fitted here.
  private mutating func scores(of role: ModelRole, _ predictors: ModelPredictors) -> [Double]? {
    let everyone = Array(predictors.rows.indices)
    guard
      let fitted = take(role.part, { () throws(SurvivalFailure) in try predictors.model(role, everyone) })
    else { return nil }
    if let fitted { record.hazardRatios.append(effects(role, fitted, isOfCall: false, deviation: nil)) }
    let scores = predictors.predictors(role, everyone, by: fitted)
    compared[role] = scores
    return scores
  }

  private mutating func measure(
    _ role: ModelRole, _ scores: [Double], _ predictors: ModelPredictors, _ comparison: inout ModelComparison
  ) {
    let (times, horizon, options) = (predictors.times, horizon, options.accuracy)
    let harrell = take(.comparison, about: role.rawValue) { () throws(SurvivalFailure) in
      let c = try concordance(scores: scores, times: times)
      return Estimate(c.index, standardError: c.standardError)
    }
    let uno = (try? HorizonStatistic.uno(scores, times, horizon, options)).map {
      Estimate($0.index, standardError: $0.standardError)
    }
    comparison.add(.harrell, .model(role), harrell)
    comparison.add(.uno, .model(role), uno)
    comparison.add(
      .auc, .model(role), (try? HorizonStatistic.area(scores, times, horizon, options)).map { Estimate($0) })
    guard let curve = try? cumulativeDynamicROC(scores: scores, times: times, horizon: horizon, options: options) else {
      return
    }
    record.curvesOfAccuracy.append(ModelROC(role, curve))
    let sensitivity = comparison.specificity.map { Estimate(curve.sensitivity(atSpecificity: $0)) }
    comparison.add(.sensitivityAtEqualSpecificity, .model(role), sensitivity)
  }

  /// Specificity of the call on those who are compared.
  private func specificity(_ predictors: ModelPredictors) -> Double? {
    guard let threshold = options.threshold, let marker else { return nil }
    let accuracy = try? thresholdAccuracy(
      scores: predictors.rows.map { marker[$0] }, times: predictors.times, threshold: threshold.cut, horizon: horizon,
      options: options.accuracy)
    return accuracy?.specificity
  }
}

extension ModelComparison {
  fileprivate init(_ predictors: ModelPredictors, specificity: Double?, lines: [Int]) {
    self.init(
      count: predictors.rows.count, events: predictors.times.count { $0.event }, isApparent: predictors.isApparent,
      missing: predictors.missing.count, missingLines: lines.isEmpty ? [] : predictors.missing.map { lines[$0] },
      specificity: specificity, models: [], statistics: [])
  }

  /// An entry of the patients who are compared; nothing where there is no value.
  mutating func add(_ code: StatisticCode, _ subject: StatisticSubject, _ value: Estimate?) {
    guard let value else { return }
    statistics.append(Statistic(code, subject, value, count: count, events: events))
  }
}

extension ModelROC {
  fileprivate init(_ role: ModelRole, _ curve: TimeDependentROC) {
    self.init(
      role: role,
      points: curve.points.map { Point(falsePositiveRate: 1 - $0.specificity, sensitivity: $0.sensitivity) })
  }
}

extension ModelRole {
  /// What is left out where the model cannot be fitted.
  fileprivate var part: ReportPart {
    switch self {
    case .clinical: .clinicalModel
    case .combined: .combinedModel
    case .score, .fit, .truth: .comparison
    }
  }
}
