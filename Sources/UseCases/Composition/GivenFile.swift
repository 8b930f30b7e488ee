import Files
import Foundation

/// A file that somebody named to be read or written whole.
package enum GivenFile {
  /// The bytes of the file at `path`.
  ///
  /// - Throws: `unreadable`.
  package static func read(_ path: String) throws(GivenFileFailure) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: FilePaths.absolute(path)) else {
      throw .unreadable(path: path)
    }
    return Array(data)
  }

  /// Puts `bytes` in the place of the file at `path`, whole or not at all.
  ///
  /// - Throws: `noFolder`; `irreplaceable`; `unwritable`, with the call of the system that failed.
  package static func write(_ bytes: [UInt8], to path: String) throws(GivenFileFailure) {
    let path = FilePaths.absolute(path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FilePaths.isFolder(folder) else { throw .noFolder(path: path, folder: folder) }
    if let content = KeptContent(of: path) { throw .irreplaceable(path: path, content) }
    do throws(FileFailure) { try AtomicFile.write(bytes, to: path) } catch { throw .unwritable(error) }
  }
}

/// Why a file that somebody named can be neither read nor written.
package enum GivenFileFailure: Error, Hashable, Sendable {
  case unreadable(path: String)
  case noFolder(path: String, folder: String)
  /// What stands there is never made anew by what is written so.
  case irreplaceable(path: String, KeptContent)
  case unwritable(FileFailure)
}
