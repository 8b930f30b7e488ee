import SurvivalStatistics

extension Composer {
  /// Counts, follow-up and the curve of all.
  mutating func describe() throws(SurvivalFailure) {
    let times = plan.times
    guard plan.score.count == times.count else {
      throw .countsDiffer(name: "score", expected: times.count, found: plan.score.count)
    }
    report.count = times.count
    report.events = times.count { $0.event }
    report.horizon = horizon
    let all = try KaplanMeier(times)
    report.followUp = FollowUp(
      median: try CensoringDistribution(times).medianFollowUp, longest: all.lastTime,
      eventsByHorizon: times.count { $0.event && $0.time <= horizon },
      censoredBefore: times.count { !$0.event && $0.time <= horizon }, followedPast: times.count { $0.time > horizon })
    report.curves = [curve(.all, all)]
  }

  func curve(_ group: GroupCurve.Group, _ estimate: KaplanMeier) -> GroupCurve {
    let survival = estimate.survival(at: horizon)
    let limits = estimate.limits(at: horizon, options.limits)
    let isKnown = estimate.lastTime >= horizon || survival == 0
    return GroupCurve(
      group: group, estimate: estimate, limits: options.limits,
      atHorizon: isKnown ? Estimate(survival, limits?.lower, limits?.upper, .formula) : nil,
      median: estimate.median(options.limits))
  }

  /// Curves and log-rank test of those called high and low.
  mutating func courses(_ isHigh: [Bool]) {
    for (group, wanted) in [(GroupCurve.Group.low, false), (.high, true)] {
      let own = zip(plan.times, isHigh).filter { $0.1 == wanted }.map(\.0)
      guard
        let estimate = take(.kaplanMeier, about: group.rawValue, { () throws(SurvivalFailure) in try KaplanMeier(own) })
      else { continue }
      report.curves.append(curve(group, estimate))
    }
    let groups = isHigh.map { $0 ? 1 : 0 }
    report.logRank = take(.logRank) { [plan] () throws(SurvivalFailure) in try logRankTest(plan.times, groups: groups) }
  }
}
