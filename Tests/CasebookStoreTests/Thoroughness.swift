import Foundation

/// How much of what can fail is tried: users' runs take a part of it.
enum Thoroughness {
  /// `COVERSLIP_THOROUGH=1`, as `.ci/run` sets it, takes all.
  static let isWhole = ProcessInfo.processInfo.environment["COVERSLIP_THOROUGH"] == "1"
}
