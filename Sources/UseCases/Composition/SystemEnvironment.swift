import Basics
import Foundation
import Glibc

extension WallClock {
  /// The clocks of this machine.
  package static let system = WallClock(
    timestamp: { Date().formatted(Date.ISO8601FormatStyle()) }, seconds: { Int(Date().timeIntervalSince1970) },
    milliseconds: {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }, pause: { usleep(UInt32($0) * 1000) })
}

extension UseCaseEnvironment {
  /// This machine, with the program `name`; `notices` are told what there is to tell.
  package static func system(
    software name: String, notices: Notices, cancellation: Cancellation = Cancellation()
  ) -> UseCaseEnvironment {
    UseCaseEnvironment(
      clock: .system, newID: { UUID().uuidString.lowercased() },
      software: SoftwareIdentity(name: name) { LibraryVersions.current },
      processors: ProcessInfo.processInfo.activeProcessorCount, cancellation: cancellation, notices: notices)
  }
}
