/// Something odd about the times of the entries. The chain holds all the same: it proves the order, not the time.
public enum ClockRemark: Equatable, Sendable {
  /// The entry is dated `seconds` before the one before it: the clock was set back.
  case wentBack(sequence: Int, seconds: Int)
  /// The entry is dated more than ``LedgerClock/longestPause`` after the one before it: the clock was set forward, or
  /// nobody wrote for so long.
  case jumpedAhead(sequence: Int, seconds: Int)
  /// The entry is dated `seconds` after the clock of the one who verifies.
  case inFuture(sequence: Int, seconds: Int)
  /// The entry's time is not a time.
  case unreadable(sequence: Int)
}

/// Follows the times of the entries.
public struct LedgerClock: Sendable {
  /// The longest time between two entries that is not remarked: 366 days, seconds. A shorter jump ahead that was undone
  /// shows where the clock comes back; one that was not cannot be told from a pause.
  public static let longestPause = 366 * 86_400

  private var last: Timestamp?
  private var latest: (sequence: Int, time: Timestamp)?
  private var found: [ClockRemark] = []

  /// Before the first entry.
  public init() {}

  /// Takes the time of the next entry.
  public mutating func follow(_ entry: LedgerEntry) {
    guard let time = Timestamp(entry.time) else { return found.append(.unreadable(sequence: entry.sequence)) }
    if let last {
      let step = time.seconds - last.seconds
      if step < 0 { found.append(.wentBack(sequence: entry.sequence, seconds: -step)) }
      if step > Self.longestPause { found.append(.jumpedAhead(sequence: entry.sequence, seconds: step)) }
    }
    if latest.map({ time.seconds > $0.time.seconds }) ?? true { latest = (entry.sequence, time) }
    last = time
  }

  /// All remarks in the order of the entries, the one about the future last.
  ///
  /// - Parameter now: of the one who verifies, ISO 8601 with seconds, UTC.
  public func remarks(now: String) -> [ClockRemark] {
    guard let latest, let now = Timestamp(now), latest.time.seconds > now.seconds else { return found }
    return found + [.inFuture(sequence: latest.sequence, seconds: latest.time.seconds - now.seconds)]
  }
}
