import Casework
import Files
import Foundation
import GRDB

/// A copy of the file as a whole, as it is at one moment, while others write.
extension CasebookFile {
  /// Copies the casebook to `target`, where there is nothing yet: complete and checked, or not at all.
  ///
  /// - Parameter queue: a connection to this file.
  /// - Throws: `exists`, `casebookBroken`, `copyBroken`, or `file`.
  func copy(_ queue: DatabaseQueue, to target: String) throws(BackupFailure) -> CasebookBackup {
    let beside = Self.beside(target)
    defer { Self.remove(beside) }
    let copy = try draw(queue, beside, for: target)
    do {
      guard try AtomicFile.place(beside, at: target) else { throw BackupFailure.exists(path: target, isFolder: false) }
    } catch { throw BackupFailure(error, path: target) }
    return copy
  }

  /// A name beside `target` that nobody else uses.
  static func beside(_ target: String) -> String { "\(target).\(UUID().uuidString).partial" }

  /// Takes a file away that was not finished, with what SQLite may have made for it.
  static func remove(_ beside: String) {
    for ending in ["", "-wal", "-shm", "-journal"] { unlink(beside + ending) }
  }

  /// Makes the file `beside`, mode 0600, which becomes `target`: SQLite's own backup of `queue`, checked as a casebook,
  /// and on the disk. Whoever asked removes what is left of it.
  ///
  /// - Throws: as ``copy(_:to:)``, without `exists`.
  func draw(_ queue: DatabaseQueue, _ beside: String, for target: String) throws(BackupFailure) -> CasebookBackup {
    do {
      try CasebookFile(path: target, maximumPages: nil, patience: patience).checkFolder()
      let descriptor = open(beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw CasebookFailure(errno: errno, path: target) }
      close(descriptor)
    } catch { throw BackupFailure(error, path: target) }
    try write(queue, beside, for: target)
    do { try AtomicFile.synchronize(beside) } catch { throw BackupFailure(error, path: target) }
    return try checked(beside, for: target, queue)
  }

  /// SQLite copies page by page, within one transaction that reads.
  private func write(_ queue: DatabaseQueue, _ beside: String, for target: String) throws(BackupFailure) {
    var configuration = Configuration()
    configuration.prepareDatabase { [maximumPages] db in
      try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
      if let limit = maximumPages { try db.execute(sql: "PRAGMA max_page_count = \(limit)") }
    }
    do {
      let copy = try DatabaseQueue(path: beside, configuration: configuration)
      try queue.backup(to: copy)
      try copy.close()
    } catch {
      let isOwn = [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains((error as? DatabaseError)?.resultCode)
      throw BackupFailure(error, path: isOwn ? path : target)
    }
  }

  /// What the copy is, read back from its file alone.
  private func checked(
    _ beside: String, for target: String, _ queue: DatabaseQueue
  ) throws(BackupFailure) -> CasebookBackup {
    do {
      let file = CasebookFile(path: beside, maximumPages: nil, patience: patience)
      try file.checkHeader()
      let copy = try DatabaseQueue(path: file.alone, configuration: file.readOnly)
      let (version, verification) = try copy.read { db in
        (try Schema.found(db), try Verification(db: db, resultDigest: nil, now: "").run())
      }
      guard case .intact(let entries, let head, _) = verification else {
        throw try broken(verification, target, queue)
      }
      let bytes = try OpenFile(beside).count
      return CasebookBackup(path: target, version: version, entries: entries, head: head, bytes: bytes)
    } catch { throw BackupFailure(error, path: target) }
  }

  /// Who is to blame for a copy that does not hold: the casebook that it is of, or the way.
  private func broken(
    _ copy: LedgerVerification, _ target: String, _ queue: DatabaseQueue
  ) throws -> BackupFailure {
    let own = try queue.read { try Verification(db: $0, resultDigest: nil, now: "").run() }
    if case .broken(let found) = own { return .casebookBroken(path: path, found) }
    guard case .broken(let found) = copy else { return .file(.damaged(path: target, detail: "")) }
    return .copyBroken(path: target, found)
  }
}

extension CasebookFile {
  /// Copies the file beside itself, and brings it to the newest version.
  ///
  /// - Parameter time: ISO 8601; its digits are in the copy's name.
  /// - Throws: `notBackedUp`, `ledgerBroken`: the file stays at its version then.
  func migrate(_ queue: DatabaseQueue, from version: Int, at time: String) throws -> CasebookMigration {
    let copy = try copyOfFormer(queue, version, time)
    try Schema.migrate(queue)
    return CasebookMigration(version: version, newVersion: Schema.version, backup: copy.path)
  }

  private func copyOfFormer(
    _ queue: DatabaseQueue, _ version: Int, _ time: String
  ) throws(CasebookFailure) -> CasebookBackup {
    let name = "\(path).v\(version)-\(time.filter { $0.isLetter || $0.isNumber })"
    for number in 1... {
      do { return try copy(queue, to: number == 1 ? name : "\(name)-\(number)") } catch {
        switch error {
        case .exists: continue
        case .casebookBroken(_, let broken): throw .ledgerBroken(broken)
        case .file(.cannotWrite(_, let reason)): throw .notBackedUp(path: path, version: version, reason: reason)
        case .file(.diskFull): throw .notBackedUp(path: path, version: version, reason: nil)
        case .copyBroken: throw .notBackedUp(path: path, version: version, reason: "the copy does not hold")
        case .file(let failure): throw failure
        case .isCasebook, .backupBroken, .missing, .notABackup, .inUse, .cannotMove:
          throw .notBackedUp(path: path, version: version, reason: "\(error)")
        }
      }
    }
    throw .notBackedUp(path: path, version: version, reason: "too many copies")
  }
}

extension BackupFailure {
  /// What an error means that was met when the file at `path` was read or written.
  init(_ error: any Error, path: String) {
    switch error {
    case let failure as BackupFailure: self = failure
    case .system(_, _, let code) as FileFailure: self = .file(CasebookFailure(errno: code, path: path))
    default: self = .file(CasebookFailure(error, path: path))
    }
  }
}
