import Basics

/// Subjects who are sorted once, so that statistics of many resamples of them need no sorting: a resample is how often
/// each subject was drawn. What is computed is that of the functions of the same names on the drawn subjects, to
/// rounding.
public struct ResampledCohort: Sendable {
  let order: TimeOrder
  /// Position in the order of time of each subject.
  let positions: [Int]
  let isEvent: [Bool]
  let evaluation: CensoringDistribution.Evaluation

  /// Sorts `times` once.
  ///
  /// - Throws: ``SurvivalFailure``: `empty` where there is no time, `invalidTime` where one is not finite or not above
  ///   0.
  public init(
    _ times: [SurvivalTime], evaluation: CensoringDistribution.Evaluation = .before
  ) throws(SurvivalFailure) {
    let order = try TimeOrder(times)
    var positions = [Int](repeating: 0, count: times.count)
    for (position, subject) in order.order.enumerated() { positions[subject] = position }
    self.order = order
    self.positions = positions
    isEvent = order.order.map { times[$0].event }
    self.evaluation = evaluation
  }

  /// The resample in which each subject was drawn as often as `counts` says.
  public func drawn(_ counts: [Int]) -> Resample { Resample(self, order.order.map { counts[$0] }) }

  /// Scores of the subjects, sorted once.
  ///
  /// - Throws: ``SurvivalFailure`` where the scores are not as many as the subjects, or one is not finite.
  public func marker(_ scores: [Double]) throws(SurvivalFailure) -> SortedMarker {
    try checkFinite(scores, name: "score", count: order.count)
    return SortedMarker(order.order.map { scores[$0] })
  }

  /// Values of the subjects in the order of time.
  public func column(_ values: [Double]) -> [Double] { order.order.map { values[$0] } }
}

/// A score by rank; positions are those of the order of time.
public struct SortedMarker: Sendable {
  let ranks: Ranks
  let values: [Double]
  /// Positions by ascending score.
  let ascending: [Int]

  init(_ values: [Double]) {
    let ranks = denseRanks(values)
    self.ranks = ranks
    self.values = values
    ascending = values.indices.sorted { (ranks.of[$0], $0) < (ranks.of[$1], $1) }
  }
}

/// How often each subject was drawn, with G of those who were; all arrays are in the order of time.
public struct Resample: Sendable {
  private let cohort: ResampledCohort
  private let counts: [Int]
  /// 1 / G of each subject's own time; not finite where G is 0.
  private let weights: [Double]
  /// Subjects drawn.
  private let count: Int
  /// The last time that was drawn.
  private let last: Double

  init(_ cohort: ResampledCohort, _ counts: [Int]) {
    self.cohort = cohort
    self.counts = counts
    count = counts.reduce(0, +)
    last = cohort.order.groups.last { group in group.range.contains { counts[$0] > 0 } }?.time ?? 0
    var weights = [Double](repeating: 1, count: counts.count)
    var (atRisk, survival) = (count, 1.0)
    for group in cohort.order.groups {
      let events = group.eventRange.reduce(0) { $0 + counts[$1] }
      let censored = group.censoredRange.reduce(0) { $0 + counts[$1] }
      let before = survival
      atRisk -= events
      if censored > 0 { survival *= Double(atRisk - censored) / Double(atRisk) }
      atRisk -= censored
      let own = 1 / (cohort.evaluation == .before ? before : survival)
      for position in group.range { weights[position] = own }
    }
    self.weights = weights
  }

  // MARK: Pairs

  /// Harrell's c, and Uno's up to `tau`; `nil` where there is no comparable pair, or follow-up ends before `tau`.
  public func concordances(_ marker: SortedMarker, tau: Double) -> (harrell: Double?, uno: Double?) {
    var pairs = (numerator: 0.0, comparable: 0.0)
    var weighted = (numerator: 0.0, comparable: 0.0)
    var later = RankSums<Int>(ranks: marker.ranks.distinct)
    for group in cohort.order.groups.reversed() {
      for position in group.censoredRange where counts[position] > 0 {
        later.insert(marker.ranks.of[position], counts[position])
      }
      for position in group.eventRange where counts[position] > 0 {
        let sums = later.sums(marker.ranks.of[position])
        let own = Double(counts[position])
        let concordant = own * (Double(sums.below) + Double(sums.equal) / 2)
        pairs.numerator += concordant
        pairs.comparable += own * Double(later.all)
        guard group.time < tau else { continue }
        let weight = weights[position] * weights[position]
        // Only at the last time of all can G be 0.
        guard weight.isFinite else { continue }
        weighted.numerator += weight * concordant
        weighted.comparable += weight * own * Double(later.all)
      }
      for position in group.eventRange where counts[position] > 0 {
        later.insert(marker.ranks.of[position], counts[position])
      }
    }
    return (
      pairs.comparable > 0 ? pairs.numerator / pairs.comparable : nil,
      tau <= last && weighted.comparable > 0 ? weighted.numerator / weighted.comparable : nil
    )
  }

