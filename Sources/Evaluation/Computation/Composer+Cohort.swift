import SurvivalStatistics

extension FollowUp {
  init(_ times: [SurvivalTime], longest: Double, _ horizon: Double) throws(SurvivalFailure) {
    self.init(
      median: try CensoringDistribution(times).medianFollowUp, longest: longest,
      eventsByHorizon: times.count { $0.event && $0.time <= horizon },
      censoredBefore: times.count { !$0.event && $0.time <= horizon },
      followedPast: times.count { $0.time > horizon })
  }
}

extension Composer {
  func course(_ group: SurvivalCurve.Group, _ estimate: KaplanMeier) -> ObservedCourse {
    let survival = estimate.survival(at: horizon)
    let limits = estimate.limits(at: horizon, options.limits)
    let isKnown = estimate.lastTime >= horizon || survival == 0
    return ObservedCourse(
      curve: SurvivalCurve(group, estimate, limits: options.limits),
      atHorizon: isKnown ? Estimate(survival, limits?.lower, limits?.upper, .formula) : nil,
      median: estimate.median(options.limits))
  }

  /// Curves and log-rank test of those called high and low.
  mutating func courses(_ isHigh: [Bool]) {
    for (group, wanted) in [(SurvivalCurve.Group.low, false), (.high, true)] {
      let own = zip(plan.times, isHigh).filter { $0.1 == wanted }.map(\.0)
      guard
        let estimate = take(.kaplanMeier, about: group.rawValue, { () throws(SurvivalFailure) in try KaplanMeier(own) })
      else { continue }
      record.curves.append(course(group, estimate))
    }
    let groups = isHigh.map { $0 ? 1 : 0 }
    record.logRank = take(.logRank) { [plan] () throws(SurvivalFailure) in try logRankTest(plan.times, groups: groups) }
  }
}
