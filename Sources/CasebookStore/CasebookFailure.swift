import Casework

/// Why the casebook cannot do what was asked. Nothing is half-written: a failed write leaves the file as it was.
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
  /// Another process took the case over while this one was at work on it; nothing was recorded.
  case claimLost(id: String)
  /// The file is damaged; `detail` is SQLite's word. `ledger verify` says what is lost.
  case damaged(path: String, detail: String)
  /// The ledger or what is listed from it does not hold.
  case ledgerBroken(LedgerBreak)
  /// No such case; the nearest names.
  case noSuchCase(id: String, nearest: [String])
  /// A case of that name is registered, or is twice in what was to be registered.
  case caseExists(id: String)
  /// The case cannot be registered or scored so.
  case refused(id: String, TransitionProblem)
  /// The case cannot be opened for review or signed so.
  case signOff(SignOffProblem)
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
