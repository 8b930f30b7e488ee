/// The passphrases of one name that did not open, and how long the next one must wait.
///
/// It slows down whoever sits at the keyboard. It cannot slow down whoever has a copy of the file and tries outside of
/// Coverslip: against them stands the cost of scrypt alone.
public struct SignInTries: Hashable, Sendable {
  /// How many did not open, one after the other.
  public private(set) var failures: Int
  /// When the last one did not; seconds since the epoch.
  public private(set) var last: Int

  /// What is known of a name; nothing where nothing is said.
  public init(failures: Int = 0, last: Int = 0) {
    self.failures = failures
    self.last = last
  }

  /// The failed tries after which a name is locked.
  public static let mostFailures = 5

  /// Seconds for which a name is locked at first; twice as long after each further try.
  public static let lock = 900

  /// The longest time for which a name is locked, seconds.
  private static let longestLock = 86_400

  /// Whether so many failed that the name is locked.
  public var isLocked: Bool { failures >= Self.mostFailures }

  /// Seconds that the next try must wait at `now`, seconds since the epoch; `nil` where it need not. A clock that was
  /// set back keeps nobody out.
  public func wait(at now: Int) -> Int? {
    let rest = delay - abs(now - last)
    return rest > 0 ? rest : nil
  }

  /// 1, 2, 4, 8 seconds, then the lock.
  private var delay: Int {
    guard failures > 0 else { return 0 }
    guard isLocked else { return 1 << (failures - 1) }
    return min(Self.longestLock, Self.lock << min(10, failures - Self.mostFailures))
  }

  /// The same after one more that did not open.
  public func failing(at now: Int) -> SignInTries { SignInTries(failures: failures + 1, last: now) }
}
