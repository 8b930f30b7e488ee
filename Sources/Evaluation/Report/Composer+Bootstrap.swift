import Basics
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
    _ count: Int, _ resampling: EvaluationOptions.Resampling, _ statistics: @Sendable ([Int]) -> [Double?]
  ) -> Bootstrap? {
    let (workers, progress) = (workers, progress)
    return take(.bootstrap) { () throws(SurvivalFailure) in
      try Bootstrap(
        count: count, resamples: resampling.resamples, from: SeededDraws(seed: resampling.seed), workers: workers,
        progress: progress, statistics)
    }
  }

  private mutating func resampleScore(_ resampling: EvaluationOptions.Resampling) {
    guard let sorted = SortedScore(self),
      let bootstrap = bootstrap(plan.times.count, resampling, { sorted.statistics($0) })
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
    let first = Self.figures
    report.accuracy.aucOverTime = report.accuracy.aucOverTime.map { area in
      let place = options.grid.firstIndex(of: area.time)
      let interval = place.flatMap { bootstrap.interval(first + $0) }
      return interval.map { TimedEstimate(time: area.time, estimate: Estimate($0)) } ?? area
    }
  }

  /// Statistics of the score before those over time.
  private static let figures = 5

  private mutating func resampleComparison(_ resampling: EvaluationOptions.Resampling) {
    guard let predictors = ModelPredictors(plan), var comparison = report.comparison else { return }
    guard let sorted = SortedModels(self, predictors),
      let bootstrap = bootstrap(predictors.rows.count, resampling, { sorted.statistics($0) })
    else { return }
    comparison.models = comparison.models.map { limited($0, bootstrap, predictors) }
    comparison.differences = differences(bootstrap, predictors)
    report.comparison = comparison
  }

  /// With the limits of the bootstrap, and corrected for optimism.
  private func limited(
    _ model: ModelAccuracy, _ bootstrap: Bootstrap, _ predictors: ModelPredictors
  ) -> ModelAccuracy {
    guard let place = SortedModels.compared.firstIndex(of: model.role) else { return model }
    var model = model
    func limits(_ offset: Int, _ old: Estimate?) -> Estimate? {
      old == nil ? nil : bootstrap.interval(place * SortedModels.width + offset).map { Estimate($0) } ?? old
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
    guard let place = SortedModels.compared.firstIndex(of: role) else { return nil }
    let found = bootstrap.replicates[place * SortedModels.width + 4].compactMap(\.self)
    return found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
  }

  private func differences(_ bootstrap: Bootstrap, _ predictors: ModelPredictors) -> [PairedDifference] {
    let pairs: [(ModelRole, ModelRole)] = [(.combined, .clinical), (.score, .clinical), (.combined, .score)]
    return PairedDifference.Measure.allCases.enumerated().flatMap { offset, measure in
      pairs.compactMap { first, second in
        guard let a = SortedModels.compared.firstIndex(of: first), let b = SortedModels.compared.firstIndex(of: second),
          let interval = bootstrap.difference(a * SortedModels.width + offset, b * SortedModels.width + offset)
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
      accuracy.harrell, accuracy.uno, accuracy.auc, accuracy.brier, accuracy.predictionAccuracy,
    ]
    let models = comparison?.models.flatMap { [$0.harrell, $0.uno, $0.auc, $0.sensitivity] } ?? []
    return (own + models).compactMap(\.self) + (comparison?.differences.map(\.difference) ?? [])
      + accuracy.aucOverTime.map(\.estimate)
  }
}
