/// Uno's c-index: Harrell's with each pair weighted for the censoring that hides others like it.
public struct UnoConcordance: Sendable, Hashable, Codable {
  /// The concordance, between 0 and 1.
  public let index: Double
  /// The standard error by the infinitesimal jackknife with the weights held fixed, as in R; it leaves out that G is
  /// estimated, which the bootstrap does not.
  public let standardError: Double
  /// Events later than this are not the earlier of a pair; `nil` for no limit.
  public let tau: Double?
}

/// How well higher scores go with earlier events, free of the censoring (Uno et al., Stat Med 2011;30:1105, equation
/// 6).
///
///     c = sum w_i 1{i before j, T_i < tau} (1{M_i > M_j} + 1{M_i = M_j} / 2)  /  sum w_i 1{i before j, T_i < tau},
///     w_i = event_i / G(T_i-)^2
///
/// "Before" and ties as in `concordance(scores:times:)`: T_i < T_j, or T_i = T_j with i an event and j censored. R's
/// `concordance(timewt = "n/G2", ymax = tau)` lets T_i = tau in; scikit-survival's `concordance_index_ipcw` is
/// `evaluation: .at`. Without a tau the last events weigh without bound. O(n log n).
///
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, the scores are not as
///   many or not finite, the censoring is not known at an event, or no pair of subjects can be ordered in time.
public func unoConcordance(
  scores: [Double], times: [SurvivalTime], tau: Double? = nil, options: AccuracyOptions = AccuracyOptions()
) throws(SurvivalFailure) -> UnoConcordance {
  let order = try TimeOrder(times)
  try checkFinite(scores, name: "score", count: order.count)
  let weights = try eventWeights(times, tau ?? .infinity, options)
  var sums = WeightedPairs(ranks: denseRanks(scores), weights: weights)
  sums.countLater(order)
  let total = sums.asEarlier()
  sums.countEarlier(order)
  guard total.comparable > 0 else { throw .noComparablePairs }
  let index = total.numerator / total.comparable
  return UnoConcordance(index: index, standardError: sums.standardError(index, total.comparable), tau: tau)
}

/// 1 / G^2 for the events before tau, else 0. The last time of all may have G = 0 but is the earlier of no pair.
private func eventWeights(
  _ times: [SurvivalTime], _ tau: Double, _ options: AccuracyOptions
) throws(SurvivalFailure) -> [Double] {
  let censoring = try options.distribution(times)
  let last = times.reduce(0) { max($0, $1.time) }
  var weights = [Double](repeating: 0, count: times.count)
  for (index, one) in times.enumerated() where one.event && one.time < tau {
    if options.evaluation == .at, one.time == last, censoring.probability(at: last) == 0 { continue }
    let weight = try censoring.weight(one.time, options.evaluation)
    weights[index] = weight * weight
  }
  return weights
}

/// Each subject's share of the weighted pairs: those that it belongs to.
private struct WeightedPairs {
  private let ranks: Ranks
  private let weights: [Double]
  /// The shares of the pairs with the subject: concordant plus half the tied, and all.
  private var shares: [(numerator: Double, comparable: Double)]

  init(ranks: Ranks, weights: [Double]) {
    self.ranks = ranks
    self.weights = weights
    shares = [(Double, Double)](repeating: (0, 0), count: weights.count)
  }

  /// The sums over all pairs, once each, while only `countLater` has run.
  func asEarlier() -> (numerator: Double, comparable: Double) {
    shares.reduce((0, 0)) { ($0.0 + $1.numerator, $0.1 + $1.comparable) }
  }

  /// The pairs in which each event is the earlier.
  mutating func countLater(_ order: TimeOrder) {
    var later = RankSums<Int>(ranks: ranks.distinct)
    for group in order.groups.reversed() {
      for position in group.censoredRange { later.insert(ranks.of[order.order[position]], 1) }
      for position in group.eventRange {
        let subject = order.order[position]
        let counts = later.sums(ranks.of[subject])
        shares[subject].numerator += weights[subject] * (Double(counts.below) + Double(counts.equal) / 2)
        shares[subject].comparable += weights[subject] * Double(counts.below + counts.equal + counts.above)
      }
      for position in group.eventRange { later.insert(ranks.of[order.order[position]], 1) }
    }
  }

  /// The pairs in which each subject is the later.
  mutating func countEarlier(_ order: TimeOrder) {
    var earlier = RankSums<Double>(ranks: ranks.distinct)
    for group in order.groups {
      for position in group.eventRange { add(order.order[position], earlier) }
      for position in group.eventRange {
        earlier.insert(ranks.of[order.order[position]], weights[order.order[position]])
      }
      for position in group.censoredRange { add(order.order[position], earlier) }
    }
  }

  private mutating func add(_ subject: Int, _ earlier: RankSums<Double>) {
    let sums = earlier.sums(ranks.of[subject])
    shares[subject].numerator += sums.above + sums.equal / 2
    shares[subject].comparable += earlier.all
  }

  func standardError(_ index: Double, _ comparable: Double) -> Double {
    shares.reduce(0.0) {
      let derivative = ($1.numerator - index * $1.comparable) / comparable
      return $0 + derivative * derivative
    }.squareRoot()
  }
}
