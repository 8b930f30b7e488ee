import SurvivalStatistics

extension Composer {
  /// What the censoring makes of figures by the horizon: a patient who stands for many, or a horizon that nobody was
  /// followed past.
  mutating func weigh() {
    guard let censoring = try? CensoringDistribution(plan.times) else { return }
    let last = censoring.lastTime
    let usable = lastUsable(censoring, before: last)
    guard horizon < last else {
      record.warnings.append(.endOfFollowUp(horizon: horizon, last: last, usable: usable))
      return
    }
    let largest = 1 / censoring.probability(at: horizon)
    guard largest > CohortWarning.mostWeight else { return }
    record.warnings.append(.hugeWeights(largest: largest, usable: usable))
  }

  /// The last follow-up time before `last` by which nobody weighs more than ``CohortWarning/mostWeight``, and somebody
  /// had the event; `nil` where there is none.
  private func lastUsable(_ censoring: CensoringDistribution, before last: Double) -> Double? {
    let first = plan.times.filter(\.event).map(\.time).min() ?? .infinity
    return plan.times.map(\.time).filter {
      $0 < last && $0 >= first && censoring.probability(at: $0) * CohortWarning.mostWeight >= 1
    }.max()
  }

  /// One event says nothing of how much a figure would vary: there are no limits then of what rests on it.
  mutating func withdrawLimits() {
    let byHorizon = record.followUp.eventsByHorizon
    if record.events < 2 { withdrawLimits(of: [.harrell]) }
    guard byHorizon < 2 else { return }
    if byHorizon == 1 { record.warnings.append(.oneEvent) }
    withdrawLimits(of: [.uno, .auc, .brier, .predictionAccuracy, .aucAtTime])
  }

  private mutating func withdrawLimits(of codes: Set<StatisticCode>) {
    for index in record.statistics.indices where codes.contains(record.statistics[index].code) {
      let statistic = record.statistics[index]
      if statistic.subject.level == nil { record.statistics[index].value = statistic.value.withoutLimits }
    }
  }
}

extension Estimate {
  fileprivate var withoutLimits: Estimate { Estimate(estimate) }
}
