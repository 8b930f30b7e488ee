/// Whether the survival of groups differs.
public struct LogRankTest: Sendable, Hashable, Codable {
  /// The number of subjects in each group.
  public let counts: [Int]
  /// The number of events in each group.
  public let observed: [Int]
  /// Events expected in each group, were the hazards equal.
  public let expected: [Double]
  /// Chi-squared, one degree of freedom fewer than groups in which events are expected.
  public let test: ChiSquaredTest

  /// A test that was made before.
  package init(counts: [Int], observed: [Int], expected: [Double], test: ChiSquaredTest) {
    self.counts = counts
    self.observed = observed
    self.expected = expected
    self.test = test
  }
}

/// The log-rank test of two or more groups (Mantel 1966; Peto & Peto, J R Stat Soc A 1972;135:185), as R's `survdiff`.
///
/// At each time with d events among n at risk, n_k of them in group k: E_k = d n_k / n, and the hypergeometric
/// covariance V_jk = d (n - d) / (n - 1) (n_j / n) ([j = k] - n_k / n), 0 where n = 1. chi^2 = (O - E)' V^-1 (O - E),
/// one group left out. Ties: all events of one time together; a censoring at an event time comes after it.
/// - Parameter groups: one per subject, numbered from 0.
/// - Throws: ``SurvivalFailure``: `empty`, `invalidTime` or `noEvents` where the times cannot be used, `countsDiffer`
///   where the groups are not as many, `oneGroup` where fewer than two numbers occur or events are expected in one
///   group only.
public func logRankTest(_ times: [SurvivalTime], groups: [Int]) throws(SurvivalFailure) -> LogRankTest {
  let order = try TimeOrder(times)
  guard groups.count == times.count else {
    throw .countsDiffer(name: "group", expected: times.count, found: groups.count)
  }
  guard order.events > 0 else { throw .noEvents }
  guard let last = groups.max(), let first = groups.min(), first >= 0, last > first else { throw .oneGroup }
  var sums = LogRankSums(groups: last + 1)
  for group in order.groups.reversed() { sums.add(group, order, groups) }
  return try sums.result()
}

private struct LogRankSums {
  private var atRisk: [Int]
  private var observed: [Int]
  private var expected: [Double]
  private var variance: SymmetricMatrix

  init(groups: Int) {
    atRisk = [Int](repeating: 0, count: groups)
    observed = atRisk
    expected = [Double](repeating: 0, count: groups)
    variance = SymmetricMatrix(side: groups)
  }

  /// The next earlier time.
  mutating func add(_ time: TimeOrder.Group, _ order: TimeOrder, _ groups: [Int]) {
    for position in time.range { atRisk[groups[order.order[position]]] += 1 }
    for position in time.eventRange { observed[groups[order.order[position]]] += 1 }
    guard time.events > 0 else { return }
    let (n, d) = (Double(order.count - time.range.lowerBound), Double(time.events))
    let shares = atRisk.map { Double($0) / n }
    let spread = n > 1 ? d * (n - d) / (n - 1) : 0
    for (j, share) in shares.enumerated() {
      expected[j] += d * share
      for k in 0...j { variance[j, k] += spread * share * ((j == k ? 1 : 0) - shares[k]) }
    }
  }

  func result() throws(SurvivalFailure) -> LogRankTest {
    let kept = Array(expected.indices.filter { expected[$0] > 0 }.dropLast())
    guard !kept.isEmpty else { throw .oneGroup }
    var inner = SymmetricMatrix(side: kept.count)
    for (row, j) in kept.enumerated() {
      for (column, k) in kept[...row].enumerated() { inner[row, column] = variance[j, k] }
    }
    guard case .success(let factor) = inner.cholesky(tolerance: 1e-12) else { throw .oneGroup }
    let difference = kept.map { Double(observed[$0]) - expected[$0] }
    let statistic = zip(difference, factor.solve(difference)).reduce(0) { $0 + $1.0 * $1.1 }
    return LogRankTest(
      counts: atRisk, observed: observed, expected: expected,
      test: ChiSquaredTest(statistic: statistic, degreesOfFreedom: kept.count))
  }
}
