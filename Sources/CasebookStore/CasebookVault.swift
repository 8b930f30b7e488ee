import Casework
import Files
import Foundation
import GRDB

/// A casebook's file as a whole: copies of it, its replacement by a copy, its health. Of whatever version it is, it is
/// not brought to the newest.
public struct CasebookVault: Sendable {
  /// Where the casebook is, links followed.
  public let path: String
  let maximumPages: Int?
  let patience: Double

  /// The casebook at `path`, which may be missing.
  public init(path: String) { self.init(path: path, maximumPages: nil) }

  /// The same where copies go to a disk that holds `maximumPages` pages of 4096 bytes.
  package init(path: String, maximumPages: Int?, patience: Double = 10) {
    self.path = Self.place(path)
    self.maximumPages = maximumPages
    self.patience = patience
  }

  var file: CasebookFile { CasebookFile(path: path, maximumPages: maximumPages, patience: patience) }

  /// What lies beside a casebook and belongs to it: SQLite's files, the log's key and its last head, the orders that
  /// were taken.
  static let endings = ["", "-wal", "-shm", "-journal", ".logkey", ".loghead", ".orders"]

  /// What the laboratory writes beside a casebook, and Coverslip reads by its name.
  static let settings = [".reasons.toml", ".reading.toml", ".laboratory.toml"]

  /// Whether a file at `place` would be taken for a part of the casebook: its own files, its settings, a draft that it
  /// could not take, a result file.
  private func isOwn(_ place: String) -> Bool {
    let results = Self.place(URL(fileURLWithPath: path).deletingLastPathComponent().path + "/findings")
    return (Self.endings + Self.settings).contains { place == path + $0 } || place.hasPrefix(path + ".draft-")
      || place == results || place.hasPrefix(results + "/")
  }

  /// Copies the casebook, which others may go on using, to `target`: mode 0600, complete and checked, or not at all.
  ///
  /// The copy is one file: what was committed is in it, also what lies in the casebook's log still.
  ///
  /// - Throws: `exists`, `isCasebook`, `casebookBroken`, `copyBroken`, or `file` with why one of both cannot be read or
  ///   written.
  public func backUp(to target: String) throws(BackupFailure) -> CasebookBackup {
    try checkFree(target)
    return try using { queue throws(BackupFailure) in try file.copy(queue, to: target) }
  }

  private func checkFree(_ target: String) throws(BackupFailure) {
    guard !isOwn(Self.place(target)) else { throw .isCasebook(path: target) }
    var status = stat()
    guard lstat(target, &status) != 0 else {
      throw .exists(path: target, isFolder: FilePaths.isFolder(target))
    }
  }

  /// The path with the links of its folder followed, and its own where it is there.
  static func place(_ path: String) -> String {
    let whole = FilePaths.absolute(path)
    if let known = resolved(whole) { return known }
    let url = URL(fileURLWithPath: whole)
    let folder = url.deletingLastPathComponent().path
    guard let known = resolved(folder) else { return whole }
    return (known == "/" ? "" : known) + "/" + url.lastPathComponent
  }

  private static func resolved(_ path: String) -> String? {
    guard let place = realpath(path, nil) else { return nil }
    defer { free(place) }
    return String(cString: place)
  }

  /// What `body` answers of a connection that is closed again; where the file was exchanged meanwhile, the connection
  /// stays open, since closing it would empty its log into another file.
  ///
  /// - Parameter isStill: whether nobody writes, as to a backup: a file without a log is not locked then, and nothing
  ///   is made beside it.
  func using<Answer>(
    isStill: Bool = false, _ body: (DatabaseQueue) throws(BackupFailure) -> Answer
  ) throws(BackupFailure) -> Answer {
    let (queue, sentry) = try opened(isStill: isStill)
    let answer: Answer
    do throws(BackupFailure) { answer = try body(queue) } catch {
      if (try? sentry.checkPlace()) == nil { _ = Unmanaged.passRetained(queue) }
      throw error
    }
    do throws(CasebookFailure) { try sentry.checkPlace() } catch {
      _ = Unmanaged.passRetained(queue)
      throw .file(error)
    }
    return answer
  }

  private func opened(isStill: Bool) throws(BackupFailure) -> (DatabaseQueue, CasebookSentry) {
    do {
      try file.checkHeader()
      let identity = try FileIdentity(path: path)
      let queue = try file.connectUnmigrated(isStill: isStill)
      return (queue, CasebookSentry(path: path, file: identity, log: nil))
    } catch { throw BackupFailure(error, path: path) }
  }
}
