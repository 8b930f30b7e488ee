import Casework
import Foundation

/// Keeps a casebook to this process alone: nobody else has it open, and nobody can open it.
///
/// A connection to a database in WAL mode holds a shared lock on the file, and one on the index of the log, as long as
/// it is open; os_unix.c of SQLite names the bytes. Whoever opens the file while this lock is held waits, as for a busy
/// database. It is a lock of the open file (fcntl(2), `F_OFD_SETLK`), so that connections of this process count as
/// those of others. Closing a file drops the locks that SQLite keeps in this process: no connection of it goes on.
final class CasebookLock {
  private let descriptor: Int32

  /// `F_OFD_GETLK` and `F_OFD_SETLK` of fcntl.h, which Swift does not see.
  private static let (ask, set): (Int32, Int32) = (36, 37)

  /// Bytes of a file.
  private struct Bytes {
    let start: Int
    let count: Int
    /// Of the database: one for who waits, one for who writes, 510 for those who have it open.
    static let database = Bytes(start: 0x4000_0000, count: 512)
    /// Of the index of the log: eight for its parts, one for those who have it open.
    static let index = Bytes(start: 120, count: 9)

    var lock: flock {
      var lock = flock()
      (lock.l_type, lock.l_whence) = (Int16(F_WRLCK), Int16(SEEK_SET))
      (lock.l_start, lock.l_len) = (off_t(start), off_t(count))
      return lock
    }
  }

  /// Takes the casebook at `path`.
  ///
  /// - Throws: `inUse` where somebody has it open; `file` where it cannot be opened to be written.
  init(_ path: String) throws(BackupFailure) { descriptor = try Self.locked(path) }

  deinit { close(descriptor) }

  private static func locked(_ path: String) throws(BackupFailure) -> Int32 {
    let descriptor = try opened(path)
    var lock = Bytes.database.lock
    if fcntl(descriptor, set, &lock) == 0, !isHeld(Bytes.index, of: path + "-shm") { return descriptor }
    let holder = holder(Bytes.database, descriptor)
    close(descriptor)
    throw .inUse(path: path, process: holder)
  }

  private static func opened(_ path: String) throws(BackupFailure) -> Int32 {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .file(CasebookFailure(errno: errno, path: path)) }
    return descriptor
  }

  private static func isHeld(_ bytes: Bytes, of path: String) -> Bool {
    guard let descriptor = try? opened(path) else { return false }
    defer { close(descriptor) }
    var lock = bytes.lock
    return fcntl(descriptor, ask, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }

  /// Number of the process that holds any of the bytes; `nil` where nobody does or it is not told.
  private static func holder(_ bytes: Bytes, _ descriptor: Int32) -> Int? {
    var lock = bytes.lock
    guard fcntl(descriptor, ask, &lock) == 0, lock.l_type != Int16(F_UNLCK), lock.l_pid > 0 else { return nil }
    return Int(lock.l_pid)
  }
}
