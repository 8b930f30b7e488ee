import SurvivalStatistics

extension Composer {
  /// Percentile limits in the place of those by formula, and limits where there were none.
  mutating func resample() {
    guard let resampling = options.bootstrap else { return leaveOut(.bootstrap, .noBootstrap) }
    resampleScore(resampling)
    resampleComparison(resampling)
    let answered = report.resampled.compactMap(\.resamples)
    if let fewest = answered.min(), fewest < resampling.resamples {
      report.warnings.append(.unanswered(fewest: fewest, asked: resampling.resamples))
    }
  }

  /// Of `count` patients; each call draws the same resamples of as many.
  private mutating func bootstrap(
    _ count: Int, _ resampling: EvaluationOptions.Resampling, _ statistics: ([Int]) -> [Double?]
  ) -> Bootstrap? {
    var random = RandomDraws(state: resampling.seed)
    return take(.bootstrap) { () throws(SurvivalFailure) in
      try Bootstrap(count: count, resamples: resampling.resamples, using: &random) {
        (rows) throws(SurvivalFailure) in statistics(rows)
      }
    }
  }

  private mutating func resampleScore(_ resampling: EvaluationOptions.Resampling) {
    let composer = self
    guard let bootstrap = bootstrap(plan.times.count, resampling, { composer.statistics($0) }) else { return }
    func limits(_ index: Int, _ estimate: inout Estimate?) {
      guard estimate != nil, let interval = bootstrap.interval(index) else { return }
      estimate = Estimate(interval)
    }
    limits(0, &report.accuracy.harrell)
    limits(1, &report.accuracy.uno)
    limits(2, &report.accuracy.auc)
    limits(3, &report.accuracy.brier)
    limits(4, &report.accuracy.predictionAccuracy)
    let first = Self.figures
    report.accuracy.aucOverTime = report.accuracy.aucOverTime.map { area in
      let place = options.grid.firstIndex(of: area.time)
      let interval = place.flatMap { bootstrap.interval(first + $0) }
      return interval.map { TimedEstimate(time: area.time, estimate: Estimate($0)) } ?? area
    }
    guard var call = report.call else { return }
    if let interval = bootstrap.interval(5) { call.sensitivity = Estimate(interval) }
    if let interval = bootstrap.interval(6) { call.specificity = Estimate(interval) }
    limits(7, &call.ppv)
    limits(8, &call.npv)
    report.call = call
  }

  /// Statistics of the score before those over time.
  private static let figures = 9

  /// c, Uno's c, AUC, Brier, IPA, sensitivity, specificity, PPV and NPV of the patients `rows`, then the AUC over time.
  private func statistics(_ rows: [Int]) -> [Double?] {
    let times = rows.map { plan.times[$0] }
    let scores = rows.map { plan.score[$0] }
    let accuracy = options.accuracy
    let brier = report.calibration.flatMap { calibration in
      try? brierScore(
        probabilities: rows.map { calibration.probabilities[$0] }, times: times, horizon: horizon, options: accuracy)
    }
    let call = options.threshold.flatMap { threshold in
      marker.flatMap { marker in
        try? thresholdAccuracy(
          scores: rows.map { marker[$0] }, times: times, threshold: threshold.cut, horizon: horizon, options: accuracy)
      }
    }
    return [
      try? concordance(scores: scores, times: times).index, try? Statistic.uno(scores, times, horizon, accuracy).index,
      try? Statistic.area(scores, times, horizon, accuracy), brier?.score, brier?.indexOfPredictionAccuracy,
      call?.sensitivity, call?.specificity, call?.positivePredictiveValue, call?.negativePredictiveValue,
    ] + options.grid.map { try? Statistic.area(scores, times, $0, accuracy) }
  }

  private mutating func resampleComparison(_ resampling: EvaluationOptions.Resampling) {
    guard let predictors = ModelPredictors(plan), var comparison = report.comparison else { return }
    let composer = self
    guard
      let bootstrap = bootstrap(
        predictors.rows.count, resampling,
        { rows in
          let specificity = composer.specificity(predictors, rows)
          return Self.compared.flatMap { composer.statistics($0, predictors, rows, at: specificity) }
        })
    else { return }
    comparison.models = comparison.models.map { limited($0, bootstrap, predictors) }
    comparison.differences = differences(bootstrap, predictors)
    report.comparison = comparison
  }

  /// Statistics of a model: c, Uno's c, AUC, sensitivity, and the optimism of c.
  private static let width = 5

