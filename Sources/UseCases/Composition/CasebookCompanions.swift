import Foundation
import Settings

/// What lies beside a casebook and is no part of its file.
package enum CasebookCompanions {
  /// Those that are there: the log's key, its last head, what the laboratory has set, the folder of result files.
  ///
  /// - Parameter path: of the casebook.
  package static func names(beside path: String) -> [String] {
    let (key, folder) = (LogFiles(beside: path), URL(fileURLWithPath: path).deletingLastPathComponent().path)
    let there = { (path: String) in FileManager.default.fileExists(atPath: path) }
    return [key.keyPath, key.headPath].filter(there) + CasebookSettings.files(beside: path)
      + [folder + "/findings"].filter(there)
  }
}
