/// Why a casebook cannot be opened, read or written. Nothing is half-written: a failed write leaves it as it was.
public enum CasebookFailure: Error, Equatable, Sendable {
  /// There is no file at `path`, and none was to be made.
  case missing(path: String)
  /// The file is something else; it was not touched.
  case notACasebook(path: String)
  /// Made by a newer Coverslip: its version, and the newest known here. It was not touched.
  case newerVersion(path: String, found: Int, supported: Int)
  /// No room left.
  case diskFull(path: String)
  /// The file, or its folder, may not be read; `reason` is the system's word.
  case cannotRead(path: String, reason: String)
  /// The file, or its folder, may not be written; `reason` is the system's word.
  case cannotWrite(path: String, reason: String)
  /// Another process kept the casebook locked for longer than the busy timeout: try again.
  case busy(path: String)
  /// What stands at `path` is not the casebook that was opened any more, or not only that. Nothing more is written to
  /// it.
  case replaced(path: String, CasebookChange)
  /// The write-ahead log beside the file breaks the casebook, and without the log it is whole: the log is another
  /// file's, as after a restore. Neither was touched.
  case strayLog(path: String)
  /// The file is damaged; `detail` is the database's word. `ledger verify` says what is lost.
  case damaged(path: String, detail: String)
  /// It is of the older `version`, and stays so: the copy that is made before it is brought to the newest could not be
  /// written. `reason` is the system's word, `nil` where the disk is full.
  case notBackedUp(path: String, version: Int, reason: String?)
  /// The ledger or what is listed from it does not hold.
  case ledgerBroken(LedgerBreak)
}

/// How a casebook was found to be another one than the one that was opened.
public enum CasebookChange: Equatable, Sendable {
  /// There is no file at the path any more.
  case deleted
  /// Another file stands at the path.
  case otherFile
  /// The file was overwritten in place: the last entry seen is not in its ledger.
  case otherContent
  /// The write-ahead log beside the file was taken away or replaced.
  case logRemoved
}
