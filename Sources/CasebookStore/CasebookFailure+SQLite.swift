import Casework
import GRDB

extension CasebookFailure {
  /// What an error from inside a transaction means for the user.
  init(_ error: any Error, path: String) {
    switch error {
    case let failure as CasebookFailure: self = failure
    case let broken as LedgerBreak: self = .ledgerBroken(broken)
    case let error as DatabaseError: self.init(error, path: path)
    default: self = .damaged(path: path, detail: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_NOTADB: self = .notACasebook(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_IOERR:
      self = .cannotWrite(path: path, reason: detail)
    default: self = .damaged(path: path, detail: detail)
    }
  }
}
