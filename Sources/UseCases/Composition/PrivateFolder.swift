import Foundation

/// A folder that only its owner may read.
package enum PrivateFolder {
  /// Makes the folder at `path` with all above it, where they are not there.
  ///
  /// - Throws: a ``FolderFailure``.
  package static func make(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
      throw isFull
        ? FolderFailure.diskFull(path: path)
        : FolderFailure.cannotMake(path: path, reason: error.localizedDescription)
    }
  }
}
