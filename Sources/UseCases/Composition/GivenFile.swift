import Files
import Foundation

/// A file that somebody named to be read or written whole.
package enum GivenFile {
  /// The bytes of the file at `path`, which is looked at before it is read.
  ///
  /// - Parameter limit: the longest that it may be, bytes.
  /// - Throws: `unreadable`, `tooLong`.
  package static func read(_ path: String, limit: Int = longest) throws(GivenFileFailure) -> [UInt8] {
    do throws(FileFailure) { return try WholeFile.read(FilePaths.absolute(path), limit: limit) } catch {
      switch error {
      case .tooLarge: throw .tooLong(path: path, limit: limit)
      case .system, .notAFile, .truncated: throw .unreadable(path: path)
      }
    }
  }

  /// The longest file that is held in memory whole, bytes.
  package static let longest = 1 << 30

  /// Puts `bytes` in the place of the file at `path`, whole or not at all.
  ///
  /// - Parameter mode: permission bits before the umask.
  /// - Throws: `noFolder`; `irreplaceable`; `unwritable`, with the call of the system that failed.
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(GivenFileFailure) {
    try requirePlace(at: path)
    AtomicFile.removeAbandoned(of: FilePaths.absolute(path))
    do throws(FileFailure) {
      try AtomicFile.write(bytes, to: FilePaths.absolute(path), mode: mode)
    } catch { throw .unwritable(error) }
  }

  /// Requires that a file may be written to `path`, as far as that can be said before it is.
  ///
  /// - Throws: `noFolder`; `irreplaceable`.
  package static func requirePlace(at path: String) throws(GivenFileFailure) {
    let path = FilePaths.absolute(path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FilePaths.isFolder(folder) else { throw .noFolder(path: path, folder: folder) }
    if let content = KeptContent(of: path) { throw .irreplaceable(path: path, content) }
  }
}

/// Why a file that somebody named can be neither read nor written.
package enum GivenFileFailure: Error, Hashable, Sendable {
  case unreadable(path: String)
  /// It is longer than `limit` bytes.
  case tooLong(path: String, limit: Int)
  case noFolder(path: String, folder: String)
  /// What stands there is never made anew by what is written so.
  case irreplaceable(path: String, KeptContent)
  case unwritable(FileFailure)
}
