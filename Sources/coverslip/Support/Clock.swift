import Foundation

/// The one place that asks what time it is; everything else is told.
enum Clock {
  /// Now, ISO 8601 with seconds, UTC.
  @Sendable static func timestamp() -> String {
    Date().formatted(Date.ISO8601FormatStyle())
  }

  /// Seconds since the epoch.
  static var seconds: Double { Date().timeIntervalSince1970 }
}
