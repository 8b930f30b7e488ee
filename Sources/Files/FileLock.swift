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
    let descriptor = try Self.opened(path, mode)
    do throws(FileFailure) { _ = try Self.lock(descriptor, path, LOCK_EX) } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  /// The lock of the file at `path`, which is made where there is none; `nil` where somebody else holds it.
  ///
  /// - Parameter mode: permission bits of a file that is made, before the umask.
  /// - Throws: `system`, with the call that failed.
  public static func ifFree(_ path: String, mode: UInt32) throws(FileFailure) -> FileLock? {
    let descriptor = try opened(path, mode)
    do throws(FileFailure) {
      if try lock(descriptor, path, LOCK_EX | LOCK_NB) { return FileLock(holding: descriptor) }
    } catch {
      close(descriptor)
      throw error
    }
    close(descriptor)
    return nil
  }

  private init(holding descriptor: Int32) { self.descriptor = descriptor }

  private static func opened(_ path: String, _ mode: UInt32?) throws(FileFailure) -> Int32 {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    let descriptor = mode.map { open(path, flags | O_CREAT, mode_t($0)) } ?? open(path, flags)
    guard descriptor >= 0 else { throw .system(file: path, operation: "open", code: errno) }
    return descriptor
  }

  /// Whether it is locked now; `false` only where nobody is waited for.
  private static func lock(_ descriptor: Int32, _ path: String, _ operation: Int32) throws(FileFailure) -> Bool {
    while flock(descriptor, operation) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK: return false
      case let code: throw .system(file: path, operation: "flock", code: code)
      }
    }
    return true
  }

  deinit { close(descriptor) }
}
