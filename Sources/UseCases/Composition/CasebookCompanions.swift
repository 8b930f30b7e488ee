import Foundation
import Settings

/// What lies beside a casebook and is no part of its file.
package enum CasebookCompanions {
  /// The folder of what the outbox of the casebook at `path` remembers and keeps.
  package static func outbox(of path: String) -> String { path + ".outbox" }

  /// Where the orders are kept that were taken for the casebook at `path`.
  package static func ordersPath(beside path: String) -> String { path + ".orders" }

  /// Whether `path` is the place of something that lies beside a casebook, be it there by now or not, or lies in the
  /// folder of its outbox; through links, too.
  static func hold(_ path: String) -> Bool {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
    let places = [url.resolvingSymlinksInPath().path, folder.appendingPathComponent(url.lastPathComponent).path]
    return places.contains { isBeside($0) } || isBeside(folder.path)
  }

  private static func isBeside(_ path: String) -> Bool {
    endings.contains { path.hasSuffix($0) && KeptContent.isDatabase(String(path.dropLast($0.count))) }
  }

  /// What stands behind the casebook's own name.
  private static let endings: [String] = {
    let log = LogFiles(beside: "")
    let own = [log.keyPath, log.headPath, outbox(of: ""), ordersPath(beside: ""), ordersPath(beside: "") + ".lock"]
    return own + CasebookSettings.places(beside: "")
  }()

  /// Those that are there: the log's key, its last head, what the outbox keeps, the orders that were taken, what the
  /// laboratory has set, the folder of result files.
  ///
  /// - Parameter path: of the casebook.
  package static func names(beside path: String) -> [String] {
    let (key, folder) = (LogFiles(beside: path), URL(fileURLWithPath: path).deletingLastPathComponent().path)
    let there = { (path: String) in FileManager.default.fileExists(atPath: path) }
    let own = [key.keyPath, key.headPath, outbox(of: path), ordersPath(beside: path)]
    return own.filter(there) + CasebookSettings.files(beside: path) + [folder + "/findings"].filter(there)
  }
}
