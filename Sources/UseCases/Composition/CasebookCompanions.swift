import Foundation

/// What lies beside a casebook and is no part of its file.
package enum CasebookCompanions {
  /// Those that are there: the log's key, its last head, the folder of result files.
  ///
  /// - Parameter path: of the casebook.
  package static func names(beside path: String) -> [String] {
    let (key, folder) = (LogFiles(beside: path), URL(fileURLWithPath: path).deletingLastPathComponent().path)
    return [key.keyPath, key.headPath, folder + "/findings"].filter { FileManager.default.fileExists(atPath: $0) }
  }
}
