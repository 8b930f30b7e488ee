import CNcurses
import Glibc
import TerminalKit

/// What it takes of the operating system.
extension CursesTerminal {
  /// Wide characters need a UTF-8 locale; where the user's is not, the one that is always there.
  static func takeUTF8() {
    setlocale(LC_ALL, "")
    if nl_langinfo(Int32(CODESET)).map({ String(cString: $0) }) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  /// A stream of its own, so that closing it leaves `descriptor` open.
  static func stream(_ descriptor: Int32, _ mode: String) throws(TerminalFailure) -> UnsafeMutablePointer<FILE> {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0, let stream = fdopen(copy, mode) else { throw .system(call: "fdopen", code: errno) }
    return stream
  }

  /// Milliseconds of a clock that only goes forward.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
