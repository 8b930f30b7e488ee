import SurvivalStatistics

extension Composer {
  /// c-indices and areas of the score.
  mutating func discriminate() {
    let (score, times, horizon, accuracy, grid) = (plan.score, plan.times, horizon, options.accuracy, options.grid)
    if let pairs = take(.harrellC, { () throws(SurvivalFailure) in try concordance(scores: score, times: times) }) {
      report.accuracy.pairs = pairs
      report.accuracy.harrell = Estimate(pairs.index, standardError: pairs.standardError)
    }
    let uno = take(.unoC) { () throws(SurvivalFailure) in
      let uno = try Statistic.uno(score, times, horizon, accuracy)
      return Estimate(uno.index, standardError: uno.standardError)
    }
    report.accuracy.uno = uno
    let auc = take(.auc) { () throws(SurvivalFailure) in
      Estimate(try Statistic.area(score, times, horizon, accuracy))
    }
    report.accuracy.auc = auc
    if let harrell = report.accuracy.harrell, harrell.estimate < 0.5 { report.warnings.append(.reversed) }
    report.warnings += CohortWarning.fewEvents(model: .score, events: report.events, covariates: 1)
    let areas = grid.compactMap { time in
      try? cumulativeDynamicAUC(scores: score, times: times, horizons: [time], options: accuracy).first
    }
    report.accuracy.aucOverTime = areas.map { TimedEstimate(time: $0.horizon, estimate: Estimate($0.area)) }
    report.accuracy.meanAUC = report.curves.first.flatMap { SurvivalStatistics.meanAUC(areas, survival: $0.estimate) }
  }

  /// Sensitivity and what goes with it, and the courses of both groups.
  mutating func call() {
    guard let threshold = options.threshold else {
      leaveOut(.threshold, .noThreshold)
      return leaveOut(.kaplanMeier, about: "low and high", .noThreshold)
    }
    guard let marker, let isHigh else { return leaveOut(.threshold, .noProbability) }
    let (times, horizon, accuracy) = (plan.times, horizon, options.accuracy)
    courses(isHigh)
    guard
      let found = take(
        .threshold,
        { () throws(SurvivalFailure) in
          try thresholdAccuracy(
            scores: marker, times: times, threshold: threshold.cut, horizon: horizon, options: accuracy)
        })
    else { return }
    let limits =
      (try? thresholdLimits(
        scores: marker, times: times, threshold: threshold.cut, horizon: horizon, options: accuracy)) ?? .none
    report.call = CallAccuracy(
      threshold: threshold, calledHigh: found.calledHigh,
      sensitivity: Estimate(found.sensitivity, limits.sensitivity),
      specificity: Estimate(found.specificity, limits.specificity),
      ppv: found.positivePredictiveValue.map { Estimate($0, limits.positivePredictiveValue) },
      npv: found.negativePredictiveValue.map { Estimate($0, limits.negativePredictiveValue) })
    if found.positivePredictiveValue == nil { leaveOut(.threshold, about: "PPV", .nobodyCalled(.high)) }
    if found.negativePredictiveValue == nil { leaveOut(.threshold, about: "NPV", .nobodyCalled(.low)) }
  }

  /// What the threshold cuts: the score, or the probability where there is one.
  var marker: [Double]? {
    switch options.threshold {
    case .probability, .call: report.calibration?.probabilities
    case .score, nil: plan.score
    }
  }
}

/// The statistics that are computed on the patients and again on each resample.
enum Statistic {
  static func uno(
    _ scores: [Double], _ times: [SurvivalTime], _ horizon: Double, _ options: AccuracyOptions
  ) throws(SurvivalFailure) -> UnoConcordance {
    let last = times.reduce(0) { max($0, $1.time) }
    guard horizon > 0, horizon <= last else { throw .horizonPastFollowUp(horizon: horizon, last: last) }
    return try unoConcordance(scores: scores, times: times, tau: horizon, options: options)
  }

  static func area(
    _ scores: [Double], _ times: [SurvivalTime], _ horizon: Double, _ options: AccuracyOptions
  ) throws(SurvivalFailure) -> Double {
    let areas = try cumulativeDynamicAUC(scores: scores, times: times, horizons: [horizon], options: options)
    guard let first = areas.first else { throw .noEventsBy(horizon: horizon) }
    return first.area
  }
}
