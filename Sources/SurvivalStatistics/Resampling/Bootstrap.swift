import Basics

/// Statistics over resampled cohorts: subjects are drawn with replacement, and every statistic is computed on the same
/// draws, so that differences between them are paired (Efron & Tibshirani, An Introduction to the Bootstrap, 1993,
/// chapter 13).
public struct Bootstrap: Sendable, Hashable {
  /// An estimate with its percentile limits.
  public struct Interval: Sendable, Hashable, Codable {
    /// The statistic of the subjects as they are.
    public let estimate: Double
    /// Lower limit.
    public let lower: Double
    /// Upper limit.
    public let upper: Double
    /// Standard deviation over the resamples, n - 1.
    public let standardError: Double
    /// Resamples that had an answer and make the limits; the others, such as those without an event, are left out.
    public let resamples: Int
  }

  /// The statistics of the subjects as they are, in order; `nil` where one has no answer.
  public let estimates: [Double?]
  /// replicates[statistic][resample]; `nil` where it had no answer, or one that is not finite.
  public let replicates: [[Double?]]

  /// Draws `resamples` times `count` subjects and computes the statistics of each.
  ///
  /// - Parameters:
  ///   - count: subjects.
  ///   - resamples: at least 2.
  ///   - random: the same generator in the same state gives the same limits.
  ///   - statistics: of the subjects with these indices (repeated as often as drawn), always as many. A resample in
  ///     which it throws has no answer for any of them; for the subjects as they are its failure is passed on.
  ///
  ///         let bootstrap = try Bootstrap(count: times.count, resamples: 1000, using: &random) {
  ///           rows throws(SurvivalFailure) in
  ///           let drawn = rows.map { times[$0] }
  ///           return [try concordance(scores: rows.map { slide[$0] }, times: drawn).index,
  ///                   try concordance(scores: rows.map { clinical[$0] }, times: drawn).index]
  ///         }
  ///         let gain = bootstrap.difference(0, 1)
  /// - Throws: ``SurvivalFailure``: `empty` where there is no subject, `tooFew` where there are fewer than two
  ///   resamples, and what `statistics` throws for the subjects as they are.
  public init<Generator: RandomNumberGenerator>(
    count: Int, resamples: Int, using random: inout Generator,
    _ statistics: (_ rows: [Int]) throws(SurvivalFailure) -> [Double?]
  ) throws(SurvivalFailure) {
    guard count > 0 else { throw .empty }
    guard resamples >= 2 else { throw .tooFew(name: "resamples", minimum: 2, found: resamples) }
    let estimates = try statistics(Array(0..<count))
    var replicates = estimates.map { _ in [Double?]() }
    for _ in 0..<resamples {
      let values = (try? statistics(Self.draw(count, &random))) ?? estimates.map { _ in nil }
      for (index, value) in values.enumerated() { replicates[index].append(Self.finite(value)) }
    }
    self.estimates = estimates.map(Self.finite)
    self.replicates = replicates
  }

  /// Computes the statistics of resamples that are told by how often each subject was drawn, on `workers` threads: the
  /// limits do not depend on how many. The draws are those of the other initialiser with a generator in the same state.
  ///
  /// - Parameters:
  ///   - statistics: of the subjects of whom each was drawn so often.
  ///   - progress: called from any thread after each resample.
  /// - Throws: ``SurvivalFailure`` where there is no subject, or fewer than two resamples.
  public init(
    count: Int, resamples: Int, from random: SeededDraws, workers: Int, progress: (@Sendable () -> Void)? = nil,
    _ statistics: @Sendable (_ counts: [Int]) -> [Double?]
  ) throws(SurvivalFailure) {
    guard count > 0 else { throw .empty }
    guard resamples >= 2 else { throw .tooFew(name: "resamples", minimum: 2, found: resamples) }
    let estimates = statistics([Int](repeating: 1, count: count))
    let all = WorkQueue.map(resamples, workers: workers) { (index) throws(Never) in
      let values = statistics(Self.counts(count, random.advanced(by: index * count))).map(Self.finite)
      progress?()
      return values
    }
    self.estimates = estimates.map(Self.finite)
    replicates = estimates.indices.map { statistic in all.map { $0[statistic] } }
  }

  private static func counts(_ count: Int, _ random: SeededDraws) -> [Int] {
    var (random, counts) = (random, [Int](repeating: 0, count: count))
    for _ in 0..<count { counts[random.index(below: count)] += 1 }
    return counts
  }

  private static func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

  /// `count` indices below `count`. The standard library does not promise the same numbers of `Int.random` in its next
  /// version.
  private static func draw<Generator: RandomNumberGenerator>(_ count: Int, _ random: inout Generator) -> [Int] {
    (0..<count).map { _ in SeededDraws.index(below: count, of: random.next()) }
  }

  /// Percentile limits of `statistic`: the quantiles (type 7) of its replicates that leave (1 - level) / 2 on either
  /// side. `nil` where it has no estimate or fewer than two replicates.
  public func interval(_ statistic: Int, level: Double = 0.95) -> Interval? {
    Self.interval(estimates[statistic], replicates[statistic], level)
  }

  /// `first` less `second`, resample by resample.
  public func difference(_ first: Int, _ second: Int, level: Double = 0.95) -> Interval? {
    let pairs = zip(replicates[first], replicates[second])
    return Self.interval(
      Self.less(estimates[first], estimates[second]), pairs.map { Self.less($0, $1) }, level)
  }

  private static func less(_ first: Double?, _ second: Double?) -> Double? {
    first.flatMap { first in second.map { first - $0 } }
  }

  private static func interval(_ estimate: Double?, _ replicates: [Double?], _ level: Double) -> Interval? {
    let sorted = replicates.compactMap { $0 }.sorted()
    guard let estimate, sorted.count >= 2 else { return nil }
    let tail = (1 - level) / 2
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Interval(
      estimate: estimate, lower: sampleQuantile(sorted, tail), upper: sampleQuantile(sorted, 1 - tail),
      standardError: (squares / Double(sorted.count - 1)).squareRoot(), resamples: sorted.count)
  }
}
