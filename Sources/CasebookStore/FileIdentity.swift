import Foundation

/// Which file stands at a path: its device and inode.
///
/// While a file is open its inode is not given to another one, so that equal numbers are the same file.
struct FileIdentity: Equatable, Sendable {
  let device: UInt
  let inode: UInt

  /// The file at `path`, found without opening it: closing a second descriptor of a database would drop the locks that
  /// SQLite holds on it (fcntl(2)).
  ///
  /// - Throws: the `errno` of stat(2).
  init(path: String) throws(SystemError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SystemError(code: errno) }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }
}

/// An `errno`.
struct SystemError: Error, Equatable {
  let code: Int32

  /// The system's own words.
  var word: String { String(cString: strerror(code)) }
}
