import Casework
import Foundation
import GRDB

extension CaseStoreFailure {
  /// What an error from inside a transaction means for whoever asked.
  init(inside error: any Error, path: String) {
    self = error as? CaseStoreFailure ?? .unavailable(CasebookFailure(error, path: path))
  }
}

extension CasebookFailure {
  /// What an error from inside a transaction means for the user.
  init(_ error: any Error, path: String) {
    switch error {
    case let failure as CasebookFailure: self = failure
    case let error as SystemError:
      self = error.code == ENOENT ? .missing(path: path) : .cannotRead(path: path, reason: error.word)
    case let broken as LedgerBreak: self = .ledgerBroken(broken)
    case let error as DatabaseError: self.init(error, path: path)
    default: self = .damaged(path: path, detail: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN:
      self = Self.isFull(path) ? .diskFull(path: path) : .cannotWrite(path: path, reason: detail)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_NOTADB: self = .notACasebook(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .cannotWrite(path: path, reason: detail)
    default: self = .damaged(path: path, detail: detail)
    }
  }

  /// What an `errno` of making or linking the file at `path` means.
  init(errno code: Int32, path: String) {
    self =
      code == ENOSPC || code == EDQUOT
      ? .diskFull(path: path) : .cannotWrite(path: path, reason: SystemError(code: code).word)
  }

  /// Whether the disk of `path` has no room for a page, or for a file more.
  ///
  /// SQLite says SQLITE_FULL only of writes to the database and its log: where the index of the log or a new file finds
  /// no room it says SQLITE_IOERR or SQLITE_CANTOPEN.
  private static func isFull(_ path: String) -> Bool {
    var disk = statvfs()
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard statvfs(folder, &disk) == 0 else { return false }
    let free = UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
    return free < Self.indexBytes || disk.f_files > 0 && disk.f_favail == 0
  }

  /// What the index of a write-ahead log takes at once, bytes.
  private static let indexBytes: UInt64 = 32_768
}
