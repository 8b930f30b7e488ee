import Glibc

/// Writes `count` bytes to `descriptor`, waiting where it is full. Safe in a signal handler.
///
/// - Returns: whether all were written; if not the other side is gone.
@discardableResult
func writeAll(_ bytes: UnsafeRawPointer, _ count: Int, to descriptor: Int32) -> Bool {
  var written = 0
  while written < count {
    let result = Glibc.write(descriptor, bytes + written, count - written)
    if result > 0 {
      written += result
    } else if errno == EAGAIN {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if poll(&waiting, 1, 1000) <= 0 { return false }
    } else if errno != EINTR {
      return false
    }
  }
  return true
}
