import Foundation
import Glibc

/// A thread of its own for work that nobody waits for: it gives way to keys, pictures and tiles.
enum QuietThread {
  /// Of 0, that of the others, to 19: nice(2).
  private static let niceness: Int32 = 10

  /// Begins `work` and returns at once.
  static func begin(_ work: @escaping @Sendable () -> Void) {
    Thread.detachNewThread {
      // Of `PRIO_PROCESS` and 0 Linux sets the thread alone: setpriority(2), notes.
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
      work()
    }
  }

  /// Lets others go first, between two pieces.
  static func giveWay() { sched_yield() }
}
