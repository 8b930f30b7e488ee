import Glibc

/// A pipe by which signal handlers and other threads reach the loop. One per process, never closed: a handler or a
/// thread that is late must not write into another file that got its number.
enum NotePipe {
  nonisolated(unsafe) private static var ends: (read: Int32, write: Int32)?

  /// The pipe, made at the first call. From the terminal's thread only.
  static func shared() throws(TerminalFailure) -> (read: Int32, write: Int32) {
    if let ends { return ends }
    var descriptors: [Int32] = [-1, -1]
    guard pipe(&descriptors) == 0 else { throw .system(call: "pipe", code: errno) }
    for descriptor in descriptors {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    ends = (descriptors[0], descriptors[1])
    return (descriptors[0], descriptors[1])
  }

  /// All notes that are in the pipe.
  static func take(_ descriptor: Int32) -> Set<LoopNote> {
    var notes: Set<LoopNote> = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return notes }
      notes.formUnion(buffer[..<count].compactMap { LoopNote(rawValue: $0) })
    }
  }
}