  // MARK: By a horizon

  /// Cases and controls by `horizon`; `nil` where the follow-up of those drawn does not reach past it, nobody had the
  /// event or G is not known.
  public func horizon(_ horizon: Double) -> ResampleByHorizon? {
    guard horizon > 0, horizon < last else { return nil }
    let groups = cohort.order.groups
    let end = groups.partitioningIndex { $0.time > horizon }
    let past = end < groups.count ? groups[end].range.lowerBound : counts.count
    var survival = (free: 1.0, uncensored: 1.0)
    var atRisk = count
    for group in groups[..<end] {
      let events = group.eventRange.reduce(0) { $0 + counts[$1] }
      let censored = group.censoredRange.reduce(0) { $0 + counts[$1] }
      if events > 0 { survival.free *= Double(atRisk - events) / Double(atRisk) }
      atRisk -= events
      if censored > 0 { survival.uncensored *= Double(atRisk - censored) / Double(atRisk) }
      atRisk -= censored
    }
    guard survival.uncensored > 0 else { return nil }
    var cases = [Double](repeating: 0, count: past)
    for position in 0..<past where cohort.isEvent[position] && counts[position] > 0 {
      cases[position] = Double(counts[position]) * weights[position]
    }
    let sum = cases.reduce(0, +)
    guard sum > 0, sum.isFinite else { return nil }
    return ResampleByHorizon(
      cases: cases, counts: counts, past: past, caseSum: sum, controlCount: Double(atRisk),
      controlWeight: 1 / survival.uncensored, observed: 1 - survival.free, all: Double(count))
  }
}

/// The weights of a resample by a horizon.
public struct ResampleByHorizon: Sendable {
  /// The weights of those whose time is not past the horizon.
  let cases: [Double]
  let counts: [Int]
  /// The first position past the horizon: a control, as are all after it.
  let past: Int
  let caseSum: Double
  let controlCount: Double
  let controlWeight: Double
  /// 1 - S by Kaplan-Meier.
  let observed: Double
  let all: Double

  /// The area under the ROC curve.
  public func area(_ marker: SortedMarker) -> Double {
    var (below, sum) = (0.0, 0.0)
    rows(marker) { cases, controls, _ in
      sum += cases * (below + controls / 2)
      below += controls
    }
    return sum / (caseSum * controlCount)
  }

  /// The share of controls whose score is at most `cut`.
  public func specificity(_ marker: SortedMarker, cut: Double) -> Double {
    let low = (past..<counts.count).reduce(0) { $0 + (marker.values[$1] <= cut ? counts[$1] : 0) }
    return Double(low) / controlCount
  }

  /// The sensitivity where the ROC curve has this specificity; between two of its thresholds on the straight line.
  public func sensitivity(_ marker: SortedMarker, atSpecificity specificity: Double) -> Double {
    var points: [TimeDependentROC.Point] = [.init(threshold: -.infinity, sensitivity: 1, specificity: 0)]
    var (low, missed) = (0.0, 0.0)
    rows(marker) { cases, controls, value in
      low += controls
      missed += cases
      points.append(
        .init(threshold: value, sensitivity: (caseSum - missed) / caseSum, specificity: low / controlCount))
    }
    return TimeDependentROC(points: points.reversed()).sensitivity(atSpecificity: specificity)
  }

  /// The mean squared error of `probabilities`, in the order of time, and that of Kaplan-Meier's share for everybody.
  public func brier(_ probabilities: [Double]) -> (score: Double, null: Double) {
    var sum = 0.0
    for (position, weight) in cases.enumerated() where weight > 0 {
      sum += weight * (1 - probabilities[position]) * (1 - probabilities[position])
    }
    var squares = 0.0
    for position in past..<counts.count {
      squares += Double(counts[position]) * probabilities[position] * probabilities[position]
    }
    let null = (1 - observed) * (1 - observed) * caseSum + observed * observed * controlWeight * controlCount
    return ((sum + squares * controlWeight) / all, null / all)
  }

  /// Cases and controls of each distinct score, the lowest first.
  private func rows(_ marker: SortedMarker, _ body: (_ cases: Double, _ controls: Double, _ value: Double) -> Void) {
    var (cases, controls, index) = (0.0, 0.0, 0)
    let ascending = marker.ascending
    while index < ascending.count {
      let position = ascending[index]
      if position < past { cases += self.cases[position] } else { controls += Double(counts[position]) }
      index += 1
      let isLast = index == ascending.count || marker.ranks.of[ascending[index]] != marker.ranks.of[position]
      guard isLast else { continue }
      body(cases, controls, marker.values[position])
      (cases, controls) = (0, 0)
    }
  }
}
