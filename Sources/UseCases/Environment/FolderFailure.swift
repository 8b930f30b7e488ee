/// Why a folder cannot be made.
package enum FolderFailure: Error, Equatable, Sendable {
  case diskFull(path: String)
  /// `reason` is the system's word.
  case cannotMake(path: String, reason: String)
}
