import Basics
import SurvivalStatistics

extension Composer {
  /// Percentile limits in the place of those by formula, and limits where there were none.
  mutating func resample() {
    guard let resampling = options.bootstrap else { return leaveOut(.bootstrap, .noBootstrap) }
    resampleScore(resampling)
    resampleComparison(resampling)
    let compared = record.comparison?.statistics ?? []
    let answered = (record.statistics + compared).compactMap(\.value.resamples)
    if let fewest = answered.min(), fewest < resampling.resamples {
      record.warnings.append(.unanswered(fewest: fewest, asked: resampling.resamples))
    }
  }

  /// Of `count` patients; each call draws the same resamples of as many.
  private mutating func bootstrap(
    _ count: Int, _ resampling: Resampling, width: Int, _ statistics: @Sendable ([Int]) -> [Double?]
  ) -> Bootstrap? {
    let (workers, isStopped, progress) = (workers, isStopped, progress)
    return take(.bootstrap) { () throws(SurvivalFailure) in
      try Bootstrap(
        count: count, resamples: resampling.resamples, from: SeededDraws(seed: resampling.seed), workers: workers,
        progress: progress
      ) { counts in
        isStopped() ? [Double?](repeating: nil, count: width) : statistics(counts)
      }
    }
  }

  private mutating func resampleScore(_ resampling: Resampling) {
    guard let sorted = SortedScore(self),
      let bootstrap = bootstrap(plan.times.count, resampling, width: sorted.width, { sorted.statistics($0) })
    else { return }
    for index in record.statistics.indices {
      let statistic = record.statistics[index]
      guard let place = sorted.place(of: statistic), let interval = bootstrap.interval(place) else { continue }
      record.statistics[index].value = Estimate(interval)
    }
  }

  private mutating func resampleComparison(_ resampling: Resampling) {
    guard let predictors = ModelPredictors(plan), var comparison = record.comparison else { return }
    guard let sorted = SortedModels(self, predictors),
      let bootstrap = bootstrap(predictors.rows.count, resampling, width: SortedModels.all, { sorted.statistics($0) })
    else { return }
    for index in comparison.statistics.indices {
      let statistic = comparison.statistics[index]
      guard let place = SortedModels.place(of: statistic.code, of: statistic.subject.model),
        let interval = bootstrap.interval(place)
      else { continue }
      comparison.statistics[index].value = Estimate(interval)
    }
    correct(&comparison, bootstrap)
    subtract(&comparison, bootstrap)
    record.comparison = comparison
  }

  /// Harrell's c of the models that are fitted here less its optimism.
  private func correct(_ comparison: inout ModelComparison, _ bootstrap: Bootstrap) {
    for role in [ModelRole.clinical, .combined] {
      guard let optimism = optimism(role, bootstrap) else { continue }
      comparison.add(
        .harrellCorrected, .model(role), comparison[.harrell, .model(role)]?.shifted(by: -optimism))
    }
  }

  /// Mean over the resamples.
  private func optimism(_ role: ModelRole, _ bootstrap: Bootstrap) -> Double? {
    guard let place = SortedModels.place(of: .harrellCorrected, of: role) else { return nil }
    let found = bootstrap.replicates[place].compactMap(\.self)
    return found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
  }

  /// One model less another, paired on the same resamples.
  private func subtract(_ comparison: inout ModelComparison, _ bootstrap: Bootstrap) {
    let pairs: [(ModelRole, ModelRole)] = [(.combined, .clinical), (.score, .clinical), (.combined, .score)]
    for code in SortedModels.measures {
      for (first, second) in pairs {
        guard let a = SortedModels.place(of: code, of: first), let b = SortedModels.place(of: code, of: second),
          let interval = bootstrap.difference(a, b)
        else { continue }
        let (subject, difference) = (StatisticSubject.difference(first, less: second), Estimate(interval))
        comparison.add(code, subject, difference)
        guard SortedModels.hasOptimism(code), let of = optimism(first, bootstrap),
          let less = optimism(second, bootstrap)
        else { continue }
        comparison.add(.harrellCorrected, subject, difference.shifted(by: less - of))
      }
    }
  }
}
