import Casework

/// Why a casebook was not copied, or not replaced by a copy. Nothing was changed, and nothing is left half-made.
public enum BackupFailure: Error, Equatable, Sendable {
  /// Something stands at the place already; `isFolder`: a folder does.
  case exists(path: String, isFolder: Bool)
  /// The place is the casebook's own, or that of a file which belongs to it.
  case isCasebook(path: String)
  /// The casebook itself does not hold, so that a copy of it would be no backup.
  case casebookBroken(path: String, LedgerBreak)
  /// What was written is not what was read.
  case copyBroken(path: String, LedgerBreak)
  /// The backup does not hold.
  case backupBroken(path: String, LedgerBreak)
  /// There is no backup of that name.
  case missing(path: String)
  /// What was named as a backup is something else.
  case notABackup(path: String)
  /// Another process has the casebook open: its number, where the system tells it.
  case inUse(path: String, process: Int?)
  /// A file cannot be moved aside; `reason` is the system's word.
  case cannotMove(path: String, reason: String)
  /// The casebook's file or that of the copy cannot be read or written.
  case file(CasebookFailure)
}

/// A copy of a casebook that was written and checked.
public struct CasebookBackup: Equatable, Sendable {
  /// Where it is.
  public let path: String
  /// The version of its tables.
  public let version: Int
  /// How many entries its ledger has.
  public let entries: Int
  /// The digest of the last one.
  public let head: String
  /// How long the file is.
  public let bytes: Int
}

/// That a casebook was brought to the newest version when it was opened.
public struct CasebookMigration: Equatable, Sendable {
  /// The version that it had.
  public let version: Int
  /// The version that it has now.
  public let newVersion: Int
  /// The copy of the former state.
  public let backup: String
}