  /// The models as they are, on the patients drawn: limits of a model that is fitted anew to each resample and judged on it would
  /// count its optimism twice.
  private func statistics(
    _ role: ModelRole, _ predictors: ModelPredictors, _ drawn: [Int], at specificity: Double?
  ) -> [Double?] {
    guard let all = compared[role] else { return [Double?](repeating: nil, count: Self.width) }
    let times = drawn.map { predictors.times[$0] }
    let scores = drawn.map { all[$0] }
    let curve = specificity.flatMap { _ in
      try? cumulativeDynamicROC(scores: scores, times: times, horizon: horizon, options: options.accuracy)
    }
    return [
      try? concordance(scores: scores, times: times).index,
      try? Statistic.uno(scores, times, horizon, options.accuracy).index,
      try? Statistic.area(scores, times, horizon, options.accuracy),
      specificity.flatMap { specificity in curve?.sensitivity(atSpecificity: specificity) },
      optimism(role, predictors, drawn),
    ]
  }

  /// Of a model fitted anew to the patients drawn: its c in them less its c in the patients as they are; none of other models.
  private func optimism(_ role: ModelRole, _ predictors: ModelPredictors, _ drawn: [Int]) -> Double? {
    guard predictors.isApparent else { return nil }
    guard role != .score else { return 0 }
    guard let model = try? predictors.model(role, drawn) else { return nil }
    func c(_ rows: [Int]) -> Double? {
      let scores = predictors.predictors(role, rows, by: model)
      return try? concordance(scores: scores, times: rows.map { predictors.times[$0] }).index
    }
    return c(drawn).flatMap { own in c(Array(predictors.rows.indices)).map { own - $0 } }
  }

  /// With the limits of the bootstrap, and corrected for optimism.
  private func limited(
    _ model: ModelAccuracy, _ bootstrap: Bootstrap, _ predictors: ModelPredictors
  ) -> ModelAccuracy {
    guard let place = Self.compared.firstIndex(of: model.role) else { return model }
    var model = model
    func limits(_ offset: Int, _ old: Estimate?) -> Estimate? {
      old == nil ? nil : bootstrap.interval(place * Self.width + offset).map { Estimate($0) } ?? old
    }
    model.harrell = limits(0, model.harrell)
    model.uno = limits(1, model.uno)
    model.auc = limits(2, model.auc)
    model.sensitivity = limits(3, model.sensitivity)
    if model.role != .score, let optimism = optimism(model.role, bootstrap) {
      model.corrected = model.harrell?.shifted(by: -optimism)
    }
    return model
  }

  /// Mean over the resamples.
  private func optimism(_ role: ModelRole, _ bootstrap: Bootstrap) -> Double? {
    guard let place = Self.compared.firstIndex(of: role) else { return nil }
    let found = bootstrap.replicates[place * Self.width + 4].compactMap(\.self)
    return found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
  }

  private func differences(_ bootstrap: Bootstrap, _ predictors: ModelPredictors) -> [PairedDifference] {
    let pairs: [(ModelRole, ModelRole)] = [(.combined, .clinical), (.score, .clinical), (.combined, .score)]
    return PairedDifference.Measure.allCases.enumerated().flatMap { offset, measure in
      pairs.compactMap { first, second in
        guard let a = Self.compared.firstIndex(of: first), let b = Self.compared.firstIndex(of: second),
          let interval = bootstrap.difference(a * Self.width + offset, b * Self.width + offset)
        else { return nil }
        let difference = Estimate(interval)
        let optimisms = measure == .harrellC ? (optimism(first, bootstrap), optimism(second, bootstrap)) : (nil, nil)
        let corrected = optimisms.0.flatMap { of in optimisms.1.map { difference.shifted(by: $0 - of) } }
        return PairedDifference(
          measure: measure, first: first, second: second, difference: difference, corrected: corrected)
      }
    }
  }
}

extension EvaluationReport {
  /// Whatever may have limits of the bootstrap.
  fileprivate var resampled: [Estimate] {
    let own = [
      accuracy.harrell, accuracy.uno, accuracy.auc, accuracy.brier, accuracy.predictionAccuracy, call?.sensitivity,
      call?.specificity, call?.ppv, call?.npv,
    ]
    let models = comparison?.models.flatMap { [$0.harrell, $0.uno, $0.auc, $0.sensitivity] } ?? []
    return (own + models).compactMap(\.self) + (comparison?.differences.map(\.difference) ?? [])
      + accuracy.aucOverTime.map(\.estimate)
  }
}
