import SurvivalStatistics

/// SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): the same resamples from the same seed on every machine.
struct Resampler: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Composer {
  /// Percentile limits in the place of those by formula, and limits where there were none.
  mutating func resample() {
    guard let resampling = options.bootstrap else { return }
    resampleScore(resampling)
    resampleComparison(resampling)
  }

  private mutating func resampleScore(_ resampling: EvaluationOptions.Resampling) {
    var random = Resampler(state: resampling.seed)
    let composer = self
    guard
      let bootstrap = take(
        .bootstrap,
        { () throws(SurvivalFailure) in
          try Bootstrap(count: composer.plan.times.count, resamples: resampling.resamples, using: &random) {
            rows throws(SurvivalFailure) in composer.statistics(rows)
          }
        })
    else { return }
    func limits(_ index: Int, _ estimate: inout Estimate?) {
      guard estimate != nil, let interval = bootstrap.interval(index) else { return }
      estimate = Estimate(interval)
    }
    limits(0, &report.accuracy.harrell)
    limits(1, &report.accuracy.uno)
    limits(2, &report.accuracy.auc)
    limits(3, &report.accuracy.brier)
    limits(4, &report.accuracy.predictionAccuracy)
    guard var call = report.call else { return }
    if let interval = bootstrap.interval(5) { call.sensitivity = Estimate(interval) }
    if let interval = bootstrap.interval(6) { call.specificity = Estimate(interval) }
    limits(7, &call.ppv)
    limits(8, &call.npv)
    report.call = call
  }

  /// c, Uno's c, AUC, Brier, IPA, sensitivity, specificity, PPV and NPV of the patients `rows`.
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
          scores: rows.map { marker[$0] }, times: times, threshold: threshold.value, horizon: horizon,
          options: accuracy)
      }
    }
    return [
      try? concordance(scores: scores, times: times).index, try? Statistic.uno(scores, times, horizon, accuracy).index,
      try? Statistic.area(scores, times, horizon, accuracy), brier?.score, brier?.indexOfPredictionAccuracy,
      call?.sensitivity, call?.specificity, call?.positivePredictiveValue, call?.negativePredictiveValue,
    ]
  }

  private mutating func resampleComparison(_ resampling: EvaluationOptions.Resampling) {
    guard let predictors = ModelPredictors(plan), var comparison = report.comparison else { return }
    var random = Resampler(state: resampling.seed)
    let composer = self
    guard
      let bootstrap = take(
        .bootstrap,
        { () throws(SurvivalFailure) in
          try Bootstrap(count: predictors.rows.count, resamples: resampling.resamples, using: &random) {
            rows throws(SurvivalFailure) in Self.compared.flatMap { composer.statistics($0, predictors, rows) }
          }
        })
    else { return }
    comparison.models = comparison.models.map { limited($0, bootstrap, predictors) }
    comparison.differences = differences(bootstrap)
    report.comparison = comparison
  }

  /// Statistics of a model: c, Uno's c, AUC, sensitivity, and the optimism of c.
  private static let width = 5

  /// The model is fitted anew to the patients drawn. Its optimism is its c in them less its c in the patients as they are.
  private func statistics(_ role: ModelRole, _ predictors: ModelPredictors, _ drawn: [Int]) -> [Double?] {
    let model: CoxModel?
    do { model = try predictors.model(role, drawn) } catch { return [Double?](repeating: nil, count: Self.width) }
    let times = drawn.map { predictors.times[$0] }
    let scores = predictors.predictors(role, drawn, by: model)
    let c = try? concordance(scores: scores, times: times).index
    let everyone = Array(predictors.rows.indices)
    let elsewhere = model.flatMap { fitted in
      try? concordance(scores: predictors.predictors(role, everyone, by: fitted), times: predictors.times).index
    }
    return [
      c, try? Statistic.uno(scores, times, horizon, options.accuracy).index,
      try? Statistic.area(scores, times, horizon, options.accuracy),
      equalSpecificity(role, scores, predictors, drawn)?.sensitivity, c.flatMap { c in elsewhere.map { c - $0 } },
    ]
  }

  /// With the limits of the bootstrap, and corrected for optimism.
  private func limited(
    _ model: ModelAccuracy, _ bootstrap: Bootstrap, _ predictors: ModelPredictors
  ) -> ModelAccuracy {
    guard let place = Self.compared.firstIndex(of: model.role) else { return model }
    var model = model
    let first = place * Self.width
    func limits(_ offset: Int, _ old: Estimate?) -> Estimate? {
      old == nil ? nil : bootstrap.interval(first + offset).map { Estimate($0) } ?? old
    }
    model.harrell = limits(0, model.harrell)
    model.uno = limits(1, model.uno)
    model.auc = limits(2, model.auc)
    model.sensitivity = limits(3, model.sensitivity)
    let optimisms = bootstrap.replicates[first + 4].compactMap(\.self)
    if predictors.isApparent, model.role != .score, let c = model.harrell, !optimisms.isEmpty {
      model.corrected = c.estimate - optimisms.reduce(0, +) / Double(optimisms.count)
    }
    return model
  }

  private func differences(_ bootstrap: Bootstrap) -> [PairedDifference] {
    let pairs: [(ModelRole, ModelRole)] = [(.combined, .clinical), (.score, .clinical), (.combined, .score)]
    return PairedDifference.Measure.allCases.enumerated().flatMap { offset, measure in
      pairs.compactMap { first, second in
        guard let a = Self.compared.firstIndex(of: first), let b = Self.compared.firstIndex(of: second),
          let interval = bootstrap.difference(a * Self.width + offset, b * Self.width + offset)
        else { return nil }
        return PairedDifference(measure: measure, first: first, second: second, difference: Estimate(interval))
      }
    }
  }
}
