import SurvivalStatistics

extension Composer {
  /// c-indices and areas of the score.
  mutating func discriminate() {
    let (score, times, horizon, accuracy, grid) = (plan.score, plan.times, horizon, options.accuracy, options.grid)
    if let pairs = take(.harrellC, { () throws(SurvivalFailure) in try concordance(scores: score, times: times) }) {
      record.pairs = PairCounts(pairs)
      add(.harrell, .score, Estimate(pairs.index, standardError: pairs.standardError))
    }
    let uno = take(.unoC) { () throws(SurvivalFailure) in
      let uno = try HorizonStatistic.uno(score, times, horizon, accuracy)
      return Estimate(uno.index, standardError: uno.standardError)
    }
    add(.uno, .score, uno)
    let auc = take(.auc) { () throws(SurvivalFailure) in
      Estimate(try HorizonStatistic.area(score, times, horizon, accuracy))
    }
    add(.auc, .score, auc)
    if let harrell = record[.harrell], harrell.estimate < 0.5 { record.warnings.append(.reversed) }
    record.warnings += CohortWarning.fewEvents(model: .score, events: record.events, covariates: 1)
    let areas = grid.compactMap { time in
      try? cumulativeDynamicAUC(scores: score, times: times, horizons: [time], options: accuracy).first
    }
    for area in areas { add(.aucAtTime, .score, Estimate(area.area), at: area.horizon) }
    let survival = try? KaplanMeier(times)
    add(.meanAUC, .score, survival.flatMap { SurvivalStatistics.meanAUC(areas, survival: $0) }.map { Estimate($0) })
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
    record.call = ThresholdCall(threshold: threshold, calledHigh: found.calledHigh)
    add(.sensitivity, risk, Estimate(found.sensitivity, limits.sensitivity))
    add(.specificity, risk, Estimate(found.specificity, limits.specificity))
    let (ppv, npv) = (found.positivePredictiveValue, found.negativePredictiveValue)
    add(.positivePredictiveValue, risk, ppv.map { Estimate($0, limits.positivePredictiveValue) })
    add(.negativePredictiveValue, risk, npv.map { Estimate($0, limits.negativePredictiveValue) })
    add(.calledHigh, risk, Estimate(Double(found.calledHigh) / Double(record.count)))
    if ppv == nil { leaveOut(.threshold, about: "PPV", .nobodyCalled(.high)) }
    if npv == nil { leaveOut(.threshold, about: "NPV", .nobodyCalled(.low)) }
  }

  /// What the threshold cuts: the score, or the probability where there is one.
  var marker: [Double]? {
    switch options.threshold {
    case .probability, .call: probabilities
    case .score, nil: plan.score
    }
  }
}

/// The statistics that are computed on the patients and again on each resample.
enum HorizonStatistic {
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

extension PairCounts {
  fileprivate init(_ pairs: Concordance) {
    self.init(
      standardError: pairs.standardError, concordant: pairs.concordant, discordant: pairs.discordant,
      tiedScore: pairs.tiedScore, tiedTime: pairs.tiedTime)
  }
}
