import Foundation

/// A folder that only its owner may read.
package enum PrivateFolder {
  /// Makes the folder at `path` with all above it, where they are not there.
  ///
  /// - Throws: a ``FolderFailure``.
  package static func make(_ path: String) throws(FolderFailure) {
    try FolderFailure.making(path, [.posixPermissions: 0o700])
  }
}

/// A folder that others may read as far as the umask lets them.
package enum SharedFolder {
  /// Makes the folder at `path` with all above it, where they are not there.
  ///
  /// - Throws: a ``FolderFailure``.
  package static func make(_ path: String) throws(FolderFailure) { try FolderFailure.making(path, [:]) }
}

extension FolderFailure {
  fileprivate static func making(
    _ path: String, _ attributes: [FileAttributeKey: Any]
  ) throws(FolderFailure) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: attributes)
    } catch {
      let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
      throw isFull ? .diskFull(path: path) : .cannotMake(path: path, reason: error.localizedDescription)
    }
  }
}
