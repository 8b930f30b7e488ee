import Glibc

/// Owns the exclusive lock of a file (`flock`): one process at a time does what the file stands for.
///
/// The lock goes with the object, and with the process however it ends. It binds those who ask for it; on a network
/// file system it may bind this host only.
public final class FileLock: Sendable {
  private let descriptor: Int32

  /// Waits until nobody else holds the lock of the file at `path`.
  ///
  /// - Parameter mode: permission bits, before the umask, of the file that is made where there is none; `nil`: it must
  ///   be there.
  /// - Throws: `system`, with the call that failed.
  public init(_ path: String, mode: UInt32? = nil) throws(FileFailure) {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    let descriptor = mode.map { open(path, flags | O_CREAT, mode_t($0)) } ?? open(path, flags)
    guard descriptor >= 0 else { throw .system(file: path, operation: "open", code: errno) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let code = errno
        close(descriptor)
        throw .system(file: path, operation: "flock", code: code)
      }
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
