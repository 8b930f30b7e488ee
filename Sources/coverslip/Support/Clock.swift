import Foundation

/// The one place that asks what time it is; everything else is told.
enum Clock {
  /// Now, ISO 8601 with seconds, UTC.
  @Sendable static func timestamp() -> String {
    Date().formatted(Date.ISO8601FormatStyle())
  }

  /// Of a clock that only goes forward.
  static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Seconds since the epoch.
  static var seconds: Double { Date().timeIntervalSince1970 }
}
