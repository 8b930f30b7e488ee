import Foundation
import Settings

/// What lies beside a casebook and is no part of its file.
package enum CasebookCompanions {
  /// Those that are there: the log's key, its last head, what the laboratory has set, the orders that were taken, the
  /// folder of result files.
  ///
  /// - Parameter path: of the casebook.
  package static func names(beside path: String) -> [String] {
    let (key, folder) = (LogFiles(beside: path), URL(fileURLWithPath: path).deletingLastPathComponent().path)
    let there = { (path: String) in FileManager.default.fileExists(atPath: path) }
    return [key.keyPath, key.headPath, ordersPath(beside: path)].filter(there) + CasebookSettings.files(beside: path)
      + [folder + "/findings"].filter(there)
  }

  /// Where the orders are kept that were taken for the casebook at `path`.
  package static func ordersPath(beside path: String) -> String { path + ".orders" }
}
