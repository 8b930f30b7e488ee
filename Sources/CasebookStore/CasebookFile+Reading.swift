import Casework
import Foundation
import GRDB

/// Opening a casebook without changing a byte.
extension CasebookFile {
  private var logPath: String { CasebookSentry.log(of: path) }

  var hasLog: Bool {
    var status = stat()
    return stat(logPath, &status) == 0 && status.st_size > 0
  }

  /// Makes sure that the write-ahead log beside the file, where it holds anything, is the file's own.
  ///
  /// SQLite applies a log to whatever file stands beside it: after a crash the two belong together, after a restore
  /// they do not. They do where the casebook that they make together holds, or where the file alone does not either (as
  /// after a crash while the log was copied into the file).
  func checkLog() throws(CasebookFailure) {
    guard hasLog, !holds(path, configuration: readOnly), holds(alone, configuration: readOnly) else { return }
    throw .strayLog(path: path)
  }

  /// Whether the ledger and all that is listed from it hold. A read-only connection empties no log when it is closed.
  private func holds(_ place: String, configuration: Configuration) -> Bool {
    do {
      let queue = try DatabaseQueue(path: place, configuration: configuration)
      return try queue.read { try Verification(db: $0, resultDigest: nil, now: "").run() }.isIntact
    } catch let error as DatabaseError {
      return error.resultCode == .SQLITE_BUSY
    } catch { return false }
  }

  var readOnly: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(patience)
    return configuration
  }

  /// The file without its log, as SQLite's URIs say it (sqlite.org/uri.html): no lock, no log, no index of it.
  var alone: String {
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
    return "file:\(path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path)?immutable=1"
  }

  /// A connection to a checked file that cannot be written, or whose folder cannot, or whose disk is full: nothing
  /// beside it is made.
  ///
  /// An index of a log that is there is used as it is. Otherwise, nobody being able to write, a file without log is
  /// read alone, and one with a log, or of an older version, from a copy that is out of everybody's reach at once.
  func connectToRead() throws(CasebookFailure) -> DatabaseAccess {
    if isFile(path + "-shm"), let queue = try? checked(path) { return access(queue) }
    if !hasLog, let queue = try? checked(alone) { return access(queue) }
    do { return access(try copyOutOfReach(isMigrated: true)) } catch {
      switch CasebookFailure(error, path: path) {
      case .cannotWrite(_, let reason): throw .cannotRead(path: path, reason: reason)
      case let failure: throw failure
      }
    }
  }

  /// A connection to a checked file that leaves it at the version that it has.
  ///
  /// - Parameter isStill: whether nobody writes, so that a file without a log is read alone.
  func connectUnmigrated(isStill: Bool) throws -> DatabaseQueue {
    if isStill, !hasLog { return try touched(alone, readOnly) }
    try checkLog()
    do {
      try checkWritable()
      return try touched(path, configuration)
    } catch {
      switch CasebookFailure(error, path: path) {
      case .cannotWrite, .diskFull: break
      case let failure: throw failure
      }
    }
    if isFile(path + "-shm"), let queue = try? touched(path, readOnly) { return queue }
    return hasLog ? try copyOutOfReach(isMigrated: false) : try touched(alone, readOnly)
  }

  /// A connection that has read, so that it is known to be one.
  private func touched(_ place: String, _ configuration: Configuration) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: place, configuration: configuration)
    _ = try Schema.found(in: queue)
    return queue
  }

  private func access(_ queue: DatabaseQueue) -> DatabaseAccess {
    DatabaseAccess(queue: queue, sentry: nil, patience: patience)
  }

  private func checked(_ place: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: place, configuration: readOnly)
    guard try Schema.found(in: queue) == Schema.version else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
    return queue
  }

  /// The file and its log copied into a folder of our own, which is gone again when this returns: the connection keeps
  /// them.
  private func copyOutOfReach(isMigrated: Bool) throws -> DatabaseQueue {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.path + "/coverslip-\(UUID().uuidString)"
    try manager.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? manager.removeItem(atPath: folder) }
    let beside = CasebookFile(path: folder + "/casebook.sqlite", maximumPages: nil, patience: patience)
    for (from, to) in [(path, beside.path), (logPath, beside.logPath)] where isFile(from) {
      try manager.copyItem(atPath: from, toPath: to)
      try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: to)
    }
    try beside.checkLog()
    let queue = try DatabaseQueue(path: beside.path)
    if isMigrated { try Schema.migrate(queue) }
    return queue
  }

  private func isFile(_ place: String) -> Bool {
    var status = stat()
    return stat(place, &status) == 0
  }
}
