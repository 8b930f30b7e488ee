/// Clocks, asked through closures so that a test says what time it is.
package struct WallClock: Sendable {
  /// Now: ISO 8601 with seconds, UTC.
  package var timestamp: @Sendable () -> String
  /// Milliseconds of a clock that only goes forward.
  package var milliseconds: @Sendable () -> Int
  /// Waits; returns early where it may.
  package var pause: @Sendable (_ milliseconds: Int) -> Void
  /// Seconds since the epoch.
  package var seconds: @Sendable () -> Int

  package init(
    timestamp: @escaping @Sendable () -> String, seconds: @escaping @Sendable () -> Int,
    milliseconds: @escaping @Sendable () -> Int, pause: @escaping @Sendable (_ milliseconds: Int) -> Void
  ) {
    self.timestamp = timestamp
    self.seconds = seconds
    self.milliseconds = milliseconds
    self.pause = pause
  }

  /// The day, `2026-01-31`.
  package var day: String { String(timestamp().prefix(10)) }
}
