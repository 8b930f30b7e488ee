/// What is done less often while nobody types, so that the processor sleeps.
extension WorkstationState {
  /// Whether nobody has typed for a while and nothing goes by the second: what others do may be told a little later.
  public var isIdle: Bool {
    stillness.lasts(now, typedAt: typedAt) && notice == nil && popup == nil && problem == nil && handOver == nil
      && held == nil && written.isEmpty && reading?.asked == nil && scoring.line == nil && exports.isQuiet
  }

  /// Seconds until the next tick: a few while that is so, none beyond the moment at which the screen is locked.
  public var secondsToTick: Int {
    guard isIdle else { return 1 }
    let untilLocked = lock == nil ? idleLimit.map { max(1, typedAt + $0 - now) } : nil
    return min(Self.idleTick, untilLocked ?? Self.idleTick)
  }

  /// Whether it is too early to ask the casebook again what others did.
  var mayAskLater: Bool { isIdle && now - queue.checkedAt < Self.idleLifetime }

  /// Seconds between two ticks then: less than ``ReadingTrace/longestTick``, so that what is looked at still counts.
  private static let idleTick = 3
  /// Seconds between two questions to the casebook then.
  private static let idleLifetime = 12
}

/// How long nobody has typed: in seconds, and in ticks, so that a clock that is set makes nobody idle.
struct Stillness: Equatable, Sendable {
  private var typedAt = 0
  private var ticks = 0

  /// Seconds, and ticks, without a key from which on nobody seems to be there.
  private static let long = 10

  /// A tick has come; `typedAt` is when a key was pressed last, seconds since the epoch.
  mutating func tick(typedAt: Int, isLater: Bool) {
    if typedAt != self.typedAt { (self.typedAt, ticks) = (typedAt, 0) }
    if isLater { ticks += 1 }
  }

  /// Whether it is long by now, and no key was pressed since the last tick.
  func lasts(_ now: Int, typedAt: Int) -> Bool {
    typedAt > 0 && typedAt == self.typedAt && ticks >= Self.long && now - typedAt >= Self.long
  }
}
