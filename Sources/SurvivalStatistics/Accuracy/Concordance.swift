/// Harrell's c-index with what it was counted from.
public struct Concordance: Sendable, Hashable, Codable {
  /// (concordant + tiedScore / 2) / (concordant + discordant + tiedScore).
  public let index: Double
  /// The standard error of ``index`` by the infinitesimal jackknife: see `concordance(scores:times:)`.
  public let standardError: Double
  /// Comparable pairs whose earlier event has the higher score.
  public let concordant: Int
  /// Comparable pairs whose earlier event has the lower score.
  public let discordant: Int
  /// Comparable pairs with one score: R's `tied.x`.
  public let tiedScore: Int
  /// Pairs of events at one time, with two scores: not comparable; R's `tied.y`.
  public let tiedTime: Int
  /// Pairs of events at one time, with one score: not comparable; R's `tied.xy`.
  public let tiedBoth: Int

  /// How many pairs are comparable.
  public var comparable: Int { concordant + discordant + tiedScore }
}

/// How well higher scores go with earlier events: Harrell's c (JAMA 1982;247:2543) with its standard error.
///
/// Subjects i and j are comparable when T_i < T_j and i had the event, or T_i = T_j, i had the event and j was
/// censored: then i is known to have had it first. Two events at one time are not comparable. A comparable pair is
/// concordant when i, the earlier, has the higher score; equal scores count one half; equal means equal as `Double`.
///
/// Variance: infinitesimal jackknife, as in R's `survival::concordance`. With case weights all 1, the derivative of
/// c = N / M by the weight of subject k is (N_k - c M_k) / M, where N_k and M_k are the parts of N and M that come from
/// pairs with k; the variance is the sum of the squared derivatives.
///
/// O(n log n): two sweeps over time with a Fenwick tree over the ranks of the scores.
/// - Parameters:
///   - scores: higher means higher risk.
///   - times: one per score.
/// - Throws: ``SurvivalFailure`` where there is no subject, a time is not finite or not above 0, the scores are not as
///   many or not finite, or no pair of subjects can be ordered in time.
public func concordance(scores: [Double], times: [SurvivalTime]) throws(SurvivalFailure) -> Concordance {
  let order = try TimeOrder(times)
  try checkFinite(scores, name: "score", count: order.count)
  let ranks = denseRanks(scores)
  var pairs = [PairCounts](repeating: PairCounts(), count: scores.count)
  countLater(order, ranks, &pairs)
  let asEarlier = pairs
  countEarlier(order, ranks, &pairs)
  let total = asEarlier.reduce(into: PairCounts()) { $0.add($1) }
  guard total.comparable > 0 else { throw .noComparablePairs }
  let index = total.numerator / Double(total.comparable)
  let variance = pairs.reduce(0.0) {
    let derivative = ($1.numerator - index * Double($1.comparable)) / Double(total.comparable)
    return $0 + derivative * derivative
  }
  let tied = tiedEvents(order, ranks)
  return Concordance(
    index: index, standardError: variance.squareRoot(), concordant: total.concordant, discordant: total.discordant,
    tiedScore: total.tied, tiedTime: tied.time, tiedBoth: tied.both)
}

private struct PairCounts {
  var concordant = 0
  var discordant = 0
  var tied = 0

  var comparable: Int { concordant + discordant + tied }
  var numerator: Double { Double(concordant) + 0.5 * Double(tied) }

  mutating func add(_ other: PairCounts) {
    concordant += other.concordant
    discordant += other.discordant
    tied += other.tied
  }
}

/// The pairs in which each event is the earlier: against everyone later, and those censored at its own time.
private func countLater(_ order: TimeOrder, _ ranks: Ranks, _ pairs: inout [PairCounts]) {
  var later = RankSums<Int>(ranks: ranks.distinct)
  for group in order.groups.reversed() {
    for position in group.censoredRange { later.insert(ranks.of[order.order[position]], 1) }
    for position in group.eventRange {
      let subject = order.order[position]
      let counts = later.sums(ranks.of[subject])
      pairs[subject].add(PairCounts(concordant: counts.below, discordant: counts.above, tied: counts.equal))
    }
    for position in group.eventRange { later.insert(ranks.of[order.order[position]], 1) }
  }
}

/// The pairs in which each subject is the later: against the events before it, and for a censored one at its own time.
private func countEarlier(_ order: TimeOrder, _ ranks: Ranks, _ pairs: inout [PairCounts]) {
  var earlier = RankSums<Int>(ranks: ranks.distinct)
  for group in order.groups {
    for position in group.eventRange { count(order.order[position]) }
    for position in group.eventRange { earlier.insert(ranks.of[order.order[position]], 1) }
    for position in group.censoredRange { count(order.order[position]) }
  }
  func count(_ subject: Int) {
    let counts = earlier.sums(ranks.of[subject])
    pairs[subject].add(PairCounts(concordant: counts.above, discordant: counts.below, tied: counts.equal))
  }
}

/// Pairs of events at one time, with different scores and with the same.
private func tiedEvents(_ order: TimeOrder, _ ranks: Ranks) -> (time: Int, both: Int) {
  var pairs = 0
  var both = 0
  for group in order.groups where group.events > 1 {
    pairs += group.events * (group.events - 1) / 2
    let sorted = group.eventRange.map { ranks.of[order.order[$0]] }.sorted()
    var run = 0
    for (index, rank) in sorted.enumerated() {
      run = index > 0 && sorted[index - 1] == rank ? run + 1 : 0
      both += run
    }
  }
  return (pairs - both, both)
}
