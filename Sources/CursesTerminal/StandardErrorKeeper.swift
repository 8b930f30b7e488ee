import CNcurses
import Glibc

/// Keeps what is written to standard error while the screen is up, in memory, and hands it on afterwards.
///
/// Without it the words of a library or of a crash would be lost on the alternate screen, or tear the picture.
struct StandardErrorKeeper {
  /// Where standard error went before; -1 where nothing is kept.
  let original: Int32
  /// What was written since.
  let kept: Int32

  /// How many of the last bytes are handed on at most.
  private static let most = 65_536

  static let none = StandardErrorKeeper(original: -1, kept: -1)

  /// Starts keeping, where standard error is a terminal.
  static func start() -> StandardErrorKeeper {
    guard isatty(STDERR_FILENO) == 1 else { return none }
    let original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    let kept = coverslip_memory_file()
    guard original >= 0, kept >= 0, dup2(kept, STDERR_FILENO) >= 0 else {
      close(original)
      close(kept)
      return none
    }
    return StandardErrorKeeper(original: original, kept: kept)
  }

  /// Gives standard error back and writes what was kept. Safe in a signal handler; closes nothing.
  func replay() {
    guard original >= 0 else { return }
    dup2(original, STDERR_FILENO)
    var offset = max(0, lseek(kept, 0, SEEK_CUR) - Self.most)
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      guard let start = buffer.baseAddress else { return }
      while true {
        let count = pread(kept, start, buffer.count, offset)
        guard count > 0, writeAll(start, count, to: original) else { return }
        offset += count
      }
    }
  }

  /// Gives the descriptors back.
  func end() {
    guard original >= 0 else { return }
    close(original)
    close(kept)
  }
}
